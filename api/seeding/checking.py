"""Checking: whether records are what their hashes say, and whether the index holds what the database holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.database import read_session
from api.hashing import as_json, content_hash
from api.indexing import all_entry_documents, all_issue_documents
from api.models import ENTRY_TABLES
from api.models.stored import DevelopmentRecord, EntryRecord, HeadlineRecord, IssueRecord
from api.money import Rates, read_rates
from api.record_ids import development_id, headline_id, issue_id
from api.repositories import log, usage
from api.repositories.archive import last_seq
from api.repositories.issues import issue_pages
from api.repositories.vocabulary import entry_pages
from api.settings import SEED_DATA
from search import RECORD_KINDS, VOCABULARY_KINDS, Document, IndexUnavailable, SearchBackend, Snapshot

Record = IssueRecord | HeadlineRecord | DevelopmentRecord | EntryRecord
CHUNK = 500


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Counts of live records by kind, and what is wrong; whole when there is no problem."""

    counts: dict[str, int]
    last_seq: int
    problems: tuple[str, ...]


def check(engine: Engine, backend: SearchBackend | None = None, rates: Rates | None = None) -> CheckReport:
    """Recompute every record's hash from its rows, compare its revision, and compare the index, if one is given."""
    with read_session(engine) as session:
        problems = [*_database_problems(session)]
        if backend is not None:
            problems += _index_problems(session, backend, rates or read_rates(SEED_DATA / "exchange_rates.yaml"))
        return CheckReport(usage.counts(session), last_seq(session), tuple(problems))


def _database_problems(session: Session) -> Iterator[str]:
    for page in issue_pages(session, withdrawn=True):
        for issue in page:
            yield from _misplaced(issue)
        for kind, records in (
            ("issue", page),
            ("headline", [line for issue in page for line in issue.headlines]),
            ("development", [development for issue in page for development in issue.developments]),
        ):
            yield from _altered(session, kind, records)
    for kind in ENTRY_TABLES:
        for entries in entry_pages(session, kind, withdrawn=True):
            yield from _altered(session, kind, entries)


def _altered(session: Session, kind: str, records: Iterable[Record]) -> Iterator[str]:
    """Records whose rows, or whose latest revision, are not what the hash was made of."""
    listed = list(records)
    states = log.states(session, [(kind, record.id, record.stamp.revision) for record in listed])
    for record in listed:
        digest = record.stamp.content_hash
        if content_hash(as_json(record.facts)) != digest:
            yield f"{kind} {record.id}: its rows do not match its content hash"
        state = states.get((kind, record.id, record.stamp.revision))
        if state is None:
            yield f"{kind} {record.id}: revision {record.stamp.revision} is missing"
        elif content_hash(state) != digest:
            yield f"{kind} {record.id}: revision {record.stamp.revision} does not match its content hash"


def _misplaced(issue: IssueRecord) -> Iterator[str]:
    """Ids that do not follow from their places, and live records of what was withdrawn."""
    if issue.id != issue_id(issue.facts.volume, issue.facts.number):
        yield f"issue {issue.id}: its id does not follow from volume and number"
    live = {line.position for line in issue.headlines if line.stamp.withdrawn_at is None}
    for line in issue.headlines:
        if line.id != headline_id(issue.id, line.position):
            yield f"headline {line.id}: its id does not follow from its position"
    for development in issue.developments:
        if development.id != development_id(issue.id, development.position):
            yield f"development {development.id}: its id does not follow from its position"
        if development.stamp.withdrawn_at is None and development.facts.headline not in live:
            yield f"development {development.id}: its headline was withdrawn"
    if issue.stamp.withdrawn_at is not None and live:
        yield f"issue {issue.id}: it was withdrawn, but not its headlines"


def _index_problems(session: Session, backend: SearchBackend, rates: Rates) -> Iterator[str]:
    try:
        snapshot = backend.snapshot()
    except IndexUnavailable as error:
        yield f"index: {error}"
        return
    end = last_seq(session)
    if snapshot.data_version != end:
        yield f"index: its version is {snapshot.data_version}, the changes log ends at {end}"
    ids: defaultdict[str, set[str]] = defaultdict(set)
    documents = chain(all_entry_documents(session), all_issue_documents(session, rates))
    while chunk := list(islice(documents, CHUNK)):
        for document in chunk:
            ids[document.kind].add(document.id)
        yield from _differing(snapshot, chunk)
    for kind in (*RECORD_KINDS, *VOCABULARY_KINDS):
        yield from (f"index: {kind} {id} is not in the database" for id in sorted(set(snapshot.ids(kind)) - ids[kind]))


def _differing(snapshot: Snapshot, documents: Iterable[Document]) -> Iterator[str]:
    by_kind: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_kind[document.kind].append(document)
    for kind, listed in by_kind.items():
        there = snapshot.fetch(kind, [document.id for document in listed])
        for document in listed:
            if document.id not in there:
                yield f"index: {kind} {document.id} is missing"
            elif there[document.id] != document.rendered:
                yield f"index: {kind} {document.id} is not what the database holds"
