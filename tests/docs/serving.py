"""A server in a thread on a free port of this machine, for programs that speak real HTTP."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI

START_S = 60.0


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an app until the block ends; yield its base URL."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False, ws="none"))
    thread = Thread(target=server.run, name="served", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{_port(server, thread)}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def _port(server: uvicorn.Server, thread: Thread) -> int:
    until = time.monotonic() + START_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise RuntimeError("the server did not start")
        time.sleep(0.005)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
