"""The composition root: settings in, an app out; what lives as long as the app is opened in its lifespan."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import fastapi_offline
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from prometheus_client import GC_COLLECTOR, PLATFORM_COLLECTOR, PROCESS_COLLECTOR, CollectorRegistry
from sqlalchemy import Engine

from api.authentication import Doorkeeper, Refusals
from api.dependencies import Resources, Vocabularies
from api.editing import Desk
from api.error_handlers import add_error_handlers
from api.mcp.endpoint import mcp_route
from api.middleware import layers
from api.middleware.access_log import configure_logs
from api.middleware.metrics import Instruments
from api.money import read_rates
from api.openapi import DESCRIPTION, TAGS, TITLE, add_openapi, operation_id
from api.pages import PAGES
from api.pages.missing import add_error_pages
from api.routers import ROUTERS
from api.routers.documents import STATIC
from api.services.archive import Archive
from api.services.catalogue import served_synonyms
from api.services.freshness import SOFTWARE_VERSION, Freshness, read_configuration
from api.services.keyring import SqlKeyring
from api.services.sql_audit import SqlAuditLog
from api.services.worths import Worths
from api.settings import SEED_DATA, Settings
from api.storage import Storage, open_storage
from api.webhooks import Sender
from search import SearchBackend

CONTACT = {"name": "US-Japan Alliance Digest archive", "url": "https://spfusa.org/publications/"}
LICENCE = {"name": "Creative Commons Attribution 4.0 International", "identifier": "CC-BY-4.0"}


def create_app(
    settings: Settings | None = None,
    backend: SearchBackend | None = None,
    engine: Engine | None = None,
    *,
    archive: Archive | None = None,
) -> FastAPI:
    """Return the app; what is not given is opened from the settings when the app starts, and closed when it stops."""
    chosen = settings or Settings()
    configure_logs(chosen)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if backend is not None and archive is not None:
            app.state.resources = gather(chosen, backend, archive)
            yield
            return
        with open_storage(chosen, backend, engine) as storage, sending_webhooks(storage, chosen):
            read_only = gather(chosen, storage.backend, archive or storage.archive)
            app.state.resources = with_writing(read_only, storage)
            yield

    app = bare_app(lifespan)
    add_middleware(app, chosen)
    return app


@contextmanager
def sending_webhooks(storage: Storage, settings: Settings) -> Iterator[None]:
    """Send webhooks from a thread until the block ends, where the settings say so."""
    if not settings.webhooks_send:
        yield
        return
    stop = Event()
    thread = Thread(target=Sender(storage.engine, storage.backend, settings).run, args=(stop,), name="webhooks")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def gather(settings: Settings, backend: SearchBackend, archive: Archive) -> Resources:
    """Return what the process holds for all requests."""
    return Resources(
        settings=settings,
        backend=backend,
        archive=archive,
        freshness=Freshness(read_configuration(settings), archive),
        vocabularies=Vocabularies(),
        synonyms=served_synonyms(),
        worths=Worths(read_rates(SEED_DATA / "exchange_rates.yaml")),
        doorkeeper=Doorkeeper(None),
    )


def with_writing(resources: Resources, storage: Storage) -> Resources:
    """Return the resources with what holders of keys need."""
    return replace(
        resources,
        doorkeeper=Doorkeeper(SqlKeyring(storage.engine), Refusals(resources.settings.key_failure_limit)),
        desk=Desk(storage.engine, storage.backend, storage.follower),
        audit_log=SqlAuditLog(storage.engine),
    )


def bare_app(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    """Return the app with its routes, errors and contract, without middleware and resources."""
    app = FastAPI(
        title=TITLE,
        version=SOFTWARE_VERSION,
        description=DESCRIPTION,
        contact=CONTACT,
        license_info=LICENCE,
        servers=[{"url": "/", "description": "This server"}],
        openapi_tags=[{"name": name, "description": about} for name, about in TAGS.items()],
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # /metrics measures; what readers ask stays here
    )
    for router in (*ROUTERS, *PAGES):
        app.include_router(router)
    app.router.routes.append(mcp_route())
    app.mount(STATIC, StaticFiles(directory=Path(fastapi_offline.__file__).parent / "static"))
    add_error_handlers(app)
    add_error_pages(app)
    add_openapi(app)
    return app


def add_middleware(app: FastAPI, settings: Settings) -> None:
    """Add the middleware, the innermost first, and the metrics."""
    registry = CollectorRegistry()
    for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
        registry.register(collector)
    app.state.metrics = registry

    def generation() -> int | None:
        resources: Resources | None = getattr(app.state, "resources", None)
        return resources.data_version if resources else None

    for layer in reversed(layers(settings, generation, Instruments(registry))):
        app.add_middleware(layer.kind, **layer.options)
