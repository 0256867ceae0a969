"""Qualifiers: which side of an amount "more than", "up to" and the like leave open."""

LOW_ONLY = ("more than", "over", "at least", "in excess of")
HIGH_ONLY = ("up to", "at most", "as much as", "less than", "under")
BOTH = ("about", "nearly", "roughly", "estimated", "around", "approximately", "almost", "~")
KNOWN = LOW_ONLY + HIGH_ONLY + BOTH

Bounds = tuple[int | None, int | None]


def bounds(value: int, qualifier: str | None) -> Bounds:
    """(low, high) of a value with its qualifier; None is the open side.

    Raises ValueError for a qualifier that is not in the table.
    """
    word = None if qualifier is None else " ".join(qualifier.casefold().split())
    if word is None or word in BOTH:
        return value, value
    if word in LOW_ONLY:
        return value, None
    if word in HIGH_ONLY:
        return None, value
    raise ValueError(f"unknown qualifier {qualifier!r}; known are {', '.join(KNOWN)}")


def value_of(low: int | None, high: int | None, qualifier: str | None) -> int | None:
    """The value that has these bounds with this qualifier; None when no value does (a range)."""
    value = low if low is not None else high
    if value is None:
        return None
    try:
        return value if bounds(value, qualifier) == (low, high) else None
    except ValueError:
        return None
