"""How long an answer over the seed data takes through HTTP, beside a route that does nothing: `make bench-latency`."""

import http.client
import json
import platform
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit

from tests.contract.run import serving
from tests.relevance.judging import judged_queries

ROUNDS = 400
FACETS = {"facet": ["topic", "country", "year"]}


def main() -> None:
    """Print medians and 95th percentiles in milliseconds, interleaved, and their ratio to /healthz."""
    queries = [judged.q for judged in judged_queries()]
    with TemporaryDirectory() as folder, serving(Path(folder)) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc)
        taken: dict[str, list[float]] = {}
        for at in range(ROUNDS):
            for name, target in _targets(queries[at % len(queries)], at).items():
                taken.setdefault(name, []).append(_ask(connection, target))
    idle = statistics.median(taken["healthz"])
    print(f"Python {platform.python_version()}, {ROUNDS} rounds, one connection, milliseconds")
    print(f"{'':28}{'median':>8}{'p95':>8}{'ratio to healthz':>18}")
    for name, values in taken.items():
        median = statistics.median(values)
        late = statistics.quantiles(values, n=20)[-1]
        print(f"{name:28}{median:8.2f}{late:8.2f}{median / idle:18.1f}")


def _targets(q: str, at: int) -> dict[str, str]:
    def target(**parameters: object) -> str:
        return "/v1/developments?" + urlencode(parameters, doseq=True)

    return {
        "healthz": "/healthz",
        "item": "/v1/developments/3.7-d3",
        "search": target(q=q, limit=20 + at % 50),
        "search and 3 facets": target(q=q, limit=20 + at % 50, **FACETS),
        "search with highlights": target(q=q, limit=20 + at % 50, highlight="true"),
        "filters": target(topic="defense", country="JP", usd_min=at, limit=20),
    }


def _ask(connection: http.client.HTTPConnection, target: str) -> float:
    started = time.perf_counter()
    connection.request("GET", target)
    answer = connection.getresponse()
    body: Mapping[str, object] = json.loads(answer.read())
    taken = (time.perf_counter() - started) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{target}: {body}")
    return taken


if __name__ == "__main__":
    main()
