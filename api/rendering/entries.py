"""Vocabulary entries as the index carries them: all that is served but what the archive holds on them (`seen`)."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import orjson

from api.models.facts import ActorFacts, CountryFacts, InitiativeFacts, TopicFacts
from api.models.stored import EntryRecord
from api.payers import Payer
from api.schemas.records import Out
from api.schemas.vocabularies import Country, EntryLinks, Initiative, Organization, Person, Seen, Topic

ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "topic": "topics",
        "country": "countries",
        "organization": "organizations",
        "person": "people",
        "initiative": "initiatives",
    }
)
"""Kind → the room of its addresses under `/v1`."""
_NOT_SEEN = Seen(count=0, usd_sum=None, unconverted=0, first_on=None, last_on=None)


def render_entry(entry: EntryRecord, roles: Sequence[str] = ()) -> bytes:
    """An entry's JSON object without `seen`; `roles` are a person's."""
    served = _SERVED[entry.kind](entry, entry.facts, roles)
    return orjson.dumps(served.model_dump(exclude={"seen"}))


def render_payer(payer: Payer) -> bytes:
    """A payer's JSON object: a filter value with its name, it has no page of its own."""
    return orjson.dumps({"slug": payer.slug, "kind": "payer", "name": payer.label})


def _links(entry: EntryRecord) -> EntryLinks:
    return EntryLinks(
        self=f"/v1/{ROOMS[entry.kind]}/{entry.id}", developments=f"/v1/developments?{entry.kind}={entry.id}"
    )


def _topic(entry: EntryRecord, facts: TopicFacts, roles: Sequence[str]) -> Topic:  # noqa: ARG001 - one signature for all
    return Topic(
        slug=entry.id,
        name=facts.name,
        name_ja=facts.name_ja,
        about=facts.about,
        core=facts.core,
        seen=_NOT_SEEN,
        links=_links(entry),
    )


def _country(entry: EntryRecord, facts: CountryFacts, roles: Sequence[str]) -> Country:  # noqa: ARG001 - one signature for all
    return Country(
        code=entry.id,
        alpha3=facts.alpha3,
        name=facts.name,
        name_ja=facts.name_ja,
        adjectives=list(facts.adjectives),
        acronyms=list(facts.acronyms),
        capital=facts.capital,
        seen=_NOT_SEEN,
        links=_links(entry),
    )


def _organization(entry: EntryRecord, facts: ActorFacts, roles: Sequence[str]) -> Organization:  # noqa: ARG001 - one signature for all
    return Organization(
        slug=entry.id,
        name=facts.name,
        name_ja=facts.name_ja,
        aliases=list(facts.aliases),
        country=facts.country,
        seen=_NOT_SEEN,
        links=_links(entry),
    )


def _person(entry: EntryRecord, facts: ActorFacts, roles: Sequence[str]) -> Person:
    return Person(
        slug=entry.id,
        name=facts.name,
        name_ja=facts.name_ja,
        aliases=list(facts.aliases),
        country=facts.country,
        roles=list(roles),
        seen=_NOT_SEEN,
        links=_links(entry),
    )


def _initiative(entry: EntryRecord, facts: InitiativeFacts, roles: Sequence[str]) -> Initiative:  # noqa: ARG001 - one signature for all
    return Initiative(
        slug=entry.id,
        name=facts.name,
        name_ja=facts.name_ja,
        aliases=list(facts.aliases),
        form=facts.form,
        note=facts.note,
        seen=_NOT_SEEN,
        links=_links(entry),
    )


_SERVED: Mapping[str, Callable[[EntryRecord, Any, Sequence[str]], Out]] = MappingProxyType(
    {
        "topic": _topic,
        "country": _country,
        "organization": _organization,
        "person": _person,
        "initiative": _initiative,
    }
)
