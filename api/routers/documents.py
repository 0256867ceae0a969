"""The contract as documents: OpenAPI in JSON and YAML, the console at /docs that needs no network, the guide for agents."""

from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import JSONResponse, PlainTextResponse

from api.guide import GUIDE
from api.openapi import openapi_yaml

router = APIRouter(include_in_schema=False)
REVALIDATED = {"Cache-Control": "no-cache"}
STATIC = "/static-offline-docs"


@router.get("/openapi.json")
def get_openapi_json(request: Request) -> Response:
    """The contract in JSON."""
    return JSONResponse(request.app.openapi(), headers=REVALIDATED)


@router.get("/openapi.yaml")
def get_openapi_yaml(request: Request) -> Response:
    """The contract in YAML."""
    return Response(openapi_yaml(request.app), headers=REVALIDATED, media_type="application/yaml")


@router.get("/docs")
def get_docs(request: Request) -> Response:
    """The console, with its files served from here."""
    page = get_swagger_ui_html(
        openapi_url="/openapi.json",
        title=request.app.title,
        swagger_js_url=f"{STATIC}/swagger-ui-bundle.js",
        swagger_css_url=f"{STATIC}/swagger-ui.css",
        swagger_favicon_url=f"{STATIC}/favicon.png",
    )
    page.headers.update(REVALIDATED)
    return page


@router.get("/llms.txt")
def get_guide() -> Response:
    """How an agent uses the API."""
    return PlainTextResponse(GUIDE, headers=REVALIDATED)
