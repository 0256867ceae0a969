"""The OpenAPI document: its head, its tags, and the corrections to what FastAPI makes of the routes."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.errors import (
    AllianceError,
    BadRequest,
    BodyTooLarge,
    CursorInvalid,
    Forbidden,
    InternalError,
    InvalidParameters,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    RateLimited,
    Unauthorized,
    Unavailable,
    UnsupportedMediaType,
    UriTooLong,
    Withdrawn,
)
from api.openapi_examples import add_examples, problem_example
from api.openapi_growth import open_answers
from api.openapi_sharing import share
from api.renderers import JSON
from api.renderers.problem import MEDIA_TYPE
from api.schemas.problems import Problem
from api.services.status import ATTRIBUTION

TITLE = "US-Japan Alliance Digest"
DESCRIPTION = f"""The searchable archive of developments in the US-Japan alliance: typed records, exact filters and sums,
full-text search. Reading needs no key; editors send one as `Authorization: Bearer adk_…`.

Parameters are flat; a repeated one means any of its values, different ones are AND-ed. Lists also take `fields` (repeat)
to keep only those keys of each item; such answers leave out keys that the schemas here require. Answers carry an `ETag`;
a copy that still holds is answered by 304. Every answer comes from one generation of the data, `meta.data_version`.

{ATTRIBUTION}"""
TAGS = {
    "Issues": "The numbers of the digest, with their tables of contents.",
    "Headlines": "The lines of the issues' headline lists.",
    "Developments": "The reported developments: the main list.",
    "Search": "One query over developments, headlines and issues; facets; suggestions.",
    "Vocabularies": "Topics, countries, initiatives, organizations and people, with what the archive holds on them.",
    "Files": "Every match of a list as CSV, JSON Lines, BibTeX or RIS.",
    "Exports": "The whole archive as files for mirrors and analysis.",
    "Feeds": "The newest matches of a list as Atom, RSS or JSON Feed.",
    "Changes": "The ordered feed of what was created, updated and withdrawn.",
    "Imports": "Documents read into drafts, corrected by editors, published as issues.",
    "Editing": "What editors and admins do with a key: put and withdraw issues, read the audit log.",
    "Service": "The catalogue of filters, the synonyms, the state of the archive, health.",
}
ALWAYS = (NotAcceptable, BodyTooLarge, UriTooLong, RateLimited, InternalError, Unavailable)
COMMON: tuple[type[AllianceError], ...] = (InvalidParameters, *ALWAYS)
LISTED: tuple[type[AllianceError], ...] = (CursorInvalid, *COMMON)
ONE: tuple[type[AllianceError], ...] = (NotFound, *COMMON)
RECORD: tuple[type[AllianceError], ...] = (NotFound, Withdrawn, *COMMON)
KEY: tuple[type[AllianceError], ...] = (Unauthorized, Forbidden)
"""Of every operation that needs a key."""
CHANGED: tuple[type[AllianceError], ...] = (PreconditionFailed, PreconditionRequired)
JSON_BODY: tuple[type[AllianceError], ...] = (BadRequest, UnsupportedMediaType)
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The tag of the state that is changed, in quotes: its `revision_tag`. 428 without it where there is one.",
    "schema": {"type": "string", "examples": ['"3.7-r1-9f86d081884c7d65"']},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "`*`: only create.",
    "schema": {"type": "string", "examples": ["*"]},
}
HEADERS = {
    "ETag": ("Weak validator of this answer; send it back as If-None-Match.", "string"),
    "Last-Modified": ("When the data in this answer last changed.", "string"),
    "Link": ("Address of the next page, with rel=next, or of the licence, with rel=license.", "string"),
    "Content-Disposition": ("The name under which to save the file.", "string"),
    "X-Request-ID": ("The id of this request in the logs.", "string"),
    "RateLimit-Policy": ("Requests a window allows, and its seconds.", "string"),
    "RateLimit": ("Requests left in this window, and seconds until the next.", "string"),
    "Repr-Digest": ("SHA-256 of the whole file (RFC 9530).", "string"),
    "Retry-After": ("Seconds to wait before asking again.", "integer"),
}
OF_ANSWER = ("ETag", "Last-Modified", "Link", "X-Request-ID", "RateLimit-Policy", "RateLimit")
OF_FILE = (*OF_ANSWER, "Content-Disposition")
OF_PROBLEM: Mapping[str, tuple[str, ...]] = {
    "429": ("X-Request-ID", "Retry-After"),
    "503": ("X-Request-ID", "Retry-After"),
}


def problems(*errors: type[AllianceError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an operation that may fail in these ways."""
    found: dict[int | str, list[type[AllianceError]]] = {}
    for error in dict.fromkeys(errors):
        found.setdefault(error.status, []).append(error)
    return {
        status: {
            "model": Problem,
            "description": " ".join(f"{error.title} (`{error.code}`)." for error in alike),
            "x-problems": [error.code for error in alike],
        }
        for status, alike in found.items()
    }


def json_body(model: type[BaseModel], *media_types: str) -> dict[str, Any]:
    """Return the `requestBody` of an operation that reads its JSON body itself."""
    content = {name: {"schema": schema_of(model)} for name in media_types or (JSON.media_type,)}
    return {"required": True, "content": content}


def document_body(fields: type[BaseModel]) -> dict[str, Any]:
    """Return the `requestBody` of an operation that takes a document, alone or in a form with these fields."""
    file = {"type": "string", "format": "binary", "description": "The document."}
    known = schema_of(fields)["properties"]
    form = {
        "type": "object",
        "required": ["file"],
        "additionalProperties": False,
        "properties": {"file": file, **known},
    }
    content = {"multipart/form-data": {"schema": form}, "application/octet-stream": {"schema": file}}
    return {"required": True, "content": content}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a model; it is moved to `components` with what it is made of."""
    return model.model_json_schema(ref_template="#/components/schemas/{model}")


def header(name: str) -> dict[str, str]:
    """Return the reference to one of HEADERS."""
    return {"$ref": f"#/components/headers/{name}"}


def operation_id(route: APIRoute) -> str:
    """Return the operationId of a route: the name of its function."""
    return route.name


def add_openapi(app: FastAPI) -> None:
    """Make `app.openapi()` give the corrected document, made once."""
    make = app.openapi

    def corrected() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = correct(make())
        return app.openapi_schema

    app.openapi = corrected  # type: ignore[method-assign]  # FastAPI's documented way


def correct(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with problems under their media type, headers, and no parameter that is not public."""
    document["security"] = []
    components = document.setdefault("components", {})
    components["headers"] = {
        name: {"description": about, "schema": {"type": kind}} for name, (about, kind) in HEADERS.items()
    }
    for operation in _operations(document):
        parameters = operation.get("parameters", [])
        operation["parameters"] = [p for p in parameters if "x-undocumented" not in p.get("schema", {})]
        if not operation["parameters"]:
            del operation["parameters"]
        for status, response in operation["responses"].items():
            _correct_response(status, response)
            _share_models(response, components["schemas"])
        _share_models(operation.get("requestBody", {}), components["schemas"])
    for name in ("HTTPValidationError", "ValidationError"):
        components.get("schemas", {}).pop(name, None)
    add_examples(document)
    share(document)
    open_answers(document)
    return document


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def _share_models(body: Mapping[str, Any], schemas: dict[str, Any]) -> None:
    """Move the models that a body is written with to `components`."""
    for content in body.get("content", {}).values():
        schema = content["schema"]
        if "$defs" in schema:
            schemas.update(schema.pop("$defs"))
            schemas[schema["title"]] = schema
            content["schema"] = {"$ref": f"#/components/schemas/{schema['title']}"}


def _correct_response(status: str, response: dict[str, Any]) -> None:
    of_answer = OF_ANSWER if JSON.media_type in response.get("content", {}) else OF_FILE
    names = of_answer if status < "300" else OF_PROBLEM.get(status, ("X-Request-ID",))
    response["headers"] = {name: header(name) for name in names} | response.get("headers", {})
    content = response.get("content", {})
    if status >= "400" and JSON.media_type in content:
        shown = {code: {"value": problem_example(code)} for code in response.pop("x-problems")}
        response["content"] = {MEDIA_TYPE: {**content[JSON.media_type], "examples": shown}}


class _Plain(yaml.CSafeDumper):
    """Writes every mapping and list out in full."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- PyYAML's signature
        """Never write an alias."""
        return True


def openapi_yaml(app: FastAPI) -> str:
    """Return the document as YAML, the same text every time; made once."""
    if not hasattr(app.state, "openapi_yaml"):
        app.state.openapi_yaml = _dump(app)
    text: str = app.state.openapi_yaml
    return text


def _dump(app: FastAPI) -> str:
    text: str = yaml.dump(app.openapi(), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
    return text
