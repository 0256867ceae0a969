"""Interpreting: a sentence read into filters, each with the developments that it finds alone, and all of them together."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from api.descriptions import ORDERS, describe
from api.interpreting import Filters, Interpretation, Interpreter, Part
from api.services.addresses import Address
from api.services.envelopes import Envelope, item_envelope
from api.services.questions import Question
from search import Remark, SearchResult, Snapshot

Ask = Callable[[Filters], Question]
NOTHING_READ = Remark("nothing_read", "No filter was found in the sentence; its words are searched for.", "q")


def interpret(snapshot: Snapshot, interpreter: Interpreter, q: str, ask: Ask, address: Address) -> Envelope:
    """Return a sentence as filters; `ask` makes a question of filters. Raises QueryTooCostly."""
    read = interpreter.read(q)
    meaning = cache(lambda filters: _meaning(snapshot, filters, ask))
    question = ask(read.filters)
    result = _counted(snapshot, question)
    data = {
        "q": q,
        "description": describe(question.query, snapshot.label),
        "total": result.total,
        "url": question.address.url,
        "params": question.params,
        "parts": [_part(part, meaning) for part in read.parts],
        "rest": read.rest,
        "without_rest": _without_rest(snapshot, read, ask),
        "dropped": read.dropped,
        "relative_to": interpreter.today,
    }
    remarks = (*read.remarks, *result.remarks, *(() if read.parts else (NOTHING_READ,)))
    envelope = item_envelope(data, snapshot.data_version, address.url)
    warnings = [{"code": one.code, "message": one.message, "parameter": one.parameter} for one in remarks]
    return Envelope({**envelope.body, "meta": {**envelope.body["meta"], "warnings": warnings}})


def _without_rest(snapshot: Snapshot, read: Interpretation, ask: Ask) -> dict[str, Any] | None:
    """Return what the filters find without the words that are left; None where there are no such words."""
    if not read.rest:
        return None
    question = ask(read.read)
    return {"total": _counted(snapshot, question).total, "url": question.address.url}


def _part(part: Part, meaning: Callable[[Filters], dict[str, Any]]) -> dict[str, Any]:
    return {
        "text": part.text,
        "start": part.start,
        "end": part.end,
        **meaning(part.filters),
        "applied": part.applied,
        "alternatives": [meaning(filters) for filters in part.others],
    }


def _meaning(snapshot: Snapshot, filters: Filters, ask: Ask) -> dict[str, Any]:
    """Return what filters mean by themselves."""
    question = ask(filters)
    is_order = filters[0][0] == "sort"
    label = ORDERS[question.query.sort] if is_order else describe(question.query, snapshot.label, "", "").strip(" .")
    return {
        "filters": [{"parameter": name, "values": values} for name, values in filters],
        "label": label,
        "count": _counted(snapshot, question).total,
        "url": question.address.url,
    }


def _counted(snapshot: Snapshot, question: Question) -> SearchResult:
    return snapshot.search(replace(question.query, limit=0))
