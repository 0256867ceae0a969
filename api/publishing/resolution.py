"""Resolution: names in a draft become slugs; a name that no vocabulary knows makes a new entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from api.models.facts import ActorFacts, DevelopmentFacts, InitiativeFacts, PersonRole
from api.names import name_key, slug_choices
from api.publishing.ledger import Ledger
from api.repositories import vocabulary

Slugs = Mapping[tuple[str, str], str]
"""(kind, name key) → slug."""


def resolve(ledger: Ledger, developments: Iterable[DevelopmentFacts]) -> list[DevelopmentFacts]:
    """The developments with slugs in place of the names of organizations, people and initiatives."""
    drafts = list(developments)
    named = {
        "organization": [name for facts in drafts for name in facts.organizations],
        "person": [named.person for facts in drafts for named in facts.people],
        "initiative": [name for facts in drafts for name in facts.initiatives],
    }
    keys = {name_key(name) for names in named.values() for name in names}
    slugs = vocabulary.find_names(ledger.session, keys)
    for kind, names in named.items():
        missing = {(kind, name_key(name)): name for name in reversed(names) if (kind, name_key(name)) not in slugs}
        slugs |= _new_entries(ledger, kind, missing)
    return [_resolved(facts, slugs) for facts in drafts]


def _resolved(facts: DevelopmentFacts, slugs: Slugs) -> DevelopmentFacts:
    people = (PersonRole(slugs["person", name_key(named.person)], named.role) for named in facts.people)
    return replace(
        facts,
        organizations=_once(slugs["organization", name_key(name)] for name in facts.organizations),
        people=tuple(dict.fromkeys(people)),
        initiatives=_once(slugs["initiative", name_key(name)] for name in facts.initiatives),
    )


def _once(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))


def _new_entries(ledger: Ledger, kind: str, missing: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Slugs of new entries for names as they are written: (kind, name key) → slug."""
    choices = {slug for name in missing.values() for slug in slug_choices(name)}
    taken = vocabulary.taken_ids(ledger.session, kind, choices)
    made: dict[tuple[str, str], str] = {}
    for key, name in reversed(missing.items()):
        slug = next(choice for choice in slug_choices(name) if choice not in taken)
        shown = " ".join(name.split())
        entry = InitiativeFacts(name=shown) if kind == "initiative" else ActorFacts(name=shown)
        ledger.put_entry(kind, slug, entry, None, curated=False)
        made[key] = slug
        taken.add(slug)
    return made
