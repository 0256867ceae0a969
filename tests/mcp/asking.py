"""Calls of tools, straight and by the SDK's own client over Streamable HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx2
from fastapi import FastAPI
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from api.dependencies import Resources
from api.mcp.inquiry import Inquiry
from api.mcp.tools import Outcome, call

BASE = "https://archive.example.org"
URL = f"{BASE}/mcp"
ERAS = ("legacy", "auto")
"""The client shakes hands, or asks each time for itself (2026-07-28)."""


def ask(app: FastAPI, tool: str, /, **arguments: Any) -> dict[str, Any]:
    """What a tool answers."""
    outcome = outcome_of(app, tool, arguments)
    assert outcome.structured is not None, outcome.text
    return outcome.structured


def mistake(app: FastAPI, tool: str, /, **arguments: Any) -> str:
    """What an agent is told of a call that cannot be answered."""
    outcome = outcome_of(app, tool, arguments)
    assert outcome.structured is None
    return outcome.text


def outcome_of(app: FastAPI, name: str, arguments: dict[str, Any]) -> Outcome:
    """What a call comes to; the app's lifespan must have begun."""
    resources: Resources = app.state.resources
    return call(name, arguments, lambda: Inquiry(resources, resources.backend.snapshot(), BASE))


def connected(app: FastAPI, doing: Callable[[Client], Awaitable[Any]], mode: str = "auto") -> Any:
    """What a coroutine returns that is given a client of the app."""

    async def run() -> Any:
        transport = httpx2.ASGITransport(app=app)
        async with (
            httpx2.AsyncClient(transport=transport) as http,
            Client(streamable_http_client(URL, http_client=http), mode=mode) as client,
        ):
            return await doing(client)

    return anyio.run(run)
