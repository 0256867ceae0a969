"""Imports: a document becomes a stored draft, is corrected, and is published."""

from api.imports.answers import error_rows, published_in, serve_import, serve_state
from api.imports.cleaning import web_address
from api.imports.drafts import (
    Unconditional,
    correct_import,
    discard_import,
    find_import,
    publish_import,
    ready,
)
from api.imports.examining import examine, remarks_on
from api.imports.format import DraftPart
from api.imports.listing import ImportsQuestion, list_imports
from api.imports.previews import preview
from api.imports.reading import Source
from api.imports.taking import Taken, take
from api.imports.trying import Tried, try_correction
from api.imports.uploads import Upload, read_upload
from api.imports.vocabulary import Vocabularies

__all__ = [
    "DraftPart",
    "ImportsQuestion",
    "Source",
    "Taken",
    "Tried",
    "Unconditional",
    "Upload",
    "Vocabularies",
    "correct_import",
    "discard_import",
    "error_rows",
    "examine",
    "find_import",
    "list_imports",
    "preview",
    "publish_import",
    "published_in",
    "read_upload",
    "ready",
    "remarks_on",
    "serve_import",
    "serve_state",
    "take",
    "try_correction",
    "web_address",
]
