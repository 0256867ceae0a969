"""Words: the data that sentences are read by, whatever the archive holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from api.interpreting.asking import Asking

FILES = ("asking.yaml", "countries.yaml", "topics.yaml")
"""What answers depend on beside the archive."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of asking; the country words and indicators of topics that the archive's entries do not hold."""

    asking: Asking
    countries: Mapping[str, Any]
    topics: Mapping[str, Any]


def read_words(folder: Path) -> Words:
    """Read a folder's files. Raises OSError, yaml.YAMLError, and a ValueError where `asking.yaml` has a wrong key or value."""
    asking, countries, topics = (_read(folder / name) for name in FILES)
    return Words(Asking.model_validate(asking), countries, topics)


def _read(path: Path) -> Mapping[str, Any]:
    with path.open(encoding="utf-8") as file:
        data: Mapping[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
