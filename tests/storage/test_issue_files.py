"""Issue files: every mistake is told with file, line and key, and nothing is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from api.database import make_engine, read_session
from api.errors import InvalidFile
from api.repositories.issues import any_issue
from api.seeding import load
from api.seeding.checks import IssueChecker
from api.seeding.sources import Source, key_path, read_sources
from api.settings import Settings
from tests.storage.issue_files import Form, changed, development, issue, write_lines, write_yaml

YAML = """\
volume: 4
number: 1
title: "Digest 4.1"
period: {start: 2025-01-01, end: 2025-01-15}
headlines:
  - "First line"
developments:
  - headline: 1
    title: "First"
    summary: >-
      What happened
      first.
    topics: [defense]
    countries: [US, NO]
    amounts:
      - {value: 5000000, currency: USD}
      - value: 6000000
        currency: EUR
"""


@pytest.fixture(scope="module")
def checker(empty_file: Path) -> IssueChecker:
    engine = make_engine(Settings(data_dir=empty_file.parent))
    with read_session(engine) as session:
        made = IssueChecker(session)
    engine.dispose()
    return made


def problems(checker: IssueChecker, path: Path) -> list[str]:
    found: list[str] = []
    for source in read_sources(path):
        checked = checker.check(source)
        found += [problem.removeprefix(f"{path.parent}/") for problem in checked] if isinstance(checked, list) else []
    return found


def in_yaml(checker: IssueChecker, folder: Path, old: str, new: str) -> list[str]:
    assert old in YAML
    path = folder / "vol-4-01.yaml"
    path.write_text(YAML.replace(old, new), encoding="utf-8")
    return problems(checker, path)


def test_the_plain_file_is_right_and_no_is_norway(checker: IssueChecker, tmp_path: Path) -> None:
    assert in_yaml(checker, tmp_path, "First line", "First line") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "currency: EUR",
            "currency: EUX",
            "vol-4-01.yaml:18: developments[0].amounts[1].currency: 'EUX' is no ISO 4217 code; did you mean ",
        ),
        (
            "        currency: EUR",
            "        curency: EUR",
            "vol-4-01.yaml:18: developments[0].amounts[1].curency: unknown key; did you mean `currency`?",
        ),
        (
            "        currency: EUR\n",
            "",
            "vol-4-01.yaml:17: developments[0].amounts[1].currency: this key is required and missing",
        ),
        (
            "[defense]",
            "[defense, spaec]",
            "vol-4-01.yaml:13: developments[0].topics[1]: unknown topic 'spaec'; did you mean space?",
        ),
        (
            "[US, NO]",
            "[US, JPN]",
            "vol-4-01.yaml:14: developments[0].countries[1]: unknown country 'JPN'; did you mean JP?",
        ),
        (
            "[US, NO]",
            "[US, Norway]",
            "vol-4-01.yaml:14: developments[0].countries[1]: unknown country 'Norway'; did you mean NO?",
        ),
        ("[US, NO]", "[US, US]", "vol-4-01.yaml:14: developments[0].countries[1]: US stands twice"),
        ("headline: 1", "headline: 2", "vol-4-01.yaml:8: developments[0].headline: no headline 2; the issue has 1"),
        ("end: 2025-01-15", "end: 2024-12-31", "vol-4-01.yaml:4: period.end: is before the start (2025-01-01)"),
        ("end: 2025-01-15", "end: 2025-02-30", "vol-4-01.yaml:4: period.end: is no day of the calendar"),
        ("end: 2025-01-15", "end: 15 January", "vol-4-01.yaml:4: period.end: must be a date in the form YYYY-MM-DD"),
        ("volume: 4", "volume: four", "vol-4-01.yaml:1: volume: must be a valid integer (given: 'four')"),
        ("volume: 4", "volume: 4\nvolume: 5", "vol-4-01.yaml:2: volume: this key stands twice"),
        (
            "value: 6000000",
            "value: 6000000\n        value: 7",
            "vol-4-01.yaml:18: developments[0].amounts[1].value: this key stands twice",
        ),
        ('"Digest 4.1"', '"Digest\\04.1"', "vol-4-01.yaml:3: title: holds the character U+0000"),
        ('"Digest 4.1"', '" "', "vol-4-01.yaml:3: title: must not be blank"),
        ('"First"', "no", ""),
        ('title: "Digest 4.1"', "title: [", "vol-4-01.yaml:"),
        ("countries: [US, NO]", "countries: &c [US]\n    organizations: *c", "aliases are not allowed"),
        (
            '- "First line"',
            "- !!python/object/apply:os.getcwd []",
            "vol-4-01.yaml:6: yaml: could not determine a constructor",
        ),
    ],
)
def test_a_mistake_in_yaml_is_told_with_line_and_key(
    checker: IssueChecker, tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = in_yaml(checker, tmp_path, old, new)
    assert any(expected in problem for problem in found) if expected else found == []


def amount(**keys: Any) -> Callable[[], Form]:
    return lambda: changed(issue(), 0, amounts=[{"currency": "USD", **keys}])


def told(**keys: Any) -> Callable[[], Form]:
    return lambda: changed(issue(), 0, **keys)


def evidence(**keys: Any) -> Callable[[], Form]:
    return told(evidence=[{"fact": "/amounts/0", "rule": "money", "confidence": 0.9, **keys}])


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (amount(), "amounts[0].value: an amount has a value, or low and high"),
        (amount(value=1, low=1), "amounts[0].value: stands beside low or high"),
        (amount(low=2, high=1), "amounts[0].high: is less than low (2)"),
        (
            amount(value=1, qualifier="perhaps"),
            "amounts[0].qualifier: unknown qualifier 'perhaps'; known are more than",
        ),
        (amount(value=-1), "amounts[0].value: must be greater than or equal to 0"),
        (amount(value=10**15 + 1), "amounts[0].value: must be less than or equal to"),
        (amount(value=True), "amounts[0].value: must be a valid integer"),
        (amount(value=1.5), "amounts[0].value: must be a valid integer"),
        (amount(value=1, repeat_of="2.24"), "amounts[0].repeat_of: must be the id of a development"),
        (
            amount(value=1, not_counted="twice"),
            "amounts[0].not_counted: must be 'repeat', 'running_total' or 'past_cost'",
        ),
        (
            told(dates=[{"start": "2025-01-02", "end": "2025-01-01", "precision": "day"}]),
            "dates[0].end: is before the start",
        ),
        (
            told(dates=[{"start": "2025-01-02", "end": "2025-01-02", "precision": "week"}]),
            "dates[0].precision: must be 'day'",
        ),
        (told(title="x" * 501), "title: String should have at most 500 characters"),
        (told(summary="x" * 20_001), "summary: String should have at most 20000 characters"),
        (told(evidence="page 2"), "evidence: must be a valid list"),
        (evidence(raw="\x00"), "evidence[0].raw: holds the character U+0000"),
        (evidence(fact="/amounts/3"), "evidence[0].fact: there is no such fact in the development"),
        (evidence(fact="/headline"), "evidence[0].fact: there is no such fact"),
        (evidence(fact="title"), "evidence[0].fact: String should match pattern"),
        (evidence(start=5), "evidence[0].end: start and end stand together"),
        (evidence(start=5, end=4), "evidence[0].end: is before the start (5)"),
        (evidence(confidence=1.5), "evidence[0].confidence: must be less than or equal to 1"),
        (evidence(confidence=None), "evidence[0].confidence: must be a valid number"),
        (told(source_text=" "), "source_text: must not be blank"),
        (told(people=["Joe Biden", {"role": "x"}]), "people[1].name: this key is required and missing"),
        (told(id="4.2-d1"), "id: must look like 4.1-d2"),
        (told(partial=1), "partial: must be a valid boolean"),
    ],
)
def test_a_mistake_in_json_lines_is_told_with_line_and_key(
    checker: IssueChecker, tmp_path: Path, make: Callable[[], Form], expected: str
) -> None:
    found = problems(checker, write_lines(tmp_path / "x.jsonl", issue(volume=5), make()))
    assert f"x.jsonl:2: developments[0].{expected}" in found[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"{", "x.jsonl:1: json: "),
        (b'{"volume": 1, "volume": 2}', "x.jsonl:1: json: the key 'volume' stands twice in one object"),
        (b'{"volume": NaN}', "x.jsonl:1: json: NaN is no JSON number"),
        (b"\xff", "x.jsonl:1: json: "),
        (b"[]", "x.jsonl:1: document: "),
        (b"[" * 100_000, "x.jsonl:1: json: "),
    ],
)
def test_a_line_that_is_no_json_object_is_told(
    checker: IssueChecker, tmp_path: Path, line: bytes, expected: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(line + b"\n")
    assert problems(checker, path)[0].startswith(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"a: 1\n---\nb: 2\n", "but found another document"),
        (b"[" * 50_000, "exceeded maximum nesting depth"),
        (b"- " * 50_000, "x.yaml:1: "),
        (b"a: " + b"[" * 60 + b"]" * 60, "nested deeper than 32"),
        (b"\xff\xfe\x00", "x.yaml:1: "),
        (b"a: &x [1]\nb: [*x, *x]\n", "aliases are not allowed"),
    ],
)
def test_a_hostile_yaml_file_is_refused(checker: IssueChecker, tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    assert expected in problems(checker, path)[0]


def test_a_lone_surrogate_is_refused_in_both_forms(checker: IssueChecker, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "x.jsonl", issue(title="a\ud800"))
    assert "title: must be a valid string" in problems(checker, lines)[0]
    assert in_yaml(checker, tmp_path, '"Digest 4.1"', '"a\\ud800"') != []


def test_files_that_cannot_be_read_are_told(checker: IssueChecker, tmp_path: Path) -> None:
    (tmp_path / "x.csv").touch()
    assert "no such format; known are .yaml, .yml, .jsonl" in problems(checker, tmp_path / "x.csv")[0]
    assert problems(checker, tmp_path / "none.yaml") == ["none.yaml:1: file: No such file or directory"]


def test_nothing_is_loaded_when_one_file_is_wrong(empty: Engine, tmp_path: Path) -> None:
    right = write_yaml(tmp_path / "a.yaml", issue())
    wrong = write_yaml(tmp_path / "b.yaml", issue(number=2, title=""))
    with pytest.raises(InvalidFile) as raised:
        load(empty, [right, wrong], folder=None)
    assert len(raised.value.problems) == 1
    with read_session(empty) as session:
        assert not any_issue(session)


def test_one_issue_twice_in_a_load_names_both_places(empty: Engine, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", issue(), issue(volume=5), issue())
    with pytest.raises(InvalidFile, match=r"x\.jsonl:3: number: issue 4\.1 stands in .*x\.jsonl:1 too"):
        load(empty, [path], folder=None)


def test_at_most_a_hundred_problems_are_told(empty: Engine, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", *[issue(title="") for _ in range(150)])
    with pytest.raises(InvalidFile) as raised:
        load(empty, [path], folder=None)
    assert len(raised.value.problems) == 100


def test_progress_is_told_for_both_passes(empty: Engine, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    path = write_lines(tmp_path / "x.jsonl", issue(), issue(volume=5))
    load(empty, [path], folder=None, progress=lambda *step: seen.append(step))
    assert seen == [("check", 1, None), ("check", 2, None), ("load", 1, 2), ("load", 2, 2)]


def test_a_headline_and_a_person_may_be_plain_words(empty: Engine, tmp_path: Path) -> None:
    plain = issue(developments=[development(1, "A", people=["Joe Biden"])])
    report = load(empty, [write_lines(tmp_path / "x.jsonl", plain)], folder=None)
    same = issue(developments=[development(1, "A", people=[{"name": "Joe Biden"}])])
    same["headlines"] = [{"text": line} for line in same["headlines"]]
    assert (
        load(empty, [write_lines(tmp_path / "x.jsonl", same)], folder=None).issues.unchanged
        == report.issues.created
        == 1
    )


def test_a_location_reads_as_a_path() -> None:
    assert key_path(("developments", 2, "amounts", 0, "currency")) == "developments[2].amounts[0].currency"
    assert Source(Path("a.jsonl"), 7).problem((), "x") == "a.jsonl:7: document: x"
