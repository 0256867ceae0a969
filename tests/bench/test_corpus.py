"""The generated archive is the same every time, has the shape that it says, and is what the archive would make of it."""

from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

from api.database import make_engine, migrate, read_session
from api.indexing import all_issue_documents
from api.money import read_rates
from api.seeding import load
from api.seeding.format import IssuePart
from api.settings import SEED_DATA, Settings
from bench.corpus import SEED, Corpus, issues
from bench.corpus.documents import STAMP, issue_documents
from bench.corpus.words import invent
from tests.bench.corpora import SIZE, documents, forms


def test_the_same_seed_writes_the_same_archive_and_another_one_another() -> None:
    assert tuple(islice(issues(SIZE), 2)) == forms()[:2]
    assert next(issues(SIZE, SEED + 1)) != forms()[0]


def test_an_issue_has_five_headlines_and_five_developments_in_the_load_format() -> None:
    for form in forms():
        part = IssuePart.model_validate(form)
        assert len(part.headlines) == len(part.developments) == 5
    assert sum(len(form["developments"]) for form in forms()) == SIZE


def test_developments_have_the_stated_shape() -> None:
    found = [development for form in forms() for development in form["developments"]]
    lengths = [len(development["summary"].split()) for development in found]
    assert 100 < sum(lengths) / len(lengths) < 140
    assert 0.15 < sum(bool(development["amounts"]) for development in found) / len(found) < 0.35
    assert all(1 <= len(d["topics"]) <= 3 and 1 <= len(d["countries"]) <= 3 for d in found)
    assert all(10**5 <= amount["value"] <= 10**11 for d in found for amount in d["amounts"])


def test_words_fall_off_with_their_rank_and_publication_runs_through_thirty_years() -> None:
    words = Counter(w for form in forms() for d in form["developments"] for w in d["summary"].lower().split())
    counts = [count for _, count in words.most_common()]
    assert counts[0] > 5 * counts[20] > 5 * counts[200]
    years = {form["period"]["start"][:4] for form in forms()}
    assert min(years) == "1994"
    assert max(years) >= "2022"


def test_invented_words_are_all_different() -> None:
    assert len({invent(number) for number in range(2_000)}) == 2_000


def test_documents_are_those_that_the_archive_makes_of_the_same_file(tmp_path: Path) -> None:
    engine = make_engine(Settings(data_dir=tmp_path / "data"))
    migrate(engine)
    load(engine, [Corpus(5).write(tmp_path / "issues.jsonl")])
    with read_session(engine) as session:
        stored = list(all_issue_documents(session, read_rates(SEED_DATA / "exchange_rates.yaml")))
    engine.dispose()
    made = list(issue_documents(next(issues(5))))
    assert [_undated(document) for document in stored] == [_undated(document) for document in made]


def _undated(document):  # type: ignore[no-untyped-def]
    """A document without the moment of its writing."""
    moment = document.rendered.partition(b'"updated_at":"')[2].partition(b'"')[0]
    return replace(document, updated_at=STAMP.updated_at, rendered=document.rendered.replace(moment, b""))


def test_developments_render_to_about_two_kilobytes() -> None:
    sizes = [len(document.rendered) for document in documents() if document.kind == "development"]
    assert 1_500 < sum(sizes) / len(sizes) < 3_000
