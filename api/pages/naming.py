"""Naming: what the values of filters and the tags of developments are called in a visit's language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from api.pages.visiting import Visit
from api.services.similar import KEYS

ENTRIES = ("topic", "country", "initiative", "organization", "person")
"""Kinds whose entries have names in several languages."""
OF_HITS = ("topic", "country")
"""Kinds of tag that a line of a list names."""


def names_in(visit: Visit, rows: Sequence[Mapping[str, Any]], kinds: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """Return, kind by kind, the names of what developments are tagged with."""
    return {
        kind: names_of(
            visit, kind, (tag if isinstance(tag, str) else tag["slug"] for row in rows for tag in row[KEYS[kind]])
        )
        for kind in kinds
    }


def names_of(visit: Visit, kind: str, values: Iterable[str]) -> Mapping[str, str]:
    """Return the names of vocabulary entries in the visit's language."""
    wanted = list(dict.fromkeys(values))
    snapshot = visit.reader.snapshot
    return {value: snapshot.label(kind, value) or value for value in wanted} | own_names(visit, kind, wanted)


def own_names(visit: Visit, name: str, values: list[str]) -> dict[str, str]:
    """Return the names of values that the index's own labels do not say, by value."""
    if name == "alliance_format":
        return {value: visit.language.text(f"formats.{value}") for value in values}
    if name == "usd_band":
        return {value: visit.language.text(f"bands.{value}") for value in values}
    if visit.language.code == "en":
        return {}
    if name == "payer":
        return _payers(visit, values)
    if name not in ENTRIES:
        return {}
    found = visit.reader.snapshot.fetch(name, values)
    return {value: visit.language.label(orjson.loads(entry)) for value, entry in found.items()}


def _payers(visit: Visit, values: list[str]) -> dict[str, str]:
    """Return the names of those payers that are organizations or countries."""
    snapshot = visit.reader.snapshot
    countries = visit.reader.resources.vocabularies.of(snapshot).labels("country")
    codes = {name: code for code, name in countries.items()}
    paying = {value: codes[label] for value in values if (label := snapshot.label("payer", value)) in codes}
    names = own_names(visit, "country", list(paying.values()))
    return {value: names[code] for value, code in paying.items()} | own_names(visit, "organization", values)
