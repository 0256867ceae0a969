"""Files: every match of a list, in one operation a list and format."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.files import send_file
from api.openapi import COMMON, header, problems, schema_of
from api.params import FileParams, SearchFileParams, VocabularyFileParams
from api.reading import ReaderDep, Reading
from api.renderers import FILES, FileFormat
from api.schemas.feeds import JsonFeed
from api.services.questions import DEVELOPMENTS, HEADLINES, ISSUES, SEARCH, Listing
from api.services.rows import walk_records
from api.services.vocabularies import VOCABULARIES, walk_vocabulary

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Files"])
Operation = Callable[..., Response]


def of_records(listing: Listing, form: FileFormat) -> Operation:
    """Return the operation that answers with a list of records of one kind in a format."""

    def export(params: Annotated[FileParams, Query()], reader: ReaderDep) -> Response:
        question = reader.ask(params, replace(listing, path=f"{listing.path}{form.suffix}"))
        return send_file(reader, question, form, listing.path, walk_records(reader.snapshot, question))

    return export


def of_search(listing: Listing, form: FileFormat) -> Operation:
    """Return the operation that answers with the search in a format."""

    def export(params: Annotated[SearchFileParams, Query()], reader: ReaderDep) -> Response:
        question = reader.ask(params, replace(listing, path=f"{listing.path}{form.suffix}"))
        return send_file(reader, question, form, listing.path, walk_records(reader.snapshot, question))

    return export


def of_vocabulary(kind: str, form: FileFormat) -> Operation:
    """Return the operation that answers with a vocabulary in a format."""
    listing = VOCABULARIES[kind]

    def export(params: Annotated[VocabularyFileParams, Query()], reader: ReaderDep) -> Response:
        question = reader.ask(params, replace(listing, path=f"{listing.path}{form.suffix}"))
        return send_file(reader, question, form, listing.path, walk_vocabulary(reader.snapshot, question, kind))

    return export


def content(media_type: str, about: str, *headers: str) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an operation that answers in a media type, with headers beside those of every answer."""
    body = {"content": {media_type: {"schema": _schema(media_type)}}}
    return {200: {"description": about, "headers": {name: header(name) for name in headers}, **body}}


def _schema(media_type: str) -> dict[str, Any]:
    """Return what clients take an answer for: JSON Feed for an object, text for text, all else for bytes."""
    if media_type.endswith("+json"):
        return schema_of(JsonFeed)
    return {"type": "string"} if media_type.startswith("text/") else {"type": "string", "format": "binary"}


def noun_of(listing: Listing) -> str:
    """Return the last part of a list's path in an operation's name."""
    return listing.path.rpartition("/")[2].replace("-", "_")


def add(listing: Listing, form: FileFormat, operation: Operation) -> None:
    """Add the operation of a list in a format, where the list has it."""
    if listing.path in form.lists:
        noun = noun_of(listing)
        router.add_api_route(
            f"{listing.path.removeprefix('/v1')}{form.suffix}",
            operation,
            name=f"export_{noun}_{form.name}",
            summary=f"Export {noun.replace('_', ' ')} as {form.about}",
            description=f"Every match of `{listing.path}` under the same filters and in the same order, as {form.about}, "
            "streamed from one generation of the data.",
            response_class=Response,
            responses=content(form.media_type, f"{form.about}.") | problems(*COMMON),
        )


for _form in FILES:
    for _listing in (ISSUES, HEADLINES, DEVELOPMENTS):
        add(_listing, _form, of_records(_listing, _form))
    add(SEARCH, _form, of_search(SEARCH, _form))
    for _kind in VOCABULARIES:
        add(VOCABULARIES[_kind], _form, of_vocabulary(_kind, _form))
