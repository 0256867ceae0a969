"""Middleware: plain ASGI around the app, outermost first; each module does one thing."""

from dataclasses import dataclass
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware
from starlette_compress import add_compress_type

from api.middleware.access_log import AccessLog
from api.middleware.answer_cache import AnswerCache, Generation
from api.middleware.body_limit import BodyLimit, Larger
from api.middleware.compression import Compression
from api.middleware.cors import Preflights
from api.middleware.guard import Guard
from api.middleware.head import HeadAsGet
from api.middleware.headers import DefaultHeaders
from api.middleware.metrics import Instruments, Metrics
from api.middleware.rate_limit import RateLimit
from api.middleware.request_id import is_request_id, new_request_id
from api.middleware.uri_limit import UriLimit
from api.renderers import FORMATS
from api.settings import Settings

MORE_COMPRESSED = (
    "application/problem+json",
    "application/yaml",
    *(row.media_type for row in FORMATS),
)
ASKED_BY_POST = frozenset({"/mcp"})
"""Paths where a POST only reads, so that any page may send one."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A middleware class with its options."""

    kind: Any
    options: dict[str, Any]


def layers(settings: Settings, generation: Generation, instruments: Instruments) -> list[Layer]:
    """Return the middleware from the outermost to the innermost.

    * The guard stands inside request id, log, HEAD and default headers so that a failure has all of them too.
    * The answer cache stands inside everything that each request must have of its own (id, log line, headers, limits, metrics),
      and outside compression, so that it keeps what was compressed; address and body have their final form before it.
    * Refusals of the limits and the guard's 500 are too short to be compressed, so they lose nothing outside it.
    """
    for media_type in MORE_COMPRESSED:
        add_compress_type(media_type)
    larger = (
        Larger("PUT", "/v1/issues/", settings.issue_max_bytes),
        Larger("POST", "/v1/imports", settings.import_max_bytes),
        Larger("PATCH", "/v1/imports/", settings.issue_max_bytes),
        Larger("POST", "/editing/imports", settings.import_max_bytes),
    )
    cache = Layer(AnswerCache, {"most": settings.answer_cache_bytes, "generation": generation})
    return [
        Layer(
            CorrelationIdMiddleware,
            {"validator": is_request_id, "generator": new_request_id, "update_request_header": False},
        ),
        Layer(AccessLog, {}),
        Layer(Preflights, {"asked_by_post": ASKED_BY_POST}),
        Layer(HeadAsGet, {}),
        Layer(DefaultHeaders, {}),
        Layer(Guard, {}),
        Layer(UriLimit, {"most": settings.uri_max_bytes}),
        Layer(RateLimit, {"limit": settings.rate_limit}),
        Layer(BodyLimit, {"most": settings.body_max_bytes, "larger": larger}),
        Layer(Metrics, {"instruments": instruments}),
        *([cache] if settings.answer_cache_bytes else []),
        Layer(Compression, {}),
    ]
