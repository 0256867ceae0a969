"""Visits: how a page of the editors is asked for, answered, and what is refused before its function runs."""

from asyncio import to_thread
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_type_hints
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from api.auditing import Actor
from api.authentication import acting
from api.dependencies import Resources, get_resources
from api.editing import Conditions, Desk
from api.errors import AllianceError, BadRequest, InvalidParameters, RateLimited, Unauthorized
from api.imports import Upload, read_upload
from api.keys import ALLOWS, Role
from api.pages.editing.trust import TOKEN, check_origin, check_token, forget_key, form_token, kept_key
from api.pages.forms import query_string, take_choices, tidy
from api.pages.languages import USUAL, Language, languages
from api.pages.links import LANG, Links, in_languages
from api.pages.site import site
from api.pages.visiting import HEADERS, show_error
from api.params import check_query_string
from api.params.checking import NoParams, decode
from api.reading import PRIVATE
from api.services.keyring import Holder
from search import IndexUnavailable

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 50_000
TAG = "tag"
"""Field with the tag of the state that a form was made from."""
OWN_HEADERS = {**HEADERS, "Cache-Control": PRIVATE}


@dataclass(frozen=True, slots=True)
class EditorVisit:
    """One request for a page of the editors; `holder` is None only where no key is needed."""

    request: Request
    language: Language
    choices: Mapping[str, str]
    params: BaseModel = field(default_factory=NoParams)
    holder: Holder | None = None
    role: Role = Role.EDITOR
    upload: Upload = field(default_factory=lambda: Upload(b""))
    """What a form sent: its fields, and the document in it where there is one."""

    @property
    def resources(self) -> Resources:
        """The process's resources."""
        return get_resources(self.request)

    @property
    def desk(self) -> Desk:
        """Where changes are made. Raises Unavailable where there is none."""
        return self.resources.open_desk()

    @property
    def version(self) -> int:
        """The data version in force, 0 where there is no index: imports need none."""
        return self.resources.data_version or 0

    @property
    def links(self) -> Links:
        """How addresses of pages are made in this visit's language."""
        return Links(self.language.code)

    @property
    def path(self) -> str:
        """The page's own path."""
        return str(self.request.scope["path"])

    @property
    def actor(self) -> Actor:
        """Who acts. Raises Unauthorized, Forbidden."""
        if self.holder is None:
            raise Unauthorized
        return acting(self.holder, self.role)

    @property
    def conditions(self) -> Conditions:
        """The state that a form was made from, as If-Match says it."""
        return Conditions.of([f'"{tag}"' for tag in self.fields.get(TAG, [])[:1]], [])

    @property
    def fields(self) -> Mapping[str, Sequence[str]]:
        """The fields of the form."""
        return self.upload.fields

    def field(self, name: str) -> str:
        """Return what a field of the form says, empty where it says nothing."""
        return next(iter(self.fields.get(name, ())), "")

    def show(self, template: str, status: int = 200, *, api: str | None = None, **context: Any) -> Response:
        """Return a page, which is this editor's alone; `api` is the address at which the API gives what it shows."""
        holder, key = self.holder, kept_key(self.request)
        html = site().render(
            f"editing/{template}",
            t=self.language,
            links=self.links,
            here=self.path,
            languages=in_languages(self.language, self.path),
            api=api,
            holder=holder,
            is_admin=holder is not None and Role.ADMIN in ALLOWS[holder.role],
            token=form_token(key) if key else "",
            done=self.choices.get("done", ""),
            **context,
        )
        return HTMLResponse(html, status_code=status, headers=OWN_HEADERS)

    def go(self, path: str, **more: str) -> Response:
        """Return the way to another page after a form."""
        return RedirectResponse(self.links.to(path, (), **more), 303, headers={"Cache-Control": PRIVATE})


class Editing(APIRoute):
    """A route of the editors' pages: language, parameters, key and role, then the form and whether it is ours, then the page.

    No body is read before the key is found right. Whoever has no valid key is asked for one; what is wrong is told on a page.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer: Callable[..., Response] = self.endpoint
        hints = get_type_hints(answer, include_extras=True)
        role = next((part for part in getattr(hints["visit"], "__metadata__", ()) if isinstance(part, Role)), None)
        model = get_type_hints(answer).get("params")
        choices = {LANG: tuple(languages()), **getattr(answer, "choices", {})}

        async def handle(request: Request) -> Response:
            language = _language(request)
            try:
                visit = await to_thread(_arrive, request, role, model, choices)
                form = await _form(request) if request.method == "POST" else Upload(b"")
                return await to_thread(_answered, answer, visit, form)
            except (Unauthorized, RateLimited) as error:
                return ask_for_key(EditorVisit(request, language, {}), error)
            except (AllianceError, IndexUnavailable) as error:
                answered = show_error(request, language, error)
                answered.headers["Cache-Control"] = PRIVATE
                return answered

        return handle


def _arrive(
    request: Request, role: Role | None, model: type[BaseModel] | None, choices: Mapping[str, Sequence[str]]
) -> EditorVisit:
    """Return the visit of a request whose key and query string are right. Raises AllianceError."""
    if request.method == "POST":
        check_origin(request)
    holder = None
    if role is not None:
        holder = get_resources(request).doorkeeper.recognize(request, _key(request))
        acting(holder, role)
    pairs, faults = decode(request.scope["query_string"])
    if faults:
        raise InvalidParameters(faults)
    chosen, rest = take_choices(tidy(pairs), choices)
    params = check_query_string(query_string(rest).encode(), model, None)
    return EditorVisit(request, languages()[chosen[LANG]], chosen, params, holder, role or Role.EDITOR)


def _answered(answer: Callable[..., Response], visit: EditorVisit, form: Upload) -> Response:
    """Return the page, once a form is found to be ours."""
    if visit.request.method == "POST" and visit.holder is not None:
        check_token(_key(visit.request), next(iter(form.fields.get(TOKEN, ())), ""))
    asked = {} if isinstance(visit.params, NoParams) else {"params": visit.params}
    sent = EditorVisit(
        visit.request, visit.language, visit.choices, visit.params, visit.holder, visit.role, upload=form
    )
    return answer(visit=sent, **asked, **visit.request.path_params)


def _key(request: Request) -> str:
    key = kept_key(request)
    if key is None:
        raise Unauthorized
    return key


def _language(request: Request) -> Language:
    """Return the language that is asked for, the usual one where there is none such."""
    return languages().get(request.query_params.get(LANG, USUAL), languages()[USUAL])


async def _form(request: Request) -> Upload:
    """Return what a form sent. Raises BadRequest, BodyTooLarge."""
    try:
        body = await request.body()
    except ClientDisconnect as error:
        raise BadRequest("The body broke off.") from error
    return await to_thread(_read_form, body, request.headers.get("content-type", ""))


def _read_form(body: bytes, content_type: str) -> Upload:
    if not content_type.lower().startswith(FORM):
        return read_upload(body, content_type)
    fields: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        ):
            fields.setdefault(name, []).append(value)
    except ValueError as error:
        raise BadRequest("The form cannot be read.") from error
    return Upload(b"", fields=fields)


def ask_for_key(visit: EditorVisit, error: AllianceError | None = None, wanted: str | None = None) -> Response:
    """Return the page on which one signs in, in the place of a page that needs a key; a key that is not valid is forgotten."""
    status = error.status if error else 200
    answer = visit.show(
        "sign_in.html", status, error=error, wanted=wanted or visit.path, sending=visit.request.method == "POST"
    )
    if error is not None:
        answer.headers.update(error.headers)
        if isinstance(error, Unauthorized) and kept_key(visit.request):
            forget_key(visit.request, answer)
    return answer


def given_by_the_route() -> EditorVisit:
    """Stands in the signature of a page's function; the route class Editing gives the visit itself."""
    raise RuntimeError("the route's class is not Editing")


AnyoneDep = Annotated[EditorVisit, Depends(given_by_the_route)]
EditorDep = Annotated[EditorVisit, Depends(given_by_the_route), Role.EDITOR]
AdminDep = Annotated[EditorVisit, Depends(given_by_the_route), Role.ADMIN]
