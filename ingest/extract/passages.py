"""Passages: a development as text, which is what every extractor reads."""

from dataclasses import dataclass
from typing import Final

# Characters of a text that are read for amounts and dates: 16 times the longest paragraph of 46 issues (1,247), and
# few enough that a hostile one costs a fraction of a second.
LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One development: its paragraph, and its headline where it has one."""

    text: str
    headline: str | None = None
