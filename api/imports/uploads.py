"""Uploads: the document in the body of a request, alone or as a part of a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header

from api.errors import BadRequest, Invalid, InvalidParameters

FORM = "multipart/form-data"
FILE = "file"
FIELDS_MAX_BYTES = 20_000
PARTS_MAX = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A document as it was sent, with the name and the fields that came with it."""

    content: bytes
    file_name: str | None = None
    fields: Mapping[str, list[str]] = field(default_factory=dict)


def read_upload(body: bytes, content_type: str) -> Upload:
    """Return what a body holds: a form with a part `file`, or else the document itself.

    Fields that are empty count as left out. Raises BadRequest, InvalidParameters.
    """
    media_type, options = parse_options_header(content_type)
    if media_type.lower() != FORM:
        return Upload(body)
    form, files = _parts(body, options.get("boundary", ""))
    file = _only_file(form, files)
    fields = {name: kept for name, values in form.lists() if (kept := [value for value in values if value.strip()])}
    return Upload(file.stream.read(), file.filename, fields)


def _parts(body: bytes, boundary: str) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    if not boundary:
        raise BadRequest("The Content-Type of a form says its boundary; this one does not.")
    parser = MultiPartParser(_stream, max_form_memory_size=FIELDS_MAX_BYTES, max_form_parts=PARTS_MAX)
    try:
        return parser.parse(BytesIO(body), boundary.encode("latin-1"), len(body))
    except RequestEntityTooLarge as error:
        message = f"A form may have {PARTS_MAX} parts and {FIELDS_MAX_BYTES} bytes beside its file."
        raise BadRequest(message) from error
    except (ValueError, LookupError) as error:
        raise BadRequest("The form cannot be read: its parts do not fit the boundary in the Content-Type.") from error


def _only_file(form: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> FileStorage:
    given = files.getlist(FILE)
    if len(given) == 1 and len(files) == 1:
        return given[0]
    if FILE in form:
        row = Invalid("body", FILE, "invalid_value", "This part is text; send the document as a file, with a filename.")
    elif not given:
        near = FILE if files else None
        row = Invalid("body", FILE, "missing", "The part with the document is missing.", next(iter(files), None), near)
    else:
        row = Invalid("body", FILE, "repeated", "There are several files; send one document at a time.")
    raise InvalidParameters([row])


def _stream(
    total_content_length: int | None,  # noqa: ARG001 - Werkzeug's signature
    content_type: str | None,  # noqa: ARG001
    filename: str | None,  # noqa: ARG001
    content_length: int | None = None,  # noqa: ARG001
) -> IO[bytes]:
    """Return where a part goes: memory, since the whole body is there already."""
    return BytesIO()
