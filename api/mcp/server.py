"""The server: tools and resources in the terms of the Model Context Protocol, by its official SDK.

The SDK's own way of declaring tools reads arguments from a function's signature and drops those it does not know; its lower level
leaves both to the service, so that an argument is checked, and a mistake in it is told, as in the API.
"""

from collections.abc import Callable

import anyio
import orjson
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.dependencies import Resources
from api.files import asked_at
from api.guide import GUIDE
from api.mcp.arguments import input_schema, output_schema
from api.mcp.faults import told_of
from api.mcp.inquiry import SCHEME, Inquiry
from api.mcp.records import fetch, linked
from api.mcp.tools import INSTRUCTIONS, TOOLS, call
from api.services.freshness import SOFTWARE_VERSION

Context = ServerRequestContext[dict[str, object], Request]
JSON = "application/json"
MARKDOWN = "text/markdown"
GUIDE_URI = f"{SCHEME}guide"
KINDS = {"developments": "development", "issues": "issue"}
"""Part of a resource's address → kind of record."""
HOUR = CacheHint(ttl_ms=3_600_000, scope="public")
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
ANYWHERE = TransportSecuritySettings(enable_dns_rebinding_protection=False)
"""Any Host and Origin: a page that rebinds its name to this address reads what every page may read anyway, without a key."""


class Agents:
    """Answers the requests of one server."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources

    def inquiry(self, context: Context) -> Callable[[], Inquiry]:
        """Return what opens the generation in force; addresses are those of the setting, else of the request."""
        settings = self.resources.settings
        base = settings.public_url.rstrip("/") or (asked_at(context.request) if context.request else "")
        return lambda: Inquiry(self.resources, self.resources.backend.snapshot(), base)

    async def list_tools(self, _context: Context, _params: PaginatedRequestParams | None) -> ListToolsResult:
        """All tools."""
        return ListToolsResult(tools=LISTED)

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """Call a tool; whatever is wrong with its arguments is an answer that says how to mend them."""
        if params.name not in TOOLS:
            raise MCPError(INVALID_PARAMS, f"There is no tool “{params.name[:100]}”; there are {', '.join(TOOLS)}.")
        inquire = self.inquiry(context)
        outcome = await anyio.to_thread.run_sync(call, params.name, params.arguments or {}, inquire)
        return CallToolResult(
            content=[TextContent(type="text", text=outcome.text)],
            structured_content=outcome.structured,
            is_error=outcome.structured is None,
        )

    async def list_resources(self, _context: Context, _params: PaginatedRequestParams | None) -> ListResourcesResult:
        """The guide; records are many and have templates."""
        return ListResourcesResult(
            resources=[Resource(uri=GUIDE_URI, name="guide", title="How to use the API", mime_type=MARKDOWN)]
        )

    async def list_templates(
        self, _context: Context, _params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """Where records are read."""
        return ListResourceTemplatesResult(
            resource_templates=[
                ResourceTemplate(uri_template=f"{SCHEME}{part}/{{id}}", name=part, title=f"One {kind}", mime_type=JSON)
                for part, kind in KINDS.items()
            ]
        )

    async def read_resource(self, context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """A record as JSON, or the guide. Raises MCPError for an address of neither."""
        if params.uri == GUIDE_URI:
            return _contents(params.uri, MARKDOWN, GUIDE)
        text = await anyio.to_thread.run_sync(_record, params.uri, self.inquiry(context))
        return _contents(params.uri, JSON, text)


def _contents(uri: str, mime_type: str, text: str) -> ReadResourceResult:
    return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type=mime_type, text=text)])


def _record(uri: str, inquire: Callable[[], Inquiry]) -> str:
    part, _, id = uri.removeprefix(SCHEME).partition("/")
    if not uri.startswith(SCHEME) or part not in KINDS:
        raise MCPError(
            INVALID_PARAMS, f"No resource has the address {uri[:200]}; write alliance://developments/3.7-d3."
        )
    try:
        inquiry = inquire()
        return orjson.dumps(linked(fetch(inquiry, KINDS[part], id), inquiry)).decode()
    except Exception as error:
        raise MCPError(INVALID_PARAMS, told_of(error, uri)) from error


LISTED = [
    Tool(
        name=name,
        title=row.title,
        description=row.description,
        input_schema=input_schema(row.takes),
        output_schema=output_schema(row.gives),
        annotations=READS,
    )
    for name, row in TOOLS.items()
]


def make_server(resources: Resources) -> Server[dict[str, object]]:
    """Return a server over what the process holds."""
    agents = Agents(resources)
    return Server(
        "alliance-digest",
        version=SOFTWARE_VERSION,
        title="US-Japan Alliance Digest",
        instructions=INSTRUCTIONS,
        website_url=resources.settings.public_url or None,
        cache_hints={"tools/list": HOUR, "resources/list": HOUR, "resources/templates/list": HOUR},
        on_list_tools=agents.list_tools,
        on_call_tool=agents.call_tool,
        on_list_resources=agents.list_resources,
        on_list_resource_templates=agents.list_templates,
        on_read_resource=agents.read_resource,
    )


def open_http(resources: Resources) -> ASGIApp:
    """Return what answers POST requests. Nothing outlives one, so each has a manager of its own and no lifespan is needed."""
    server = make_server(resources)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True, security_settings=ANYWHERE)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    return answer


def serve_stdio(resources: Resources) -> None:
    """Answer on standard input and output until the input ends."""
    anyio.run(_serve_stdio, make_server(resources))


async def _serve_stdio(server: Server[dict[str, object]]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
