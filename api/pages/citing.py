"""Citing: a record's citation in the forms that people copy."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.citations import STYLES
from api.pages.visiting import Visit
from api.services.citing import as_cited

NAMES = {"chicago": "Chicago", "bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}
"""Style → its name, in the order shown."""


def citations(visit: Visit, served: Mapping[str, Any], on: date) -> Sequence[tuple[str, str]]:
    """Return the forms of a development's citation by their names; `on` is the day of looking."""
    cited = as_cited(visit.reader.snapshot, served, on)
    return [(name, STYLES[style].write(cited).strip()) for style, name in NAMES.items()]
