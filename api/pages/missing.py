"""Missing: what a browser gets where no page is; programs keep their problem+json."""

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.errors import AllianceError, NotFound
from api.page_addresses import API
from api.pages.languages import USUAL, languages
from api.pages.links import LANG
from api.pages.visiting import show_error
from api.reading import headers_of

Handler = Callable[[Request, Exception], Awaitable[Response]]
HTML, JSON = "text/html", "application/problem+json"


def add_error_pages(app: FastAPI) -> None:
    """Give people a page where the app's handlers of errors, which are there already, give programs a problem."""
    for kind in (HTTPException, AllianceError):
        app.add_exception_handler(kind, for_people(cast("Handler", app.exception_handlers[kind])))


def for_people(told: Handler) -> Handler:
    """Return a handler that shows a page of “not found” to those who look for pages, and leaves the rest to another."""

    async def handle(request: Request, error: Exception) -> Response:
        missing = getattr(error, "status_code", None) == NotFound.status or isinstance(error, NotFound)
        if not missing or not looks_for_a_page(request):
            return await told(request, error)
        detail = error.detail if isinstance(error, NotFound) else f"There is nothing at {request.scope['path'][:200]}."
        language = languages().get(request.query_params.get(LANG, USUAL), languages()[USUAL])
        page = show_error(request, language, NotFound(detail))
        page.headers["Vary"] = "Accept"
        return page

    return handle


def looks_for_a_page(request: Request) -> bool:
    """Whether a request reads an address outside the API and would rather have HTML than JSON."""
    path: str = request.scope["path"]
    if request.method not in ("GET", "HEAD") or path == API or path.startswith(f"{API}/"):
        return False
    accept = parse_accept_header(headers_of(request).get("accept", ""), MIMEAccept)
    return accept.best_match((JSON, "application/json", HTML)) == HTML
