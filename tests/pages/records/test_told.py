"""What the API tells in English is told in the language of the page: every code has its words."""

import ast
from collections.abc import Iterator, Mapping, Sequence

import pytest
from fastapi.testclient import TestClient
from lxml import html

from api.pages.languages import languages
from api.renderers.problem_pages import served_errors
from api.seeding import Mistake
from ingest.doubts import DOUBTS
from tests.clients.environment import ROOT

JAPANESE = languages()["ja"]
CODES = {"fail": 0, "_fault": 1, "_row": 1, "Invalid": 2, "Remark": 0, "_slip": 0}
"""What makes rows of errors and warnings, and the place of the code among its arguments."""
OF_DRAFTS = {"Mistake": 2, "Remark": 0}
"""The same of what editors are told of a draft."""
ASKED = ("api/params", "api/services", "api/pages", "search")
"""Where rows are made that readers see; those of sentences and of documents are shown to nobody here."""
NOT_SHOWN = {"code", "nothing_read"}
"""A key that is looked up, and what only `/v1/interpret` says."""
IN_TUPLES = {"nul", "not_utf8"}
"""Codes that are handed on before a row is made of them."""


def codes(folders: Sequence[str], makers: Mapping[str, int]) -> Iterator[str]:
    """Every code that is written in some rooms."""
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    for file in (*files, ROOT / "api/error_handlers.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and (place := makers.get(name_of(call.func))) is not None:
                named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
                for argument in named or call.args[place : place + 1]:
                    yield from texts(argument)


def name_of(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def texts(part: ast.expr) -> Iterator[str]:
    for inner in ast.walk(part):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def known(kind: str) -> set[str]:
    lead = f"told.{kind}."
    return {key.removeprefix(lead) for key in JAPANESE.texts if key.startswith(lead)}


def test_every_code_of_a_row_is_told() -> None:
    found = set(codes(ASKED, CODES)) - NOT_SHOWN | IN_TUPLES
    assert len(found) > 25
    assert known("rows") == found


def test_every_code_that_a_draft_can_have_is_told() -> None:
    found = set(codes(("api/imports", "api/seeding"), OF_DRAFTS)) | {Mistake((), "").code} | set(DOUBTS)
    assert len(found) > 25
    assert known("drafts") == found


def test_every_problem_is_told() -> None:
    assert known("problems") == set(served_errors())


SHOWN = {
    "/?lang=ja&topic=spce": "この値はありません。",
    "/?lang=ja&limit=9999": "大きすぎます。",
    '/?lang=ja&q="moon': "引用符が閉じていないため、末尾で閉じました。",
    "/developments/9.9-d9?lang=ja": "ここには何もありません",
    "/nothing?lang=ja": "ここには何もありません",
    "/issues?lang=ja&wrong=1": "この名前の条件はありません。",
}


@pytest.mark.parametrize(("address", "told"), SHOWN.items())
def test_a_page_tells_it_in_its_language_and_in_english(archive: TestClient, address: str, told: str) -> None:
    body = html.fromstring(archive.get(address, headers={"Accept": "text/html"}).text)
    assert told in body.find(".//main").text_content()
    english = html.fromstring(archive.get(address.replace("lang=ja", "lang=en"), headers={"Accept": "text/html"}).text)
    assert told not in english.text_content()
    own = [part.text_content() for part in body.xpath("//main//*[@lang='en']")]
    assert all(words in english.find(".//main").text_content() for words in own)
