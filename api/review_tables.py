"""Review tables: a draft on the screen of whoever reviews it, each fact with the words that it was read from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from api.models.imports import Form, ImportRecord

SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
COLUMNS = ("headline", "topics", "countries", "dates", "amounts", "names")
OPEN_SIDES = {(True, False): "more than", (False, True): "up to"}
"""(low is known, high is known) → how the amount begins."""


def draft_table(served: Mapping[str, Any]) -> RenderableType:
    """Return an import, in the form that clients get it, as a table with its errors and warnings below."""
    table = Table(*(Column(name, overflow="fold") for name in COLUMNS), show_lines=True)
    for development in served["developments"]:
        table.add_row(*(Text("\n".join(lines)) for lines in _cells(served, development)))
    notes = [
        Text(line)
        for line in (*_unpaired(served), *_notes("error", served["errors"]), *_notes("warning", served["warnings"]))
    ]
    return Group(*(Text(line) for line in _head(served)), table, *notes)


def list_table(records: Sequence[ImportRecord]) -> Table:
    """Return imports as a table, one a row."""
    table = Table(Column("id", no_wrap=True), "issue", "title", "developments", "file", "imported", "by")
    for record in records:
        draft = record.draft
        cells = (record.id, _issue(draft, record.proposed), draft["title"] or "", str(len(draft["developments"])))
        more = (record.document.file_name or "", record.created_at.date().isoformat(), record.name)
        table.add_row(*map(Text, (*cells, *more)))
    return table


def amount_words(amount: Mapping[str, Any]) -> str:
    """An amount as one says it: `more than 2.9 billion USD`."""
    low, high, value = amount["low"], amount["high"], amount["value"]
    known = [number for number in (value, low, high) if number is not None]
    said = " to ".join(dict.fromkeys(map(number_words, known)))
    open_side = OPEN_SIDES.get((low is not None, high is not None), "")
    return f"{amount['qualifier'] or open_side} {said} {amount['currency']}".strip()


def number_words(number: int) -> str:
    """A number as one says it: `2.9 billion`, `7,500`."""
    for scale, word in SCALES:
        if number >= scale:
            whole, rest = divmod(number, scale)
            digits = f"{rest:0{len(str(scale)) - 1}d}".rstrip("0")
            return f"{whole:,}{'.' if digits else ''}{digits} {word}"
    return f"{number:,}"


def _head(served: Mapping[str, Any]) -> Iterator[str]:
    proposed = tuple(served["proposed"].values()) if served["proposed"] else ()
    yield f"{served['id']} ({served['status']}, revision {served['revision']})  {served['title'] or 'no title'}"
    published = served["published"]
    span = f", {published['start']} to {published['end']}" if published else ""
    yield f"issue {_issue(served, proposed)}{span}"


def _issue(draft: Mapping[str, Any], proposed: Sequence[int]) -> str:
    if draft["volume"] is not None and draft["number"] is not None:
        return f"{draft['volume']}.{draft['number']}"
    guess = f" (proposed: {proposed[0]}.{proposed[1]})" if proposed else ""
    return f"not known{guess}"


def _cells(served: Mapping[str, Any], form: Form) -> Iterator[list[str]]:
    words = _words(form)
    number, lines = form["headline"], served["headlines"]
    headline = lines[number - 1] if number and number <= len(lines) else "no headline"
    title = [] if form["title"] in {headline, None} else [f"title: {form['title']}"]
    yield [f"{number or '?'}. {headline}", *title]
    for name in ("topics", "countries"):
        yield [slug + words.get(f"/{name}/{i}", "") for i, slug in enumerate(form[name])]
    yield [_span(date) + words.get(f"/dates/{i}", "") for i, date in enumerate(form["dates"])]
    yield [amount_words(amount) + words.get(f"/amounts/{i}", "") for i, amount in enumerate(form["amounts"])]
    people = [f"{named['name']}, {named['role']}" if named["role"] else named["name"] for named in form["people"]]
    named = {"organizations": form["organizations"], "people": people, "initiatives": form["initiatives"]}
    yield [name + words.get(f"/{key}/{i}", "") for key, names in named.items() for i, name in enumerate(names)]


def _words(form: Form) -> dict[str, str]:
    """Pointer of a fact → the words that it was read from, to stand behind it."""
    found: dict[str, dict[str, None]] = {}
    for evidence in form["evidence"]:
        if evidence["raw"]:
            found.setdefault(evidence["fact"], {})[evidence["raw"]] = None
    return {fact: f" [{'; '.join(raws)}]" for fact, raws in found.items()}


def _span(date: Mapping[str, Any]) -> str:
    days = date["start"] if date["start"] == date["end"] else f"{date['start']} to {date['end']}"
    return f"{days} ({date['precision']})"


def _unpaired(served: Mapping[str, Any]) -> Iterator[str]:
    used = {development["headline"] for development in served["developments"]}
    for number, line in enumerate(served["headlines"], start=1):
        if number not in used:
            yield f"headline {number} has no development: {line}"


def _notes(kind: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield f"{kind} {row['at'] or ''}: {row['message']}".replace(" :", ":")
