"""Vocabulary: which values a parameter may have in one generation, and what a wrong one stands for."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import pycountry

from api.errors import Invalid
from api.params.nearest import nearest
from api.record_ids import issue_named
from search import ALLIANCE_FORMATS, FIELDS, FilterKind, Snapshot

OF_PARAMETER: Mapping[str, str] = {
    parameter: row.name for row in FIELDS if row.filter is FilterKind.KEYWORD for parameter in row.parameters
}
"""Parameter → keyword field whose values it takes."""
MOST_SUGGESTIONS = 10
"""Unknown values of one request for which the nearest is looked up: each look-up compares with a whole vocabulary."""


class Vocabulary:
    """The values that exist in one generation; look-ups are made once and kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._labels: dict[str, dict[str, str]] = {}

    @property
    def data_version(self) -> int:
        """The generation that it is of."""
        return self._snapshot.data_version

    def labels(self, field: str) -> Mapping[str, str]:
        """Value → name of a keyword field; a volume has its number for a name."""
        if field not in self._labels:
            self._labels[field] = self._read(field)
        return self._labels[field]

    def _read(self, field: str) -> dict[str, str]:
        if field == "alliance_format":
            return {value: value for value in ALLIANCE_FORMATS}
        if field == "volume":
            return {volume: volume for volume in (id.partition(".")[0] for id in self._snapshot.ids("issue"))}
        return {id: self._snapshot.label(field, id) or id for id in self._snapshot.ids(field)}

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        """Every spelling of a country, in lower case → alpha-2 code."""
        spellings: dict[str, str] = {}
        for country in pycountry.countries:
            names = (country.alpha_2, country.alpha_3, country.name)
            more = (getattr(country, "common_name", None), getattr(country, "official_name", None))
            spellings.update({name.casefold(): country.alpha_2 for name in (*names, *more) if name})
        for code, name in self.labels("country").items():
            spellings.update({code.casefold(): code, name.casefold(): code})
        return spellings

    def country(self, value: str) -> str | None:
        """Return the alpha-2 code of a code or English name in any case."""
        wanted = value.strip().casefold()
        return self._countries.get(wanted) or self._countries.get(wanted.removeprefix("the "))

    def canonical(self, parameter: str, value: str) -> str:
        """Return the canonical spelling of a valid value."""
        match OF_PARAMETER.get(parameter):
            case "country":
                return self.country(value) or value
            case "issue":
                return issue_named(value)
        return value

    def errors(self, values: Mapping[str, list[str]]) -> Iterable[Invalid]:
        """Yield a row for each value that does not exist; the first few say the nearest right one."""
        if values.keys().isdisjoint(OF_PARAMETER):
            return
        unknown = [
            (parameter, position, value)
            for parameter, field in OF_PARAMETER.items()
            for position, value in enumerate(values.get(parameter, ()))
            if value.strip() and not self._knows(field, value)
        ]
        for count, (parameter, position, value) in enumerate(unknown):
            suggestion = self.nearest(OF_PARAMETER[parameter], value) if count < MOST_SUGGESTIONS else None
            yield _unknown(parameter, value, position, suggestion)

    def _knows(self, field: str, value: str) -> bool:
        if field == "country":
            return self.country(value) is not None
        return (issue_named(value) if field == "issue" else value) in self.labels(field)

    def nearest(self, field: str, value: str) -> str | None:
        """Return the value whose spelling or name is most like a wrong one."""
        if field == "country":
            name = nearest(value, self._countries)
            return self._countries[name] if name else None
        spellings = {name: id for id, name in self.labels(field).items()}
        spellings.update({id: id for id in self.labels(field)})
        name = nearest(value, spellings)
        return spellings[name] if name else None


def _unknown(parameter: str, value: str, position: int, suggestion: str | None) -> Invalid:
    return Invalid(
        where="query",
        name=parameter,
        code="unknown_value",
        message=f"There is no {OF_PARAMETER[parameter]} “{value[:100]}”.",
        value=value,
        suggestion=suggestion,
        position=position,
    )
