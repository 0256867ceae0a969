"""Signing in and out: a key that the browser keeps for a working day."""

import re

from fastapi import APIRouter, Response

from api.errors import RateLimited, Unauthorized
from api.pages.editing.trust import forget_key, keep_key
from api.pages.editing.visits import AnyoneDep, Editing, EditorDep, ask_for_key

router = APIRouter(prefix="/editing", route_class=Editing, include_in_schema=False)
START = "/editing"
OWN_PAGES = re.compile(r"/editing(/[\w-]+(\.[\w-]+)*)*", re.ASCII)
SIGN_IN, SIGN_OUT = "/editing/sign-in", "/editing/sign-out"


@router.get("/sign-in")
def show_sign_in(visit: AnyoneDep) -> Response:
    """The page on which one signs in."""
    return ask_for_key(visit, wanted=START)


@router.post("/sign-in")
def sign_in(visit: AnyoneDep) -> Response:
    """Keep a key that is valid, and go where somebody wanted to."""
    text, wanted = visit.field("key").strip(), _own_page(visit.field("wanted"))
    try:
        visit.resources.doorkeeper.recognize(visit.request, text)
    except (Unauthorized, RateLimited) as error:
        return ask_for_key(visit, error, wanted)
    answer = visit.go(wanted)
    keep_key(visit.request, answer, text)
    return answer


@router.post("/sign-out")
def sign_out(visit: EditorDep) -> Response:
    """Let the browser forget the key."""
    answer = visit.go(SIGN_IN)
    forget_key(visit.request, answer)
    return answer


def _own_page(path: str) -> str:
    """Return a page of the editors to go to, the start where it is none or is one for signing in and out."""
    return path if OWN_PAGES.fullmatch(path) and path not in (SIGN_IN, SIGN_OUT) else START
