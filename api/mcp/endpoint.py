"""The endpoint of /mcp: the SDK is imported when somebody first asks, since it takes a second and 30 MB of every process."""

from asyncio import to_thread

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api.dependencies import Resources

MCP_PATH = "/mcp"


class McpEndpoint:
    """Hands requests to a server over the resources of the app that runs."""

    path = MCP_PATH
    """What metrics call it."""

    def __init__(self) -> None:
        self._opened: tuple[Resources, ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        scope["route"] = self
        resources: Resources = scope["app"].state.resources
        if self._opened is None or self._opened[0] is not resources:
            self._opened = resources, await to_thread(_open, resources)
        await self._opened[1](scope, receive, send)


def _open(resources: Resources) -> ASGIApp:
    from api.mcp.server import open_http  # noqa: PLC0415 - see the first line

    return open_http(resources)


def mcp_route() -> Route:
    """Return the route: POST alone, since there are no sessions, so nothing to listen to (GET) or end (DELETE)."""
    return Route(MCP_PATH, McpEndpoint(), methods=["POST"])
