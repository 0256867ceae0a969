"""Dependencies: what a router needs of one request, its reader, made once and checked before any work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from werkzeug.http import parse_accept_header

from api.errors import NotAcceptable
from api.params import Vocabulary, ask, check_query_string
from api.params.models import Filtering
from api.renderers import JSON
from api.services.archive import Archive
from api.services.envelopes import Envelope
from api.services.freshness import Freshness
from api.services.questions import Listing, Question
from api.settings import Settings
from search import SearchBackend, Snapshot

PUBLIC = "public, max-age=60, stale-while-revalidate=60"
REVALIDATED = "no-cache"
PRIVATE = "private, no-store"
VARY = "Accept"
VARY_304 = "Accept, Accept-Encoding"
"""Compression and CORS add their own to what they touch; compression does not touch a 304."""


class Vocabularies:
    """Keeps the vocabulary of the generation in force."""

    def __init__(self) -> None:
        self._kept: Vocabulary | None = None

    def of(self, snapshot: Snapshot) -> Vocabulary:
        """Return the vocabulary of a generation."""
        kept = self._kept
        if kept is None or kept.data_version != snapshot.data_version:
            kept = self._kept = Vocabulary(snapshot)
        return kept


@dataclass(frozen=True, slots=True)
class Resources:
    """What the process holds for all requests."""

    settings: Settings
    backend: SearchBackend
    archive: Archive
    freshness: Freshness
    vocabularies: Vocabularies
    synonyms: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One request for reading: the generation that answers it, and how the answer is sent."""

    request: Request
    resources: Resources
    snapshot: Snapshot

    @property
    def version(self) -> int:
        """The data version of this request's generation."""
        return self.snapshot.data_version

    @property
    def archive(self) -> Archive:
        """The store of record."""
        return self.resources.archive

    def ask(self, params: Filtering, listing: Listing) -> Question:
        """Return the question that the parameters put. Raises CursorInvalid, CursorExpired."""
        return ask(params, listing, self.resources.vocabularies.of(self.snapshot))

    def answer(self, url: str, make: Callable[[], Envelope], cache: str = PUBLIC) -> Response:
        """Return the answer to a canonical URL, or 304 without making it when the client's copy still holds."""
        headers = {"Cache-Control": cache, "Vary": VARY}
        if "authorization" in self.request.headers or "cookie" in self.request.headers:
            headers["Cache-Control"] = PRIVATE
        else:
            validators = self.resources.freshness.validators(self.version, url, JSON.media_type)
            headers.update(validators.headers)
            if validators.hold(self.request.headers):
                return Response(status_code=304, headers={**headers, "Vary": VARY_304})
        envelope = make()
        if envelope.next_url:
            headers["Link"] = f'<{envelope.next_url}>; rel="next"'
        return Response(JSON.render(envelope), headers=headers, media_type=JSON.media_type)


def get_resources(request: Request) -> Resources:
    """The process's resources."""
    resources: Resources = request.app.state.resources
    return resources


async def get_reader(request: Request) -> Reader:
    """Make the reader of a request once its Accept header and all its parameters are found right.

    Raises NotAcceptable, InvalidParameters, IndexUnavailable.
    """
    accept_json(request)
    resources = get_resources(request)
    snapshot = resources.backend.snapshot()
    query_string = request.scope["query_string"]
    check_query_string(query_string, query_model(request), resources.vocabularies.of(snapshot))
    return Reader(request, resources, snapshot)


def accept_json(request: Request) -> None:
    """Raise NotAcceptable when the Accept header leaves JSON out; the most specific range that fits counts."""
    header = ",".join(request.headers.getlist("accept"))
    if not header.strip():
        return
    quality = {range.partition(";")[0].lower(): q for range, q in parse_accept_header(header)}
    fitting = [quality[range] for range in (JSON.media_type, "application/*", "*/*") if range in quality]
    if not fitting or not fitting[0]:
        raise NotAcceptable(f"This address makes {JSON.media_type}; the Accept header leaves it out.")


def query_model(request: Request) -> type[BaseModel] | None:
    """Return the model of the operation's query parameters, None when it takes none."""
    for field in request.scope["route"].dependant.query_params:
        model: type[BaseModel] = field.field_info.annotation
        return model
    return None


ReaderDep = Annotated[Reader, Depends(get_reader)]
ResourcesDep = Annotated[Resources, Depends(get_resources)]
