"""The codec: Whoosh's own queries, scorers and statistics over our segments, compared with plain counts of the documents."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import log
from pathlib import Path

import pytest
from whoosh.codec.base import EmptyCursor
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Phrase, Prefix, Query, Term
from whoosh.reading import TermNotFound

from search import Document
from search.analysis import Token, analyze_values, length
from search.backends.whoosh.codec.reading import ArrayCodec
from search.backends.whoosh.schema import text_field
from search.backends.whoosh.writing.writer import Writer
from search.fields import KEYWORD_FIELDS, TEXT_FIELDS
from tests.search.archive import development, seed_documents

B, K1 = 0.75, 1.2
"""Whoosh's defaults for BM25F."""
CHOSEN, DELETED = slice(171, 300), slice(15, 50)
"""The newer issues of the seed and some vocabulary entries; those of them that are removed or replaced."""
analyzed = cache(analyze_values)


@dataclass(frozen=True)
class State:
    """An index as it is opened, the documents in the order in which they were written, and which are deleted."""

    index: FileIndex
    written: Sequence[Document]
    deleted: frozenset[int] = field(default=frozenset())

    @property
    def live(self) -> list[Document]:
        return [document for at, document in enumerate(self.written) if at not in self.deleted]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> State:
    """The seed in one segment."""
    folder = tmp_path_factory.mktemp("built")
    writer = Writer(folder)
    documents = seed_documents()[CHOSEN]
    writer.build(documents)
    writer.commit()
    return State(opened(folder), documents)


@pytest.fixture(scope="module")
def replaced(built: State, tmp_path_factory: pytest.TempPathFactory) -> State:
    """The seed in two segments: some documents were removed, others replaced with changed text."""
    folder = tmp_path_factory.mktemp("replaced") / "index"
    shutil.copytree(built.index.storage.folder, folder)
    touched = built.written[DELETED]
    changed = [replace(d, text={**d.text, "title": ("A new alliance of rovers",)}) for d in touched[::2]]
    writer = Writer(folder)
    writer.replace(changed, [(d.kind, d.id) for d in touched[1::2]])
    writer.commit()
    return State(opened(folder), [*built.written, *changed], frozenset(range(len(built.written))[DELETED]))


@pytest.fixture(params=["built", "replaced"])
def state(request: pytest.FixtureRequest) -> State:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def opened(folder: Path) -> FileIndex:
    return FileStorage(str(folder)).open_index("MAIN")


def tokens(document: Document, name: str) -> list[Token]:
    return analyzed(document.text.get(name, ())) if document.entry else []


def texts(document: Document, name: str) -> list[str]:
    """What a document has in a field of the schema, as often as it has it."""
    if name in KEYWORD_FIELDS:
        return list(dict.fromkeys(document.keywords.get(name, ()))) if document.entry else []
    return [token.text for token in tokens(document, name.removeprefix("text_"))]


@dataclass(frozen=True)
class Case:
    """A query of Whoosh's, and what it means for a document."""

    query: Query
    holds: Callable[[Document], bool]


def term(name: str, text: str) -> Case:
    return Case(Term(name, text), lambda d: text in texts(d, name))


def some_term(query: Query, name: str, fits: Callable[[str], bool]) -> Case:
    return Case(query, lambda d: any(fits(text) for text in texts(d, name)))


def phrase(name: str, *words: str) -> Case:
    def holds(document: Document) -> bool:
        found = {(token.text, token.position) for token in tokens(document, name)}
        begins = [position for text, position in found if text == words[0]]
        return any(all((word, at + i) in found for i, word in enumerate(words)) for at in begins)

    return Case(Phrase(text_field(name), list(words)), holds)


def joined(query: type[Query], hold: Callable[[Iterable[bool]], bool], *cases: Case) -> Case:
    return Case(query([c.query for c in cases]), lambda d: hold(c.holds(d) for c in cases))


def other_than(case: Case) -> Case:
    return Case(Not(case.query), lambda d: not case.holds(d))


JAPAN, DEFENSE = term("text_summary", "japan"), term("topic", "defense")
CASES = {
    "term": JAPAN,
    "term-of-a-changed-field": term("text_title", "allianc"),
    "compound": term("text_summary", "indopacific"),
    "keyword": DEFENSE,
    "keyword-with-the-name-of-a-text-field": term("organization", "us-navy"),
    "and": joined(And, all, JAPAN, term("text_summary", "the"), term("text_summary", "in")),
    "and-of-text-and-keyword": joined(And, all, JAPAN, DEFENSE),
    "or": joined(Or, any, term("text_title", "space"), term("text_headline", "space"), DEFENSE),
    "not": other_than(JAPAN),
    "and-not": joined(And, all, DEFENSE, other_than(JAPAN)),
    "phrase": phrase("summary", "unit", "state"),
    "phrase-of-three": phrase("summary", "the", "unit", "state"),
    "phrase-in-a-field-of-several-values": phrase("organization", "unit", "state"),
    "phrase-beside-a-term": joined(And, all, phrase("summary", "prime", "minist"), JAPAN),
    "prefix": some_term(Prefix("text_summary", "sp"), "text_summary", lambda text: text.startswith("sp")),
    "prefix-of-keywords": some_term(Prefix("topic", "e"), "topic", lambda text: text.startswith("e")),
    "fuzzy": some_term(FuzzyTerm("text_title", "jbpan"), "text_title", "japan".__eq__),
    "every": Case(Every(), lambda _: True),
    "every-of-a-field": Case(Every("text_purpose"), lambda d: bool(texts(d, "text_purpose"))),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whoosh_hits_are_those_of_a_plain_count(case: Case, state: State) -> None:
    expected = sorted((d.kind, d.id) for d in state.live if case.holds(d))
    assert expected
    with state.index.searcher() as whoosh:
        assert sorted((hit["kind"], hit["id"]) for hit in whoosh.search(case.query, limit=None)) == expected


def test_terms_that_nothing_has_find_nothing(state: State) -> None:
    queries = (Term("text_title", "zeppelin"), Term("topic", "zz"), Phrase("text_title", ["japan", "zeppelin"]))
    with state.index.searcher() as whoosh:
        assert not any(whoosh.search(query) for query in queries)
        with pytest.raises(TermNotFound):
            whoosh.reader().term_info("text_title", b"zeppelin")


@pytest.mark.parametrize(("name", "text"), [("summary", "japan"), ("title", "allianc"), ("headline", "base")])
def test_scores_are_those_of_bm25f_over_plain_counts(name: str, text: str, state: State) -> None:
    lengths = [length(tokens(d, name)) for d in state.written]
    counts = [texts(d, text_field(name)).count(text) for d in state.written]
    rarity = log(len(counts) / (sum(map(bool, counts)) + 1)) + 1
    average = sum(lengths) / len(lengths)
    expected = {
        at: rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[at] / average))
        for at, count in enumerate(counts)
        if count and at not in state.deleted
    }
    with state.index.searcher() as whoosh:
        found = {hit.docnum: hit.score for hit in whoosh.search(Term(text_field(name), text), limit=None)}
        best = whoosh.search(Term(text_field(name), text), limit=1)[0].score
    assert found == pytest.approx(expected)
    assert best == pytest.approx(max(expected.values()))


def test_best_hits_are_the_same_whether_blocks_are_skipped_or_not(state: State) -> None:
    query = Or([Term("text_summary", text) for text in ("japan", "space", "minist", "unit")])
    with state.index.searcher() as whoosh:
        skipped = [hit.score for hit in whoosh.search(query, limit=5, optimize=True)]
        complete = [hit.score for hit in whoosh.search(query, limit=5, optimize=False)]
    assert skipped == pytest.approx(complete)


@pytest.mark.parametrize("name", ["text_title", "text_initiative", "organization", "topic"])
def test_term_statistics_are_those_of_a_plain_count(name: str, state: State) -> None:
    frequency = Counter(text for d in state.written for text in texts(d, name))
    documents = Counter(text for d in state.written for text in set(texts(d, name)))
    with state.index.reader() as reader:
        assert [text.decode() for text in reader.lexicon(name)] == sorted(frequency)
        assert {text: reader.frequency(name, text) for text in frequency} == frequency
        assert {text: reader.doc_frequency(name, text) for text in frequency} == documents
        assert reader.frequency(name, "zeppelin") == reader.doc_frequency(name, "zeppelin") == 0


def test_term_info_tells_bounds(state: State) -> None:
    counts = {at: n for at, d in enumerate(state.written) if (n := texts(d, "text_summary").count("japan"))}
    lengths = [length(tokens(state.written[at], "summary")) for at in counts]
    with state.index.reader() as reader:
        info = reader.term_info("text_summary", "japan")
        assert (info.min_length(), info.max_length()) == (min(lengths), max(lengths))
        assert (info.min_id(), info.max_id()) == (min(counts), max(counts))
        assert info.max_weight() == max(counts.values())
        info = reader.term_info("topic", "defense")
        assert (info.max_weight(), info.min_length(), info.max_length()) == (1, 0, 0)


def test_lengths_are_those_of_a_plain_count(state: State) -> None:
    with state.index.reader() as reader:
        for name in TEXT_FIELDS:
            lengths, told = [length(tokens(d, name)) for d in state.written], text_field(name)
            bounds = (reader.min_field_length(told), reader.max_field_length(told))
            assert [reader.doc_field_length(at, told) for at in range(len(lengths))] == lengths
            assert (reader.field_length(told), *bounds) == (sum(lengths), min(lengths), max(lengths))
        assert reader.doc_field_length(0, "topic", 7) == 7
        assert reader.field_length("topic") == reader.max_field_length("topic") == 0


def test_terms_of_all_fields_come_in_the_order_of_fields_and_bytes(state: State) -> None:
    names = sorted({*map(text_field, TEXT_FIELDS), *KEYWORD_FIELDS})
    expected = [(n, t.encode()) for n in names for t in sorted({t for d in state.written for t in texts(d, n)})]
    with state.index.reader() as reader:
        assert sorted(reader.indexed_field_names()) == names
        assert list(reader.all_terms()) == expected
        assert list(reader.terms_from("text_title", b"to")) == [t for t in expected if t >= ("text_title", b"to")]
        items = list(reader.iter_from("topic", b"e"))
        assert items[0][0] == next(t for t in expected if t >= ("topic", b"e"))
        assert all(info.weight() == reader.frequency(*term) for term, info in items)


def test_positions_are_those_of_the_analyzer(state: State) -> None:
    with state.index.searcher() as whoosh:
        for name, text in (("summary", "japan"), ("organization", "of"), ("headline", "base")):
            matcher = whoosh.postings(text_field(name), text)
            found = {}
            while matcher.is_active():
                found[matcher.id()] = matcher.value_as("positions")
                assert matcher.value_as("frequency") == matcher.weight() == len(found[matcher.id()])
                matcher.next()
            positions = {at: [t.position for t in tokens(state.written[at], name) if t.text == text] for at in found}
            assert found == positions


def test_keywords_have_no_positions_and_copied_matchers_a_place_of_their_own(built: State) -> None:
    with built.index.reader() as reader:
        matcher = reader.postings("topic", "defense")
        assert not matcher.supports("positions")
        assert matcher.value_as("frequency") == matcher.weight() == 1
        assert len(list(matcher.all_items())) == reader.doc_frequency("topic", "defense")
        matcher = reader.postings("text_summary", "japan")
        copied = matcher.copy()
        copied.skip_to(60)
        assert matcher.id() < 60 <= copied.id()
        assert copied.block_min_length() == matcher.block_min_length()


def test_cursor_walks_and_finds(built: State) -> None:
    expected = sorted({text for d in built.written for text in texts(d, "text_title")})
    with built.index.reader() as reader:
        cursor = reader.cursor("text_title")
        assert [cursor.first(), cursor.next(), cursor.text()] == [*expected[:2], expected[1]]
        assert cursor.find("spa") == "space"
        assert cursor.term_info().doc_frequency() == reader.doc_frequency("text_title", "space")
        assert cursor.find("\uffff") is None
        assert (cursor.is_valid(), cursor.text(), cursor.term_info(), cursor.next()) == (False, None, None, None)
        assert isinstance(reader.cursor("kind"), EmptyCursor)


def test_stored_fields_and_deletions_are_those_of_the_right_documents(state: State) -> None:
    stored = [{"kind": d.kind, "id": d.id, "label": d.label} for d in state.written]
    with state.index.reader() as reader:
        assert [reader.stored_fields(at) for at in range(reader.doc_count_all())] == stored
        assert list(reader.all_stored_fields()) == [row for at, row in enumerate(stored) if at not in state.deleted]
        assert (reader.doc_count(), reader.has_deletions()) == (len(state.live), bool(state.deleted))
        assert {at for at in range(reader.doc_count_all()) if reader.is_deleted(at)} == state.deleted
        assert len(list(reader.leaf_readers())) == (2 if state.deleted else 1)


def test_string_that_no_document_has_any_more_is_no_term(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.build([development("1.1-d1", title="rover", keywords={"topic": ("space",)}), development("1.1-d2")])
    writer.replace([development("1.1-d1", title="ship", keywords={"topic": ("sea",)})], [])
    writer.commit()
    with opened(tmp_path).reader() as reader:
        assert not reader.has_deletions()
        assert [*reader.lexicon("topic"), *reader.lexicon("text_title")] == [b"sea", b"a", b"ship", b"titl"]
        assert not any(term in reader for term in (("text_title", b"rover"), ("topic", b"space")))


def test_whoosh_writer_is_refused_and_ours_named(built: State, tmp_path: Path) -> None:
    index = opened(Path(shutil.copytree(built.index.storage.folder, tmp_path / "index")))
    codec = ArrayCodec()
    assert isinstance(codec.new_segment(index.storage, "MAIN").codec(), ArrayCodec)
    for write, given in ((index.writer, {"codec": codec}), (codec.postings_writer, {"dbfile": None})):
        with pytest.raises(NotImplementedError, match=r"writing\.writer\.Writer"):
            write(**given)
