"""Faults: an error of the service as the text from which an agent mends its call."""

from collections.abc import Iterator

import structlog
from asgi_correlation_id import correlation_id

from api.errors import AllianceError, InternalError, Invalid, InvalidParameters, Unavailable
from api.params.agents import VOCABULARY_KINDS
from api.params.vocabulary import OF_PARAMETER
from search import IndexUnavailable, QueryTooCostly


def known_fault(error: Exception) -> AllianceError | None:
    """Return the error of the service that an exception stands for, None for one that nobody foresaw."""
    match error:
        case AllianceError():
            return error
        case QueryTooCostly():
            return InvalidParameters([Invalid("arguments", "q", "too_costly", error.message)])
        case IndexUnavailable():
            return Unavailable()
    return None


def told_of(error: Exception, asked: str) -> str:
    """Return what an agent is told of an exception; one that nobody foresaw is logged, and told without details."""
    fault = known_fault(error)
    if fault is None:
        structlog.get_logger("alliance.mcp").error(
            "unhandled", asked=asked, request_id=correlation_id.get(), exc_info=error
        )
    return told(fault or InternalError())


def told(error: AllianceError) -> str:
    """Return what went wrong and what to do, a line for each offending argument."""
    if error.errors:
        return "\n".join([f"{error.title} ({error.code}).", *(f"- {line}" for line in _lines(error))])
    said = error.detail if error.detail != error.title else ""
    return " ".join(filter(None, (f"{error.title} ({error.code}).", said, error.about)))


def _lines(error: AllianceError) -> Iterator[str]:
    for row in error.errors:
        yield " ".join(filter(None, (f"{row.name}: {row.message}", _use(row), _look_up(row))))


def _use(row: Invalid) -> str:
    said = f"did you mean {row.suggestion}?" in row.message
    return f"Use “{row.suggestion}”." if row.suggestion and not said else ""


def _look_up(row: Invalid) -> str:
    kind = OF_PARAMETER.get(row.name)
    unknown = row.code == "unknown_value" and kind in VOCABULARY_KINDS
    return f"The tool vocabulary with kind={kind} lists those that there are." if unknown else ""
