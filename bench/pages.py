"""How long the search page takes beside the API's answer to the same question: `make bench-pages`.

One server process over the seed data, and one over a generated archive (options as for the other benchmarks); one kept-open
connection, page and API in turns of ten. No two requests have the same `Accept`, so that no answer is a kept one. The page is
asked as a browser asks it, compressed, and the API for the same list with the facets and highlights that the page shows; the
page's chart is an aggregate beside it.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from api.pages.searching import FACET_LIMIT, FACETS
from bench import running, servers
from bench.http import figures, rounds_of
from bench.published import data_folder
from bench.queries import spread
from bench.rows import read_rows, write_rows
from bench.servers import Client, Reply
from bench.survey import Survey, tally
from tests.relevance.judging import judged_queries

POOL = 100
SHARES = (0.002, 0.2)
"""Words of the pool are in so large a part of the developments."""
CODINGS = "zstd, br, gzip"
NARROW = {
    "topic": "defense",
    "country": "JP",
    "date_from": "2000-01-01",
    "alliance_format": "bilateral",
    "usd_min": "1",
}
Params = Mapping[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure both archives, print, save."""
    given = running.options(__doc__ or "", (21_000,), rounds=200).parse_args(argv)
    result = {}
    with seeded() as client:
        result["seed data"] = measure(client, [judged.q for judged in judged_queries()], given)
    for corpus in running.corpora(given):
        with running.folder_for(given, corpus) as folder:
            rows = folder / "rows.jsonl"
            if not rows.exists():
                write_rows(corpus.documents(), rows)
            words = spread(Survey(tally(read_rows(rows), corpus.size)).between(*SHARES), POOL)
            with servers.alliance(data_folder(corpus, folder)) as client:
                result[f"{corpus.size:,} developments"] = measure(client, words, given)
        running.save(given, "pages", corpus, {"rounds": given.rounds, "archives": result})
    print(summary(result, given.rounds), flush=True)
    return 0


@contextmanager
def seeded() -> Iterator[Client]:
    """A server over the seed data."""
    with TemporaryDirectory() as folder, servers.alliance(Path(folder) / "data") as client:
        yield client


def measure(client: Client, words: Sequence[str], given: Namespace) -> dict[str, Any]:
    """Figures by kind: the page and the API, for each kind of question."""
    kinds: Mapping[str, Callable[[int], Params]] = {
        "no query": lambda _: {},
        "query": lambda at: {"q": words[at % len(words)]},
        "all filters": lambda at: {**NARROW, "q": words[at % len(words)]},
    }
    asks = {
        f"{view}, {kind}": partial(ask, client, target, params)
        for kind, params in kinds.items()
        for view, target in VIEWS.items()
    }
    return {name: figures(seconds) for name, seconds in rounds_of(asks, given.rounds).items()}


def ask(client: Client, target: Callable[[Params], str], params: Callable[[int], Params], at: int) -> Reply:
    """Ask one view, as nobody asked before."""
    return client.get(target(params(at)), Accept=f"*/*;at={at}", Accept_Encoding=CODINGS)


def page_address(params: Params) -> str:
    """The page's address."""
    return address("/", params)


def address(path: str, params: Params) -> str:
    """An address with parameters."""
    return f"{path}?{urlencode(params, doseq=True)}"


def api_address(params: Params) -> str:
    """The API's address for what the page shows."""
    more = {"facet": FACETS, "facet_limit": FACET_LIMIT, **({"highlight": "true"} if "q" in params else {})}
    return address("/v1/developments", {**params, **more})


VIEWS = {"page": page_address, "API": api_address}


def summary(result: Mapping[str, Any], rounds: int) -> str:
    """What is printed: an archive a table."""
    head = ["", "median ms", "p95 ms", "× the API's"]
    tables = []
    for archive, kinds in result.items():
        rows = [
            [
                name,
                found["median_ms"],
                found["p95_ms"],
                found["median_ms"] / kinds[name.replace("page", "API")]["median_ms"],
            ]
            for name, found in kinds.items()
        ]
        tables.append(f"\n{archive}; {json.dumps(running.machine())}; {rounds} rounds\n\n{running.table(head, rows)}")
    return "\n".join(tables)


if __name__ == "__main__":
    sys.exit(main())
