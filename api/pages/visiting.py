"""Visiting: how a page is asked for and shown; its function gets a visit and the checked parameters."""

from asyncio import to_thread
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, TypeVar, get_type_hints

import orjson
from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.dependencies import get_resources
from api.error_handlers import known_error
from api.errors import AllianceError, Invalid, InvalidParameters
from api.pages.forms import query_string, take_choices, tidy
from api.pages.languages import USUAL, Language, languages
from api.pages.links import LANG, Links, in_languages
from api.pages.site import site
from api.params import check_query_string
from api.params.checking import NoParams, decode
from api.reading import REVALIDATED, Reader, headers_of
from api.services.envelopes import Envelope
from search import IndexUnavailable, QueryTooCostly

Show = TypeVar("Show", bound=Callable[..., Response])
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every page: nothing from another host, nothing written into the page runs."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page."""

    reader: Reader
    language: Language
    choices: Mapping[str, str]
    """What was chosen of the page's own parameters."""
    pairs: Sequence[tuple[str, str]]
    """The other parameters, as they came and tidied; they are the API's."""
    faulty: Sequence[tuple[str, str]] = ()
    """Parameters that were left out because they are wrong, of a page that tells so beside its form."""
    faults: Sequence[Invalid] = ()
    """What is wrong with them."""

    @property
    def path(self) -> str:
        """The page's own path."""
        return str(self.reader.request.scope["path"])

    @property
    def links(self) -> Links:
        """How addresses of pages are made in this visit's language."""
        return Links(self.language.code)

    def ask(self, make: Callable[[], Envelope]) -> dict[str, Any]:
        """Return the body that the API would send, read back."""
        body: dict[str, Any] = orjson.loads(orjson.dumps(make().body))
        return body

    def own_choices(self) -> list[tuple[str, str]]:
        """Return what was chosen of the page's own parameters as an address carries it; the language is apart."""
        given = self.reader.request.query_params
        return [(name, value) for name, value in self.choices.items() if name != LANG and name in given]

    def show(
        self, template: str, context: Callable[[], Mapping[str, Any]], *, api: str | None, day: date | None = None
    ) -> Response:
        """Return a page made from what `context` gives, or 304 when the browser's copy still holds.

        `api` is the address at which the API gives what the page shows, None where it gives nothing such; `day` is the day that
        the page names as today, where it does.
        """
        if self.faults:
            refused = {**HEADERS, "Cache-Control": "no-store"}
            return HTMLResponse(self.rendered(template, api=api, **context()), status_code=422, headers=refused)
        own = f"{self.path}?{query_string([*self.pairs, *self.choices.items()])}"
        tag = f"text/html {site().fingerprint} {day or ''}"

        def make(headers: dict[str, str]) -> Response:
            return HTMLResponse(self.rendered(template, api=api, **context()), headers={**headers, **HEADERS})

        return self.reader.respond(own, tag, make, REVALIDATED)

    def rendered(self, template: str, **context: Any) -> str:
        """Return a page's text; every page knows its language, its links and where it is."""
        languages = in_languages(self.language, self.path, [*self.pairs, *self.own_choices()])
        return site().render(
            template, t=self.language, links=self.links, here=self.path, languages=languages, **context
        )


class Visiting(APIRoute):
    """A route that answers with a page.

    The query string is tidied first: a form sends empty fields, and people write `2.9bn`; the browser is then sent to the
    address that says the same in the API's words. What is wrong is told on a page as well.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer: Callable[..., Response] = self.endpoint
        model = get_type_hints(answer).get("params")
        choices = {LANG: tuple(languages()), **getattr(answer, "choices", {})}

        def handle(request: Request) -> Response:
            language = languages()[USUAL]
            try:
                pairs, faults = decode(request.scope["query_string"])
                if faults:
                    raise InvalidParameters(faults)
                tidied = tidy(pairs)
                if tidied != pairs:
                    query = query_string(tidied)
                    return RedirectResponse(f"{request.scope['path']}{'?' if query else ''}{query}", 303)
                chosen, rest = take_choices(pairs, choices)
                language = languages()[chosen[LANG]]
                visit = arrive(request, language, chosen, rest)
                if model is None:
                    check_query_string(query_string(rest).encode(), None, None)
                    return answer(visit=visit, **request.path_params)
                visit, params = check_or_mend(visit, model, mends=getattr(answer, "mends", False))
                return answer(visit=visit, params=params, **request.path_params)
            except (AllianceError, QueryTooCostly, IndexUnavailable) as error:
                return show_error(request, language, error)

        async def handle_in_a_thread(request: Request) -> Response:
            return await to_thread(handle, request)

        return handle_in_a_thread


def choices(**own: Sequence[str]) -> Callable[[Show], Show]:
    """Give a page parameters of its own: name → what may be chosen, the usual first."""

    def mark(show: Show) -> Show:
        show.choices = own  # type: ignore[attr-defined]
        return show

    return mark


def arrive(request: Request, language: Language, choices: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> Visit:
    """Return the visit of a request. Raises IndexUnavailable."""
    resources = get_resources(request)
    reader = Reader(request, resources, resources.backend.snapshot(), NoParams(), headers_of(request))
    return Visit(reader, language, choices, pairs)


def check(visit: Visit, model: type[BaseModel]) -> BaseModel:
    """Return the parameters of a visit as those of an operation of the API. Raises InvalidParameters."""
    vocabulary = visit.reader.resources.vocabularies.of(visit.reader.snapshot)
    return check_query_string(query_string(visit.pairs).encode(), model, vocabulary)


def check_or_mend(visit: Visit, model: type[BaseModel], *, mends: bool) -> tuple[Visit, BaseModel]:
    """Return a visit and its parameters; of a page that mends, without what is wrong. Raises InvalidParameters."""
    try:
        return visit, check(visit, model)
    except InvalidParameters as error:
        wrong = {row.name for row in error.errors}
        rest = [row for row in visit.pairs if row[0] not in wrong]
        if not mends or len(rest) == len(visit.pairs):
            raise
        faulty = [row for row in visit.pairs if row[0] in wrong]
        mended = replace(visit, pairs=rest, faulty=faulty, faults=error.errors)
        return mended, check(mended, model)


def mending(show: Show) -> Show:
    """Let a page with a form show what is wrong beside it, and be asked with the rest."""
    show.mends = True  # type: ignore[attr-defined]
    return show


def show_error(request: Request, language: Language, error: Exception) -> Response:
    """Return the page that says what is wrong and what to do."""
    known = known_error(error, request)
    links = Links(language.code)
    html = site().render(
        "error.html", t=language, links=links, here=request.scope["path"], languages=[], api=None, error=known
    )
    headers = {**known.headers, **HEADERS, "Cache-Control": "no-store"}
    return HTMLResponse(html, status_code=known.status, headers=headers)


def given_by_the_route() -> Visit:
    """Stands in the signature of a page's function; the route class Visiting gives the visit itself."""
    raise RuntimeError("the route's class is not Visiting")


VisitDep = Annotated[Visit, Depends(given_by_the_route)]
