"""Tags: a short text that changes whenever anything in an issue's file does, for If-Match."""

import hashlib
from collections.abc import Iterator, Mapping

import orjson

from api.models.facts import DevelopmentFacts
from api.models.stored import IssueRecord

DIGITS = 16
"""Hexadecimal digits of the hash, 64 bits: nobody chooses what goes in to make two alike."""


def revision_tag(issue: IssueRecord, names: Mapping[tuple[str, str], str]) -> str:
    """Return `3.7-r4-<hash>` of the revisions of the issue, its headlines and developments, and the names in these.

    Ids and revisions stand for all facts; names may change without them, and stand in the issue's file.
    """
    records = [(line.id, line.stamp.revision) for line in issue.headlines]
    records += [(development.id, development.stamp.revision) for development in issue.developments]
    used = sorted({key for record in issue.developments for key in _named(record.facts)})
    state = [issue.id, issue.stamp.revision, sorted(records), [(*key, names[key]) for key in used]]
    digest = hashlib.sha256(orjson.dumps(state)).hexdigest()
    return f"{issue.id}-r{issue.stamp.revision}-{digest[:DIGITS]}"


def _named(facts: DevelopmentFacts) -> Iterator[tuple[str, str]]:
    yield from (("organization", slug) for slug in facts.organizations)
    yield from (("person", named.person) for named in facts.people)
    yield from (("initiative", slug) for slug in facts.initiatives)
