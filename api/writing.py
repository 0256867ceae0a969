"""Writing: how an operation that needs a key is asked and answered; its function gets a writer and the checked parameters."""

from asyncio import to_thread
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, get_type_hints

from fastapi import Depends, Request, Response, Security
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import ClientDisconnect
from werkzeug.http import parse_options_header

from api.auditing import Actor
from api.authentication import BEARER
from api.dependencies import Resources, get_resources
from api.editing import Conditions, Desk
from api.errors import BadRequest, Unavailable, UnsupportedMediaType
from api.keys import Role
from api.params import check_query_string
from api.reading import PRIVATE, accept_json, headers_of
from api.renderers import JSON
from api.services.archive import Archive
from api.services.audit import AuditLog
from api.services.envelopes import Envelope
from search import Snapshot


@dataclass(frozen=True, slots=True)
class Writer:
    """One request of somebody with a key: who it is, what is sent and under which conditions, and how it is answered."""

    request: Request
    resources: Resources
    actor: Actor
    params: BaseModel
    """All parameters of the query string, found right."""
    body: bytes

    @property
    def desk(self) -> Desk:
        """Where changes are made. Raises Unavailable where there is none."""
        return self.resources.open_desk()

    @property
    def snapshot(self) -> Snapshot:
        """The generation in force now: after a write, one that holds it. Raises IndexUnavailable."""
        return self.resources.backend.snapshot()

    @property
    def archive(self) -> Archive:
        """The store of record."""
        return self.resources.archive

    @property
    def audit_log(self) -> AuditLog:
        """What was done. Raises Unavailable where it is not kept."""
        if self.resources.audit_log is None:
            raise Unavailable("No audit log is kept here.")
        return self.resources.audit_log

    @property
    def conditions(self) -> Conditions:
        """What If-Match and If-None-Match ask for."""
        headers = self.request.headers
        return Conditions.of(headers.getlist("if-match"), headers.getlist("if-none-match"))

    def json_body(self) -> bytes:
        """The body, said to be JSON. Raises UnsupportedMediaType."""
        self.check_type(JSON.media_type)
        return self.body

    def check_type(self, *media_types: str) -> None:
        """Raise UnsupportedMediaType unless the body is of one of these types."""
        given, _ = parse_options_header(self.request.headers.get("content-type", ""))
        if given.lower() not in media_types:
            said = f"“{given[:100]}” is not" if given else "a body without a Content-Type is not"
            raise UnsupportedMediaType(f"This address reads {', '.join(media_types)}; {said}.")

    def answer(self, envelope: Envelope, status: int = 200, **headers: str) -> Response:
        """Return an answer that is this client's alone; names of headers are written with underscores."""
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        return Response(JSON.render(envelope), status, {"Cache-Control": PRIVATE, **own}, JSON.media_type)

    def done(self) -> Response:
        """Return the answer without a body."""
        return Response(status_code=204, headers={"Cache-Control": PRIVATE})


class Writing(APIRoute):
    """A route whose function runs in a thread after the key, the parameters and then the body were read.

    FastAPI reads the function's signature for the document only. The body is not touched before the key is found right.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer: Callable[..., Response] = self.endpoint
        hints = get_type_hints(answer, include_extras=True)
        model = get_type_hints(answer).get("params")
        (role,) = (part for part in hints["writer"].__metadata__ if isinstance(part, Role))

        async def handle(request: Request) -> Response:
            actor, params = await to_thread(_admit, request, role, model)
            writer = Writer(request, get_resources(request), actor, params, await _body(request))
            asked = {} if model is None else {"params": params}
            return await to_thread(lambda: answer(writer=writer, **asked, **request.path_params))

        return handle


async def _body(request: Request) -> bytes:
    """Return the whole body. Raises BadRequest, BodyTooLarge."""
    try:
        return await request.body()
    except ClientDisconnect as error:
        raise BadRequest("The body broke off.") from error


def _admit(request: Request, role: Role, model: type[BaseModel] | None) -> tuple[Actor, BaseModel]:
    """Return who asks and with which parameters. Raises Unauthorized, Forbidden, NotAcceptable, InvalidParameters."""
    actor = get_resources(request).doorkeeper.admit(request, role)
    accept_json(headers_of(request).get("accept", ""))
    return actor, check_query_string(request.scope["query_string"], model, None)


def given_by_the_route(_key: Annotated[object, Security(BEARER)]) -> Writer:
    """Stands in the signature of a writing function; the route class Writing gives the writer itself."""
    raise RuntimeError("the route's class is not Writing")


EditorDep = Annotated[Writer, Depends(given_by_the_route), Role.EDITOR]
AdminDep = Annotated[Writer, Depends(given_by_the_route), Role.ADMIN]
