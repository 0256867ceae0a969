"""What the guide for agents and their page in the docs say is so, of a server that runs."""

import asyncio
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import httpx2
import jq
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from api.guide import GUIDE
from tests.contract.run import BIN, serving
from tests.docs.console import Command, commands

PAGE = Path(__file__).resolve().parents[2] / "docs" / "agents.md"
TEXT = PAGE.read_text(encoding="utf-8")
LOCAL = "http://127.0.0.1:8000"
REQUEST = re.compile(r"^    GET (\S+)(?: → (\d+))?$", re.MULTILINE)
REQUESTS = [(path, int(status or 200)) for path, status in REQUEST.findall(GUIDE)]
COMMANDS = list(commands(PAGE))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("agents")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder, ALLIANCE_RATE_LIMIT="off") as url:
        yield url


@pytest.mark.parametrize(("path", "status"), REQUESTS, ids=[path for path, _ in REQUESTS])
def test_a_request_of_the_guide_answers_as_it_says(url: str, path: str, status: int) -> None:
    answer = httpx2.get(f"{url}{path}")
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"], "what is advised against is told with what would be right"
    elif "application/json" in answer.headers["content-type"]:
        assert answer.json().get("data"), "an example finds something"


def test_the_guide_is_short_and_in_pairs_of_do_and_dont(url: str) -> None:
    answer = httpx2.get(f"{url}/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == GUIDE
    assert GUIDE.startswith("# ")
    assert len(GUIDE) < 4_500
    said = re.findall(r"^- (Do|Don't): ", GUIDE, re.MULTILINE)
    assert said == ["Do", "Don't"] * (len(said) // 2)
    assert len(said) >= 20
    assert len(REQUESTS) == GUIDE.count("    GET ") >= 30


@pytest.mark.parametrize("command", COMMANDS, ids=[str(n) for n in range(len(COMMANDS))])
def test_a_command_of_the_page_answers_as_it_says(url: str, command: Command) -> None:
    curl, _, pipe = command.line.partition(" | jq -c ")
    words = shlex.split(curl)
    headers = dict(words[at + 1].split(": ") for at, word in enumerate(words) if word == "-H")
    answer = httpx2.post(words[2].replace(LOCAL, url), content=words[words.index("-d") + 1], headers=headers)
    found = jq.compile(shlex.split(pipe)[0]).input_text(answer.text).all()
    assert "\n".join(json.dumps(value, separators=(",", ":")) for value in found) == command.output


def test_the_python_of_the_page_prints_what_it_says(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = re.findall(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", TEXT, re.DOTALL)[0]
    exec(compile(code.replace(LOCAL, url), str(PAGE), "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == printed


def test_the_mistake_on_the_page_is_told_in_these_words(url: str) -> None:
    async def ask() -> CallToolResult:
        async with Client(f"{url}/mcp") as archive:
            return await archive.call_tool("search_developments", {"topic": ["spaec"]})

    told = asyncio.run(ask())
    assert told.is_error
    assert f"```\n{told.content[0].text}\n```" in TEXT  # type: ignore[union-attr]


def test_a_desktop_program_starts_a_server_of_its_own_as_the_page_says(url: str, folder: Path) -> None:
    (config,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    written = json.loads(config)["mcpServers"]["alliance-digest"]
    environment = {**written["env"], "ALLIANCE_DATA_DIR": str(folder / "data")}
    server = StdioServerParameters(command=str(BIN / written["command"]), args=written["args"], env=environment)

    async def ask() -> tuple[list[str], CallToolResult]:
        async with Client(stdio_client(server)) as archive:
            names = [tool.name for tool in (await archive.list_tools()).tools]
            return names, await archive.call_tool("get_issue", {"id": "3.7"})

    names, issue = asyncio.run(ask())
    assert [f"| `{name}` |" in TEXT for name in names] == [True] * 7
    assert issue.structured_content["url"] == "https://archive.example.org/v1/issues/3.7"
    assert len(issue.structured_content["issue"]["headlines"]) == 5
