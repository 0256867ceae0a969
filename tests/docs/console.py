"""Commands in the documents, with the output that stands under them."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import jq
from fastapi.testclient import TestClient

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A line after `$` and the lines under it."""

    line: str
    output: str


def commands(document: Path) -> Iterator[Command]:
    """Yield the commands of a Markdown document in order."""
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield Command(line, output.strip("\n"))


def ask(client: TestClient, line: str) -> str:
    """Return what `curl -s 'URL' | jq -c 'FILTER'` prints, the request answered by `client`."""
    curl, _, pipe = line.partition(" | jq -c ")
    url = urlsplit(shlex.split(curl)[2])
    response = client.get(f"{url.path}?{url.query}" if url.query else url.path)
    found = jq.compile(shlex.split(pipe)[0]).input_text(response.text).all()
    return "\n".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in found)
