"""Pages that explain the errors."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.renderers.problem_pages import render_index, render_problem

router = APIRouter(prefix="/problems", include_in_schema=False)
REVALIDATED = {"Cache-Control": "no-cache"}


@router.get("")
def list_problem_pages() -> HTMLResponse:
    """All errors."""
    return HTMLResponse(render_index(), headers=REVALIDATED)


@router.get("/{code}")
def get_problem_page(code: str) -> HTMLResponse:
    """One error."""
    return HTMLResponse(render_problem(code), headers=REVALIDATED)
