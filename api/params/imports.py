"""Parameters of imports: what is known of a document, which imports to list, and how one is published."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from api.errors import InvalidParameters
from api.imports import ImportsQuestion, web_address
from api.params.checking import check_values
from api.params.choices import one_of
from api.params.models import Limit, NoteParams, Nothing, Params, single
from api.params.questions import canonical_params
from api.params.values import Flag, Text, fail, read_choice, read_whole
from api.seeding.format import URL_MAX
from api.services.addresses import Address

STATUSES = ("open", "published", "discarded")


def read_web_address(value: str) -> str:
    """Read an http or https address of at most URL_MAX characters."""
    if web_address(value) is None:
        raise fail("invalid_url", f"Write a whole address that begins with https://, of at most {URL_MAX} characters.")
    return value


Part = Annotated[int, Field(ge=1, le=999)]
WebAddress = Annotated[Text, Field(max_length=URL_MAX), AfterValidator(read_web_address)]
Status = Annotated[str, one_of("ImportStatus", STATUSES), BeforeValidator(read_choice(STATUSES, "status"))]


class ImportParams(Params):
    """What is known of a document that is imported; in a form these are fields."""

    url: WebAddress | Nothing = single("Where the document was published.", "https://example.org/digest-vol-3-7")
    volume: Annotated[Part, BeforeValidator(read_whole(1, 999, "volume"))] | Nothing = single(
        "Volume of the issue, where it is known.", 3
    )
    number: Annotated[Part, BeforeValidator(read_whole(1, 999, "number"))] | Nothing = single(
        "Number of the issue, where it is known.", 7
    )
    filename: Text | Nothing = single("Name of the file, for show; in a form the file brings its own.", "digest.html")


class ImportListParams(Params):
    """Imports, open ones first."""

    status: Status | Nothing = single("Only imports of this status.", "open")
    limit: Limit = single("How many on a page, at most 200.", 10, 20)
    cursor: Text | Nothing = Field(None, description="`meta.next_cursor` of the page before; opaque.")


class PublishParams(NoteParams):
    """A draft that becomes an issue."""

    replace: Flag = single("Whether it may take the place of an issue that is in the archive.", True, False)


def check_fields(fields: Mapping[str, list[str]], params: ImportParams) -> ImportParams:
    """Return the parameters with the fields of a form in place of theirs. Raises InvalidParameters, a row for each fault."""
    found, faults = check_values(fields, ImportParams, None)
    if found is None or faults:
        raise InvalidParameters([replace(fault, where="body") for fault in faults])
    return params.model_copy(update=found.model_dump(exclude_unset=True))


def ask_imports(params: ImportListParams) -> ImportsQuestion:
    """Return the question that checked parameters put to the imports."""
    return ImportsQuestion(
        status=params.status,
        limit=params.limit,
        cursor=params.cursor,
        address=Address("/v1/imports", canonical_params(params)),
    )
