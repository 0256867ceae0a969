"""Records: lists of issues, headlines and developments, and single ones with their revisions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any

import orjson

from api.cursors import Place, encode
from api.errors import NotFound, Withdrawn
from api.page_addresses import item_page
from api.record_ids import issue_named
from api.services.addresses import Address, Params
from api.services.archive import Archive, Change
from api.services.envelopes import Envelope, Page, item_envelope, list_body, list_envelope, walk_remarks
from api.services.extras import read_extras, version_of
from api.services.facets import serve_facet
from api.services.questions import Question
from search import DEVELOPMENT, FACETS, HEADLINE, Hit, SearchResult, Snapshot

NOTHING: Mapping[str, Any] = {}
LATEST = "latest"
"""Stands for the newest issue where an id is asked for."""
COLLECTIONS = {"issue": "/v1/issues", "headline": "/v1/headlines", "development": "/v1/developments"}


def find(snapshot: Snapshot, question: Question, archive: Archive | None = None, *, scored: bool = False) -> Envelope:
    """Return one page of a list; `scored` puts a score on each hit, `archive` gives the extras asked for.

    Raises QueryTooCostly.
    """
    started = perf_counter()
    result = snapshot.search(question.query)
    extras = _extras_of(archive, result.hits, question.extras) if archive and question.extras else {}
    next_key = result.next_key if question.query.limit else None
    page = Page(
        data=_serve_all(result.hits, question, scored, extras),
        total=result.total,
        limit=question.query.limit,
        version=result.data_version,
        next_cursor=encode(Place(next_key, result.data_version), question.binding) if next_key else None,
        facets={name: serve_facet(facet, question.address) for name, facet in result.facets.items()},
        remarks=(*walk_remarks(question, result.data_version), *result.remarks),
        did_you_mean=_did_you_mean(question, result),
        relaxed=_relaxed(question, result),
    )
    return list_envelope(question, page, snapshot, started)


def find_facets(snapshot: Snapshot, question: Question) -> Envelope:
    """Return facets alone: those asked for, or all that a list of one kind can have. Raises QueryTooCostly."""
    facets = question.query.facets or tuple(name for name in FACETS if name != "kind")
    return find(snapshot, replace(question, query=replace(question.query, limit=0, facets=facets)))


def _extras_of(archive: Archive, hits: Sequence[Hit], names: Sequence[str]) -> dict[str, dict[str, Any]]:
    versions = [version_of(hit.rendered) for hit in hits if hit.kind == DEVELOPMENT]
    return {id: extras for (id, _), extras in read_extras(archive, versions, names).items()}


def _serve_all(
    hits: Sequence[Hit], question: Question, scored: bool, extras: Mapping[str, Mapping[str, Any]]
) -> list[Any]:
    """Return hits as they are sent: the stored JSON where nothing is put in or left out, as in most answers."""
    if scored or extras or question.fields or question.query.highlight:
        return [_serve(hit, question, scored, extras.get(hit.id, NOTHING)) for hit in hits]
    return [orjson.Fragment(hit.rendered) for hit in hits]


def _serve(hit: Hit, question: Question, scored: bool, extras: Mapping[str, Any]) -> Any:
    """Return a hit as it is sent: the stored JSON as it is, with score, extras and highlight put in at its end."""
    more: dict[str, Any] = ({"score": hit.score} if scored else {}) | dict(extras)
    if question.query.highlight:
        more["highlight"] = dict(hit.highlight) if hit.highlight else None
    if question.fields:
        return keep(orjson.loads(hit.rendered), question.fields) | more
    return orjson.Fragment(extended(hit.rendered, more) if more else hit.rendered)


def extended(rendered: bytes, more: dict[str, Any]) -> bytes:
    """Return the JSON of an object that has keys, with more of them, without parsing it."""
    return rendered.rstrip()[:-1] + b"," + orjson.dumps(more)[1:]


def keep(record: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return the record with the keys asked for, `id` (or what stands for it) and `kind`; whole when none are."""
    if not fields:
        return record
    wanted = {*fields, "id", "kind", "slug", "code", "pair"}
    return {key: value for key, value in record.items() if key in wanted}


def _did_you_mean(question: Question, result: SearchResult) -> dict[str, Any] | None:
    spelling = result.did_you_mean
    if spelling is None:
        return None
    return {"q": spelling.q, "total": spelling.total, "url": question.address.with_(q=(spelling.q,)).url}


def _relaxed(question: Question, result: SearchResult) -> dict[str, Any] | None:
    if result.relaxed is None:
        return None
    return {"total": result.relaxed, "url": question.address.with_(match=("any",)).url}


def several(
    snapshot: Snapshot, archive: Archive, ids: Sequence[str], fields: Sequence[str], extras: Sequence[str] = ()
) -> Envelope:
    """Return the developments with these ids, in the order asked, with extras, and which were not found."""
    started = perf_counter()
    found = snapshot.fetch(DEVELOPMENT, ids)
    rendered = with_extras(archive, [found[id] for id in ids if id in found], extras)
    data = [keep(orjson.loads(row), (*fields, *extras)) if fields else orjson.Fragment(row) for row in rendered]
    page = Page(
        data=data,
        total=len(data),
        limit=len(ids),
        version=snapshot.data_version,
        not_found=[id for id in ids if id not in found],
    )
    address = several_address(ids, fields, extras)
    query = {
        "description": f"Developments with the ids {', '.join(ids)}, in this order.",
        "params": {name: list(values) for name, values in address.params},
    }
    return list_body(page, links={"self": address.url}, query=query, started=started)


def several_address(ids: Sequence[str], fields: Sequence[str], extras: Sequence[str] = ()) -> Address:
    """Return the canonical address of a multi-get."""
    return Address(COLLECTIONS[DEVELOPMENT]).with_(
        id=tuple(ids), fields=tuple(sorted(fields)), include=tuple(sorted(set(extras)))
    )


def with_extras(archive: Archive, rendered: Sequence[bytes], extras: Sequence[str]) -> list[bytes]:
    """Return rendered developments with extras at their ends; as they are when none are asked for."""
    if not extras:
        return list(rendered)
    versions = [version_of(row) for row in rendered]
    found = read_extras(archive, versions, extras)
    return [extended(row, found[version]) for row, version in zip(rendered, versions, strict=True)]


def one(snapshot: Snapshot, archive: Archive, kind: str, id: str) -> bytes:
    """Return the JSON of a record. Raises NotFound, Withdrawn."""
    rendered = snapshot.fetch(kind, [id]).get(id)
    if rendered is not None:
        return rendered
    if archive.withdrawn(kind, id):
        raise Withdrawn(f"The {kind} {id} was withdrawn.")
    raise NotFound(f"There is no {kind} {id[:100]}.")


def issue_asked(snapshot: Snapshot, id: str) -> str:
    """Return the id of the issue that is asked for by id, by the name that CSV has for it, or as `latest`. Raises NotFound."""
    return _latest_issue(snapshot) if id == LATEST else issue_named(id)


def _latest_issue(snapshot: Snapshot) -> str:
    ids = snapshot.ids("issue")
    if not ids:
        raise NotFound("There is no issue yet.")
    return ids[-1]


def earlier(archive: Archive, kind: str, id: str, revision: int) -> bytes:
    """Return the JSON of a record as it was. Raises NotFound."""
    rendered = archive.revision(kind, id, revision)
    if rendered is None:
        raise NotFound(f"The {kind} {id} has no revision {revision}.")
    return rendered


def item(rendered: bytes, kind: str, id: str, version: int, params: Params = ()) -> Envelope:
    """Return the envelope of one record; `params` are those of its address."""
    path = f"{COLLECTIONS[kind]}/{id}"
    revisions = f"{path}/revisions" if kind == DEVELOPMENT else None
    page = None if kind == HEADLINE else item_page(path)
    return item_envelope(orjson.Fragment(rendered), version, Address(path, params).url, revisions, page)


def revisions(archive: Archive, id: str, version: int) -> Envelope:
    """Return what changed in a development, the first revision first."""
    started = perf_counter()
    path = f"{COLLECTIONS[DEVELOPMENT]}/{id}"
    changes = [change for change in archive.history(DEVELOPMENT, id) if change.seq <= version]
    page = Page(
        data=[_revision(change, path) for change in changes], total=len(changes), limit=len(changes), version=version
    )
    query = {"description": f"The revisions of development {id}, the first one first.", "params": {}}
    return list_body(page, links={"self": f"{path}/revisions"}, query=query, started=started)


def _revision(change: Change, path: str) -> dict[str, Any]:
    return {
        "revision": change.revision,
        "at": change.at_text,
        "op": change.op,
        "changed": list(change.changed),
        "note": change.note,
        "links": {"self": f"{path}?revision={change.revision}"},
    }
