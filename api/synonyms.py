"""The synonyms in force: the groups of `seed_data/synonyms.yaml`, as its head describes them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.settings import SEED_DATA

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_groups(path: Path = SEED_DATA / "synonyms.yaml") -> tuple[dict[str, Any], ...]:
    """Return the groups of a file; a file is read once a process."""
    return tuple(yaml.load(path.read_text(encoding="utf-8"), LOADER)["groups"])  # noqa: S506 - a safe loader
