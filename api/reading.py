"""Reading: how an operation that reads is asked and answered; its function gets a reader and the checked parameters."""

from asyncio import to_thread
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Any, NoReturn, cast, get_type_hints

import orjson
from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send
from werkzeug.http import parse_accept_header, parse_etags

from api.dependencies import Resources, get_resources
from api.editing import Desk
from api.errors import NotAcceptable
from api.keys import Role
from api.params import ask, check_query_string
from api.params.models import Filtering
from api.renderers import FORMS, JSON
from api.schemas.hits import DevelopmentExtra
from api.services.archive import Archive
from api.services.envelopes import Envelope
from api.services.freshness import not_modified
from api.services.questions import Listing, Question
from search import Snapshot

PUBLIC = "public, max-age=60, stale-while-revalidate=60"
REVALIDATED = "no-cache"
PRIVATE = "private, no-store"
VARY = "Accept"
AT_ONCE_MS = 2.0
"""How long an answer may be expected to take on the event loop; a thread costs 0.05 to 0.5 ms more and gives no parallel work."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One request for reading: the generation that answers it, and how the answer is sent."""

    request: Request
    resources: Resources
    snapshot: Snapshot
    params: BaseModel
    """All parameters of the query string, found right."""
    headers: Mapping[str, str]
    """The headers of the request, in lower case."""
    at_once: bool = False
    """Whether it is answered on the event loop, where nothing may wait for the database or take long."""

    @property
    def version(self) -> int:
        """The data version of this request's generation."""
        return self.snapshot.data_version

    @property
    def is_personal(self) -> bool:
        """Whether it is asked with credentials, so that nobody may keep the answer."""
        return "authorization" in self.headers or "cookie" in self.headers

    @property
    def archive(self) -> Archive:
        """The store of record."""
        return cast("Archive", OUT_OF_REACH) if self.at_once else self.resources.archive

    @property
    def desk(self) -> Desk:
        """Where the store of record is read whole. Raises Unavailable where there is none."""
        if self.at_once:
            raise TakesLong
        return self.resources.open_desk()

    def ask(self, params: Filtering, listing: Listing) -> Question:
        """Return the question that the parameters put. Raises CursorInvalid, CursorExpired."""
        question = ask(params, listing, self.resources.vocabularies.of(self.snapshot), FORMS.get(listing.path, ()))
        if self.at_once and self.snapshot.expected_ms(question.query) > AT_ONCE_MS:
            raise TakesLong
        return question

    def leave_the_loop(self) -> None:
        """Go on in a thread: for what takes more than one search."""
        if self.at_once:
            raise TakesLong

    def check_extras(self, extras: Sequence[str]) -> None:
        """Let only editors have the source text. Raises Unauthorized, Forbidden, RateLimited."""
        if DevelopmentExtra.SOURCE_TEXT in extras:
            if self.at_once:
                raise TakesLong
            self.resources.doorkeeper.admit(self.request, Role.EDITOR)

    def exact(self, content: Any, tag: str) -> Response:
        """Return JSON named by a strong tag, or 304 when the client has it."""
        personal = "authorization" in self.headers
        headers = {"ETag": f'"{tag}"', "Cache-Control": PRIVATE if personal else REVALIDATED, "Vary": VARY}
        held = self.headers.get("if-none-match")
        if held is not None and not personal and parse_etags(held).contains_weak(tag):
            return Response(status_code=304, headers=headers)
        return Response(orjson.dumps(content), headers=headers, media_type=JSON.media_type)

    def answer(
        self, url: str, make: Callable[[], Envelope], cache: str = PUBLIC, *, day: date | None = None
    ) -> Response:
        """Return the answer in JSON to a canonical URL, or 304 without making it when the client's copy still holds.

        `day` is the day that the answer names, if it names one: a copy of another day does not hold.
        """

        def respond(headers: dict[str, str]) -> Response:
            envelope = make()
            if envelope.next_url:
                headers["Link"] = f'<{envelope.next_url}>; rel="next"'
            return Response(JSON.render(envelope), headers=headers, media_type=JSON.media_type)

        return self.respond(url, JSON.media_type, respond, cache, day=day)

    def respond(
        self,
        url: str,
        media_type: str,
        make: Callable[[dict[str, str]], Response],
        cache: str = PUBLIC,
        *,
        day: date | None = None,
    ) -> Response:
        """Return what is made from the headers of caching, or 304 without making it; `url` and media type tell answers apart."""
        headers = {"Cache-Control": cache, "Vary": VARY}
        if self.is_personal:
            headers["Cache-Control"] = PRIVATE
        else:
            validators = self.resources.freshness.validators(self.version, url, media_type)
            validators = validators if day is None else validators.of_day(day)
            headers.update(validators.headers)
            if validators.hold(self.headers):
                return Response(status_code=304, headers=not_modified(headers))
        return make(headers)


class TakesLong(Exception):
    """What was begun on the event loop is done in a thread instead."""


class OutOfReach:
    """Stands for the store of record where nothing may wait for it."""

    def __getattr__(self, name: str) -> NoReturn:
        raise TakesLong


OUT_OF_REACH = OutOfReach()


class Reading(APIRoute):
    """A route whose query string is read once, by our own check.

    Its function runs at once where the index alone gives the answer and quickly, else in a thread. Where the document says
    of the answer that it is no JSON, the suffix of the address has chosen the media type, and `Accept` is not asked.

    FastAPI reads the function's signature for the document only: its solving of dependencies, and validating the
    parameters a second time, took longer than the search.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request without what FastAPI opens for dependencies, of which a reading function has none."""
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)

    @cached_property
    def _answer(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        return self.get_route_handler()

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer: Callable[..., Response] = self.endpoint
        model = get_type_hints(answer).get("params")
        any_type = 200 in self.responses

        def handle(request: Request, *, at_once: bool = False) -> Response:
            headers = headers_of(request)
            if not any_type:
                accept_json(headers.get("accept", ""))
            reader = read(request, model, headers, at_once=at_once)
            asked = {} if model is None else {"params": reader.params}
            return answer(reader=reader, **asked, **request.path_params)

        async def handle_where_it_fits(request: Request) -> Response:
            try:
                return handle(request, at_once=True)
            except TakesLong:
                return await to_thread(handle, request)

        return handle_where_it_fits


def headers_of(request: Request) -> dict[str, str]:
    """Return headers by name, those said more than once as one list (RFC 9110, 5.2)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in request.scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def read(request: Request, model: type[BaseModel] | None, headers: Mapping[str, str], *, at_once: bool) -> Reader:
    """Make the reader of a request once all its parameters are found right. Raises InvalidParameters, IndexUnavailable."""
    resources = get_resources(request)
    snapshot = resources.backend.snapshot()
    params = check_query_string(request.scope["query_string"], model, resources.vocabularies.of(snapshot))
    return Reader(request, resources, snapshot, params, headers, at_once)


@lru_cache(maxsize=64)
def accept_json(header: str) -> None:
    """Raise NotAcceptable when an Accept header leaves JSON out; the most specific range that fits counts."""
    if not header.strip():
        return
    quality = {range.partition(";")[0].lower(): q for range, q in parse_accept_header(header)}
    fitting = [quality[range] for range in (JSON.media_type, "application/*", "*/*") if range in quality]
    if not fitting or not fitting[0]:
        raise NotAcceptable(f"This address makes {JSON.media_type}; the Accept header leaves it out.")


def given_by_the_route() -> Reader:
    """Stands in the signature of a reading function; the route class Reading gives the reader itself."""
    raise RuntimeError("the route's class is not Reading")


ReaderDep = Annotated[Reader, Depends(given_by_the_route)]
