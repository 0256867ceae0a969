"""Developments: one of them with every fact, where each is from, what is like it, how to cite it and how it came to be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Response

from api.errors import Withdrawn
from api.pages.citing import citations
from api.pages.gone import show_gone
from api.pages.naming import names_in, names_of
from api.pages.visiting import Visit, VisitDep, Visiting
from api.params.pages import DevelopmentPageParams
from api.services import records
from api.services.addresses import Address
from api.services.similar import KEYS, list_similar, similar_address
from search import DEVELOPMENT

router = APIRouter(prefix="/developments", route_class=Visiting, include_in_schema=False)
EXTRAS = ("evidence",)
SIMILAR_SHOWN = 5


@router.get("/{id}")
def show_development(id: str, params: Annotated[DevelopmentPageParams, Query()], visit: VisitDep) -> Response:
    """One development, or with `revision` an earlier state of it."""
    reader = visit.reader
    try:
        rendered = records.one(reader.snapshot, reader.archive, DEVELOPMENT, id)
    except Withdrawn as error:
        return show_gone(visit, DEVELOPMENT, id, error)
    present = orjson.loads(rendered)["revision"]
    if params.revision is not None:
        rendered = records.earlier(reader.archive, DEVELOPMENT, id, params.revision)
    own = {} if params.revision is None else {"revision": (str(params.revision),)}
    address = Address(f"/v1/developments/{id}").with_(include=EXTRAS, **own)
    today = datetime.now(UTC).date()

    def context() -> Mapping[str, Any]:
        (whole,) = records.with_extras(reader.archive, [rendered], EXTRAS)
        row = visit.ask(lambda: records.item(whole, DEVELOPMENT, id, reader.version, address.params))["data"]
        return {
            "row": row,
            "present": present,
            "today": today,
            "names": names_in(visit, [row], tuple(KEYS)),
            "repeats": _titles(visit, (amount["repeat_of"] for amount in row["amounts"] if amount["repeat_of"])),
            "similar": _similar(visit, id),
            "revisions": visit.ask(lambda: records.revisions(reader.archive, id, reader.version))["data"],
            "changed_names": lambda keys: ", ".join(key_name(visit, key) for key in keys),
            "citations": citations(visit, row, today),
            "evidence": [(shown_fact(visit, row, found["fact"]), found) for found in row["evidence"]],
        }

    return visit.show("record.html", context, api=address.url, day=today)


def _titles(visit: Visit, ids: Iterable[str]) -> Mapping[str, str]:
    found = visit.reader.snapshot.fetch(DEVELOPMENT, list(ids))
    return {id: orjson.loads(rendered)["title"] for id, rendered in found.items()}


def _similar(visit: Visit, id: str) -> Sequence[dict[str, Any]]:
    """Return the developments most like one, each with the names of the tags shared."""
    url = similar_address(id, SIMILAR_SHOWN, SIMILAR_SHOWN)
    rows: list[dict[str, Any]] = visit.ask(lambda: list_similar(visit.reader.snapshot, id, SIMILAR_SHOWN, url))["data"]
    for row in rows:
        tags = {kind: [tag["value"] for tag in row["shared"][key]] for kind, key in KEYS.items()}
        row["tags"] = [name for kind, values in tags.items() for name in names_of(visit, kind, values).values()]
    return rows


def key_name(visit: Visit, key: str) -> str:
    """Return what a key of a development is called; as it is where it has no name."""
    return visit.language.texts.get(f"facts.{key}", key)


def shown_fact(visit: Visit, row: Mapping[str, Any], pointer: str) -> str:
    """Return in words which fact of a development a JSON pointer means."""
    key, *rest = pointer.strip("/").split("/")
    label = key_name(visit, key)
    values = row.get(key)
    at = int(rest[0]) if rest and rest[0].isdigit() else None
    if at is None or not isinstance(values, list) or at >= len(values):
        return label
    return f"{label}: {_in_words(visit, key, values[at])}"


def _in_words(visit: Visit, key: str, value: Any) -> str:
    match key:
        case "amounts":
            return visit.language.amount(value)
        case "dates":
            return visit.language.period(value)
        case "topics" | "countries":
            kind = next(kind for kind, name in KEYS.items() if name == key)
            return names_of(visit, kind, [value])[value]
    return str(value["name"] if isinstance(value, dict) else value)
