"""How fast answers come through HTTP beside Datasette over the same developments and a bare FastAPI route: `make bench-http`.

Each server is one process under uvicorn; what it logs is written to nowhere, and the bare route logs nothing. There is one
kept-open connection each, and the kinds of request take turns of ten. A fresh search is one whose answer nobody has kept: words
come from a pool of two hundred, and the page is one longer each time a word comes again, for both services alike (of the three
searches of a round, the plain one meets the word first). Datasette's search is its JSON API, `?_search=…&_shape=array`, with an
exact count as it always has; its facets are topics and countries (arrays) and the year.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from statistics import mean, median, quantiles
from typing import Any
from urllib.parse import urlencode

from bench import running, servers
from bench.corpus import Corpus
from bench.corpus.sources import developments
from bench.published import TABLE, data_folder, datasette_file
from bench.queries import spread
from bench.rows import read_rows, write_rows
from bench.servers import Client, unchunked
from bench.survey import Survey, tally

POOL = 200
SHARES = (0.002, 0.2)
"""Words of the pool are in so large a part of the developments."""
WARMING = 30
TURN = 10
"""Requests of a kind before the next kind has its turn, so that no server is timed as it wakes up for a single one."""
PAGE = 20
FACETS = {"facet": ["topic", "country", "year"]}
DATASETTE_FACETS = {"_facet_array": ["topics", "countries"], "_facet": "year"}
Ask = Callable[[int], servers.Reply]
SELDOM = {"Datasette search + 3 facets": 10}
"""Kinds so slow that they have a turn only every so often."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, save."""
    given = running.options(__doc__ or "", (21_000,), rounds=400).parse_args(argv)
    for corpus in running.corpora(given):
        with running.folder_for(given, corpus) as folder:
            result = measure(corpus, given, folder)
        running.save(given, "http", corpus, result)
        print(summary(corpus, result), flush=True)
    return 0


def measure(corpus: Corpus, given: Namespace, folder: Path) -> dict[str, Any]:
    """Everything that is said of one corpus."""
    rows = folder / "rows.jsonl"
    if not rows.exists():
        write_rows(corpus.documents(), rows)
    survey = Survey(tally(read_rows(rows), corpus.size))
    words = spread(survey.between(*SHARES), POOL)
    items = [document.id for _, document in zip(range(POOL), developments(corpus.documents()), strict=False)]
    with ExitStack() as stack:
        ours = stack.enter_context(servers.alliance(data_folder(corpus, folder)))
        datasette = stack.enter_context(servers.datasette(datasette_file(corpus, folder)))
        bare = stack.enter_context(servers.bare_route())
        kinds = {
            "bare route": lambda _: bare.get("/"),
            **_ours(ours, words, items),
            **_datasettes(datasette, words, items),
        }
        taken = rounds_of(kinds, given.rounds)
        versions = _versions(datasette)
    return {
        "rounds": given.rounds,
        "versions": versions,
        "kinds": {name: figures(values) for name, values in taken.items()},
    }


def _versions(datasette: Client) -> dict[str, str]:
    said = json.loads(unchunked(datasette.get("/-/versions.json")))
    ours = {name: version(name) for name in ("fastapi", "uvicorn")}
    return {
        "Python": python_version(),
        **ours,
        "Datasette": said["datasette"]["version"],
        "SQLite": said["sqlite"]["version"],
    }


def _ours(client: Client, words: list[str], items: list[str]) -> dict[str, Ask]:
    def search(at: int, **more: Any) -> servers.Reply:
        q, limit = _turn(at, words)
        return client.get("/v1/developments?" + urlencode({"q": q, "limit": limit, **more}, doseq=True))

    repeated = "/v1/developments?" + urlencode({"q": words[0], "limit": PAGE, **FACETS}, doseq=True)
    tag = client.get(repeated).header("etag")
    return {
        "search": search,
        "search + 3 facets": lambda at: search(at, **FACETS),
        "search + highlights": lambda at: search(at, highlight="true"),
        "item": lambda at: client.get(f"/v1/developments/{items[at % len(items)]}"),
        "repeat": lambda _: client.get(repeated),
        "repeat, 304": lambda _: client.get(repeated, If_None_Match=tag),
    }


def _datasettes(client: Client, words: list[str], items: list[str]) -> dict[str, Ask]:
    place = f"/archive/{TABLE}"

    def search(at: int, **more: Any) -> servers.Reply:
        q, limit = _turn(at, words)
        return client.get(f"{place}.json?" + urlencode({"_search": q, "_size": limit, **more}, doseq=True))

    return {
        "Datasette search": lambda at: search(at, _shape="array"),
        "Datasette search + 3 facets": lambda at: search(at, _shape="objects", **DATASETTE_FACETS),
        "Datasette item": lambda at: client.get(
            f"{place}/{items[at % len(items)].replace('.', '~2E')}.json?_shape=array"
        ),
    }


def _turn(at: int, words: list[str]) -> tuple[str, int]:
    """The word and the page's length of a round."""
    return words[at % len(words)], PAGE + at // len(words)


def rounds_of(kinds: Mapping[str, Ask], rounds: int) -> dict[str, list[float]]:
    """Seconds by kind; the first WARMING rounds are not kept. Raises RuntimeError for a wrong status."""
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for first in range(0, WARMING + rounds, TURN):
        for name, ask in kinds.items():
            if first // TURN % SELDOM.get(name, 1):
                continue
            replies = [_checked(name, ask(at)) for at in range(first, first + TURN)]
            taken[name] += [reply.seconds for reply in replies] if first >= WARMING else []
    return taken


def _checked(name: str, reply: servers.Reply) -> servers.Reply:
    if reply.status != (304 if "304" in name else 200):
        raise RuntimeError(f"{name}: {reply.status} {reply.body[:300]!r}")
    return reply


def figures(seconds: list[float]) -> dict[str, float]:
    return {
        "median_ms": round(1000 * median(seconds), 3),
        "p95_ms": round(1000 * quantiles(seconds, n=20)[-1], 3),
        "per_second": round(1 / mean(seconds), 1),
    }


def ratios(kinds: Mapping[str, Mapping[str, float]], of: str) -> dict[str, float]:
    """Kind → how many times as many answers a second as another kind, by the medians."""
    return {name: kinds[of]["median_ms"] / figures["median_ms"] for name, figures in kinds.items()}


def summary(corpus: Corpus, result: Mapping[str, Any]) -> str:
    """What is printed."""
    kinds = result["kinds"]
    datasette, bare = ratios(kinds, "Datasette search"), ratios(kinds, "bare route")
    rows = [[name, *figures.values(), datasette[name], bare[name]] for name, figures in kinds.items()]
    head = ["", "median ms", "p95 ms", "a second", "× Datasette's search", "× bare route"]
    title = f"\n{corpus.size:,} developments ({corpus.name}); {running.machine()}; {result['versions']}; {result['rounds']} rounds"
    return f"{title}\n\n{running.table(head, rows)}"


if __name__ == "__main__":
    sys.exit(main())
