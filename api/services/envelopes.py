"""Envelopes: what a list and an item carry beside their data, with the keys of the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from api.descriptions import describe
from api.services.questions import Question
from search import Remark, Snapshot

DATA_CHANGED = Remark(
    "data_changed", "The data changed since this walk began; it goes on from where it stood.", "cursor"
)


def walk_remarks(question: Question, version: int) -> tuple[Remark, ...]:
    """Return what a walk must be told when its earlier pages were of another data version."""
    return (DATA_CHANGED,) if question.place and question.place.version != version else ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer: the JSON object to send, and the address of the next page where there is one."""

    body: Mapping[str, Any]
    next_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, whatever it is of; `total` is exact."""

    data: Sequence[Any]
    total: int
    limit: int
    version: int
    next_cursor: str | None = None
    facets: Mapping[str, Any] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    did_you_mean: Mapping[str, Any] | None = None
    relaxed: Mapping[str, Any] | None = None
    not_found: Sequence[str] = ()
    more_meta: Mapping[str, Any] = field(default_factory=dict)


def list_envelope(question: Question, page: Page, snapshot: Snapshot, started: float) -> Envelope:
    """Return the envelope of one page; `started` is the `perf_counter` when the work began."""
    url = question.address.continued(page.next_cursor) if page.next_cursor else None
    described = describe(question.query, snapshot.label, question.noun, question.order)
    return list_body(
        page,
        links={"self": question.self_url, "next": url, "html": question.page_url, **question.other_forms},
        query={"description": described, "params": question.params},
        normalized=[{"parameter": n.parameter, "from": n.given, "to": n.taken} for n in question.normalized],
        started=started,
    )


def list_body(
    page: Page,
    *,
    links: Mapping[str, str | None],
    query: Mapping[str, Any],
    started: float,
    normalized: Sequence[Mapping[str, str]] = (),
) -> Envelope:
    """Return a list's envelope from its parts; links to what does not exist are null."""
    meta = {
        "total": page.total,
        "limit": page.limit,
        "next_cursor": page.next_cursor,
        "data_version": page.version,
        "took_ms": round((perf_counter() - started) * 1000, 1),
        "query": query,
        "normalized": normalized,
        "warnings": [{"code": r.code, "message": r.message, "parameter": r.parameter} for r in page.remarks],
        "did_you_mean": page.did_you_mean,
        "relaxed": page.relaxed,
        "not_found": page.not_found,
        **page.more_meta,
    }
    all_links = {"self": None, "next": None, "html": None, "csv": None, "jsonl": None, "atom": None, **links}
    return Envelope({"data": page.data, "meta": meta, "facets": page.facets, "links": all_links}, links.get("next"))


def item_envelope(
    data: Any, version: int, self_url: str, revisions: str | None = None, html: str | None = None
) -> Envelope:
    """Return the envelope of one item; `html` is its page."""
    links = {"self": self_url, "html": html, "revisions": revisions}
    return Envelope({"data": data, "meta": {"data_version": version}, "links": links})
