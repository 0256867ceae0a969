"""Forms: what a browser sends made into a query string of the API."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from api.errors import Invalid, InvalidParameters
from api.params.nearest import nearest
from api.services.addresses import canonical, written

Pairs = Sequence[tuple[str, str]]
MONEY = ("usd_min", "usd_max")
SHORT_MONEY = re.compile(
    r"\$?\s*(\d[\d,]{0,20}(?:\.\d{1,9})?)\s*(thousand|k|million|mn|m|billion|bn|b|trillion|tn|t)?", re.IGNORECASE
)
SIZES = {"": 1, "k": 10**3, "t": 10**12, "m": 10**6, "b": 10**9}
"""The scale of a number by the first letter of its word; thousand is written `k` or in full."""


def tidy(pairs: Pairs) -> list[tuple[str, str]]:
    """Return parameters without fields left empty, and with short forms of dollars (`2.9bn`) written out."""
    return [(name, dollars(value) if name in MONEY else value) for name, value in pairs if value.strip()]


def dollars(value: str) -> str:
    """Return whole dollars for `100m`, `$2.9 billion` or `1,000`; what is no such form stays as it is."""
    found = SHORT_MONEY.fullmatch(value.strip())
    if found is None:
        return value
    number, scale = Decimal(found[1].replace(",", "")), (found[2] or "").lower()
    size = 1_000 if scale in ("k", "thousand") else SIZES[scale[:1]]
    whole = number * size
    return str(int(whole)) if whole == int(whole) else value


def take_choices(pairs: Pairs, choices: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Take a page's own parameters out of its query string: the choice made of each, the first where none is.

    Raises InvalidParameters for a choice that there is not.
    """
    chosen = {name: values[0] for name, values in choices.items()}
    rest = []
    for name, value in pairs:
        if name not in choices:
            rest.append((name, value))
        elif value in choices[name]:
            chosen[name] = value
        else:
            message = f"It is one of {', '.join(choices[name])}."
            raise InvalidParameters(
                [
                    Invalid(
                        "query", name, "unknown_value", message, value=value, suggestion=nearest(value, choices[name])
                    )
                ]
            )
    return chosen, rest


def query_string(pairs: Pairs) -> str:
    """Return parameters as one query string in canonical order."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return written(dict(canonical(values)))
