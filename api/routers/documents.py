"""The contract as documents: OpenAPI in JSON and YAML, and the guide for agents."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from api.guide import GUIDE
from api.openapi import openapi_yaml

router = APIRouter(include_in_schema=False)
REVALIDATED = {"Cache-Control": "no-cache"}
STATIC = "/static-offline-docs"
"""Where the files of the console at /docs are."""


@router.get("/openapi.json")
def get_openapi_json(request: Request) -> Response:
    """The contract in JSON."""
    return JSONResponse(request.app.openapi(), headers=REVALIDATED)


@router.get("/openapi.yaml")
def get_openapi_yaml(request: Request) -> Response:
    """The contract in YAML."""
    return Response(openapi_yaml(request.app), headers=REVALIDATED, media_type="application/yaml")


@router.get("/llms.txt")
def get_guide() -> Response:
    """How an agent uses the API."""
    return PlainTextResponse(GUIDE, headers=REVALIDATED)
