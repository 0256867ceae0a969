"""Overviews: the tools that add up, list what a vocabulary holds, and follow an initiative through the issues."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from api.errors import Invalid, InvalidParameters
from api.mcp.inquiry import Inquiry
from api.params import VocabularyParams
from api.params.agents import AddUpParams, EntriesParams, TimelineParams
from api.schemas.agents import AddedUp, Entries, Entry, Line, Timeline
from api.schemas.aggregates import AggregateRow, DistinctTotal
from api.services.addresses import Address
from api.services.aggregates import aggregate as add_up
from api.services.aggregates import asked
from api.services.questions import AGGREGATE
from api.services.vocabularies import VOCABULARIES, entry_id, entry_item, known, list_vocabulary, walk_vocabulary

Served = Mapping[str, Any]
ALL = 1_000_000
"""More names than any vocabulary has."""


def aggregate(params: AddUpParams, inquiry: Inquiry) -> AddedUp:
    """Return sums by group. Raises QueryTooCostly, InvalidParameters where there are too many rows."""
    question = inquiry.ask(params, AGGREGATE)
    question = replace(question, address=question.address.with_(limit=()))
    currency = getattr(params, "in")
    wanted = asked(params.group_by, params.metric, currency, inquiry.resources.worths)
    answer = add_up(inquiry.snapshot, question, wanted).body
    meta, rows = answer["meta"], answer["data"][: params.limit]
    return AddedUp(
        description=meta["query"]["description"],
        groups=meta["total"],
        shown=len(rows),
        rows=[AggregateRow.model_validate(inquiry.pointed(row)) for row in rows],
        overlapping=meta["overlapping"],
        distinct_total=DistinctTotal.model_validate(meta["distinct_total"]),
        normalized=meta["normalized"],
        warnings=meta["warnings"],
        url=inquiry.whole(question.self_url),
        data_version=meta["data_version"],
    )


def vocabulary(params: EntriesParams, inquiry: Inquiry) -> Entries:
    """Return entries of a vocabulary, those with a name like the one given. Raises CursorInvalid, InvalidParameters."""
    if params.name is None:
        return _all_entries(params, inquiry)
    if params.cursor is not None:
        message = "Names are not walked; leave cursor out, or write more of the name."
        raise InvalidParameters([Invalid("arguments", "cursor", "contradiction", message)])
    return _named_entries(params, params.name, inquiry)


def _all_entries(params: EntriesParams, inquiry: Inquiry) -> Entries:
    walk = VocabularyParams.model_validate({"limit": params.limit, "cursor": params.cursor})
    question = inquiry.ask(walk, VOCABULARIES[params.kind])
    answer = list_vocabulary(inquiry.snapshot, question, params.kind).body
    return Entries(
        total=answer["meta"]["total"],
        shown=len(answer["data"]),
        next_cursor=answer["meta"]["next_cursor"],
        entries=[_entry(row, inquiry) for row in answer["data"]],
        nearest=None,
        url=inquiry.whole(question.self_url),
        data_version=answer["meta"]["data_version"],
    )


def _named_entries(params: EntriesParams, name: str, inquiry: Inquiry) -> Entries:
    ids = {row.id for row in inquiry.snapshot.suggest(name, ALL) if row.kind == params.kind}
    question = inquiry.ask(VocabularyParams(), VOCABULARIES[params.kind])
    rows = map(orjson.loads, walk_vocabulary(inquiry.snapshot, question, params.kind))
    found = [_entry(row, inquiry) for row in rows if entry_id(row) in ids]
    return Entries(
        total=len(found),
        shown=min(len(found), params.limit),
        next_cursor=None,
        entries=found[: params.limit],
        nearest=None if found else inquiry.vocabulary.nearest(params.kind, name),
        url=inquiry.whole(Address("/v1/suggest").with_(q=(name,)).url),
        data_version=inquiry.snapshot.data_version,
    )


def _entry(row: Served, inquiry: Inquiry) -> Entry:
    names = row["adjectives"] + row["acronyms"] if row["kind"] == "country" else row.get("aliases", [])
    return Entry(
        value=entry_id(row),
        name=row["name"],
        aliases=names,
        seen=row["seen"],
        url=inquiry.whole(row["links"]["self"]),
    )


def initiative_timeline(params: TimelineParams, inquiry: Inquiry) -> Timeline:
    """Return an initiative with its developments, the oldest first; the check has found that it exists."""
    slug = params.initiative
    rendered = known(inquiry.snapshot, "initiative", slug)
    answer = entry_item(inquiry.snapshot, "initiative", slug, rendered).body
    served, lines = answer["data"], answer["data"]["timeline"]
    shown = lines[: params.limit]
    more = f"search_developments with initiative=[{slug!r}], sort=date_asc" if len(lines) > len(shown) else None
    return Timeline(
        initiative=slug,
        name=served["name"],
        aliases=served["aliases"],
        form=served["form"],
        note=served["note"],
        seen=served["seen"],
        total=len(lines),
        shown=len(shown),
        developments=[_line(line, inquiry) for line in shown],
        more=more,
        url=inquiry.whole(served["links"]["self"]),
        data_version=answer["meta"]["data_version"],
    )


def _line(line: Served, inquiry: Inquiry) -> Line:
    same = ("id", "title", "sorted_on", "issue")
    return Line(**{name: line[name] for name in same}, url=inquiry.whole(line["links"]["self"]))
