"""Vocabularies: topics, countries, pairs, initiatives, organizations and people with what the archive holds on them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

import orjson

from api.cursors import Place, encode
from api.errors import NotFound
from api.page_addresses import SEARCH_PAGE, item_page
from api.services.addresses import Address
from api.services.envelopes import Envelope, Page, item_envelope, list_envelope, walk_remarks
from api.services.questions import Listing, Question
from api.services.records import keep
from search import DEVELOPMENT, FacetBucket, Filters, SearchQuery, SearchResult, Snapshot, Sort, TermFilter

MOST_FIRST = "most developments first"
VOCABULARIES = {
    kind: Listing(path, (DEVELOPMENT,), f"{plural} in developments", MOST_FIRST)
    for kind, path, plural in (
        ("topic", "/v1/topics", "Topics"),
        ("country", "/v1/countries", "Countries"),
        ("country_pair", "/v1/country-pairs", "Pairs of countries"),
        ("initiative", "/v1/initiatives", "Initiatives"),
        ("organization", "/v1/organizations", "Organizations"),
        ("person", "/v1/people", "People"),
    )
}
"""Vocabularies by kind, which is also the name of their facet and of their parameter."""

NOT_SEEN = {"count": 0, "usd_sum": None, "unconverted": 0, "first_on": None, "last_on": None}
STRIDE = 64
"""Entries that a walk reads at once."""
Row = tuple[int, str, str]
"""Count, name and id: the order is most developments first, then by name, then by id."""


def list_vocabulary(snapshot: Snapshot, question: Question, kind: str) -> Envelope:
    """Return one page of a vocabulary: every entry without a filter, else those that a match bears.

    Raises QueryTooCostly.
    """
    started = perf_counter()
    rows, buckets, result = _rows(snapshot, question, kind)
    shown, more = _cut(rows, question)
    page = Page(
        data=[keep(entry, question.fields) for entry in _entries(snapshot, kind, [id for *_, id in shown], buckets)],
        total=len(rows),
        limit=question.query.limit,
        version=result.data_version,
        next_cursor=encode(Place(shown[-1], result.data_version), question.binding) if more else None,
        remarks=(*walk_remarks(question, result.data_version), *result.remarks),
    )
    return list_envelope(question, page, snapshot, started)


def walk_vocabulary(snapshot: Snapshot, question: Question, kind: str) -> Iterator[bytes]:
    """Return the JSON of every entry that a question asks for, in the order of the list. Raises QueryTooCostly."""
    rows, buckets, _ = _rows(snapshot, question, kind)
    ids = [id for *_, id in rows]
    parts = (ids[at : at + STRIDE] for at in range(0, len(ids), STRIDE))
    return (orjson.dumps(entry) for part in parts for entry in _entries(snapshot, kind, part, buckets))


def _rows(snapshot: Snapshot, question: Question, kind: str) -> tuple[list[Row], dict[str, FacetBucket], SearchResult]:
    """Return all entries that a question asks for in their order, the buckets of those seen, and the result they are of."""
    query = replace(
        question.query,
        limit=0,
        after=None,
        facets=(kind,),
        strict_facets=frozenset({kind}),
        facet_limit=None,
        facet_days=True,
    )
    result = snapshot.search(query)
    buckets = {bucket.value: bucket for bucket in result.facets[kind].buckets if bucket.count}
    narrowed = query.q is not None or query.filters != Filters()
    ids = list(buckets) if narrowed or kind == "country_pair" else [*snapshot.ids(kind)]
    return sorted((_row(snapshot, kind, id, buckets) for id in ids), key=_order), buckets, result


def _row(snapshot: Snapshot, kind: str, id: str, buckets: Mapping[str, FacetBucket]) -> Row:
    bucket = buckets.get(id)
    name = bucket.label if bucket else snapshot.label(kind, id) or id
    return (bucket.count if bucket else 0, name, id)


def _order(row: Row) -> tuple[int, str, str]:
    return (-row[0], row[1], row[2])


def _cut(rows: list[Row], question: Question) -> tuple[list[Row], bool]:
    """Return the page after the question's place, and whether more follow."""
    after = question.place
    if after is not None:
        count, name, id = after.key
        rows = [row for row in rows if _order(row) > (-int(count or 0), str(name), str(id))]
    limit = question.query.limit
    return rows[:limit], len(rows) > limit


def _entries(snapshot: Snapshot, kind: str, ids: list[str], buckets: Mapping[str, FacetBucket]) -> list[dict[str, Any]]:
    if kind == "country_pair":
        return [_pair(snapshot, id, buckets[id]) for id in ids]
    rendered = snapshot.fetch(kind, ids)
    return [_entry(kind, id, rendered[id], buckets.get(id)) for id in ids if id in rendered]


def _entry(kind: str, id: str, rendered: bytes, bucket: FacetBucket | None) -> dict[str, Any]:
    served: dict[str, Any] = orjson.loads(rendered)
    developments = Address("/v1/developments").with_(**{kind: (id,)})
    own = f"{VOCABULARIES[kind].path}/{id}"
    links = {"self": own, "html": item_page(own), "developments": developments.url}
    return {**served, "seen": _seen(bucket), "links": links}


def _pair(snapshot: Snapshot, id: str, bucket: FacetBucket) -> dict[str, Any]:
    codes = id.split("-")
    developments = Address("/v1/developments").with_(country_all=tuple(codes))
    own = Address(VOCABULARIES["country_pair"].path).with_(country_all=tuple(codes))
    return {
        "pair": id,
        "kind": "country_pair",
        "countries": codes,
        "names": [snapshot.label("country", code) or code for code in codes],
        "seen": _seen(bucket),
        "links": {
            "self": own.url,
            "html": Address(SEARCH_PAGE, developments.params).url,
            "developments": developments.url,
        },
    }


def _seen(bucket: FacetBucket | None) -> dict[str, Any]:
    if bucket is None:
        return NOT_SEEN
    return {
        "count": bucket.count,
        "usd_sum": bucket.usd_sum,
        "unconverted": bucket.unconverted,
        "first_on": bucket.first_on and bucket.first_on.isoformat(),
        "last_on": bucket.last_on and bucket.last_on.isoformat(),
    }


def entry_id(served: Mapping[str, Any]) -> str:
    """Return what a filter takes for an entry: its slug, of a country its code."""
    return str(served["code"] if served["kind"] == "country" else served["slug"])


def known(snapshot: Snapshot, kind: str, id: str) -> bytes:
    """Return the stored JSON of an entry. Raises NotFound."""
    rendered = snapshot.fetch(kind, [id]).get(id)
    if rendered is None:
        raise NotFound(f"There is no {kind} {id[:100]}.")
    return rendered


def entry_item(snapshot: Snapshot, kind: str, id: str, rendered: bytes) -> Envelope:
    """Return the envelope of one entry; an initiative's carries its timeline."""
    query = SearchQuery(
        filters=Filters(terms={kind: TermFilter((id,))}),
        sort=Sort.DATE_ASC,
        limit=0,
        facets=(kind,),
        strict_facets=frozenset({kind}),
        facet_days=True,
        facet_limit=None,
    )
    buckets = {bucket.value: bucket for bucket in snapshot.search(query).facets[kind].buckets}
    data = _entry(kind, id, rendered, buckets.get(id))
    if kind == "initiative":
        data["timeline"] = _timeline(snapshot, query)
    own = f"{VOCABULARIES[kind].path}/{id}"
    return item_envelope(data, snapshot.data_version, own, html=item_page(own))


def _timeline(snapshot: Snapshot, query: SearchQuery) -> list[dict[str, Any]]:
    """Return all developments of a query, in its order, as short lines."""
    lines: list[dict[str, Any]] = []
    page = replace(query, limit=200, facets=())
    while True:
        result = snapshot.search(page)
        lines += [_line(orjson.loads(hit.rendered)) for hit in result.hits]
        if result.next_key is None:
            return lines
        page = replace(page, after=result.next_key)


def _line(served: dict[str, Any]) -> dict[str, Any]:
    path = f"/v1/developments/{served['id']}"
    return {
        "id": served["id"],
        "kind": DEVELOPMENT,
        "title": served["title"],
        "sorted_on": served["sorted_on"],
        "issue": served["issue"],
        "links": {
            "self": path,
            "html": item_page(path),
            "issue": served["links"]["issue"],
            "similar": f"{path}/similar",
            "source": None,
        },
    }
