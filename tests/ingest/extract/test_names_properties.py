"""What holds for any text: nothing fails, and evidence is exactly what is written."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.draft import Evidence
from ingest.extract import find_countries, find_names, find_topics
from ingest.extract.passages import Passage
from tests.ingest.extract.vocabulary_in_use import VOCABULARY

PIECES = [
    *"US Japan U.S. Korea Korean North the South Washington USS JS Georgia Quad 2+2 “2+2” MOFA ROK DICAS".split(),
    *"Kim Suzuki Kishida Biden Austin Minister Secretary PM Gen. President CEO of for and the , . ( ) - ' ’s & $".split(),
    *"Sample Inc. Ministry University Memorandum on exercise space cyber land sea air trilateral drone AbC (ABC)".split(),
    *"日米韓 日米 タイ 外務省 İ ß ﬁ é\u0301 \u00ad \u200b 🚀 ſ".split(),
    "People's Republic of China",
    "Prime Minister Fumio Kishida",
    "South China Sea",
    "\n",
    "\u00a0",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=24).flatmap(
    lambda pieces: st.sampled_from([" ", "", "-", ", "]).map(lambda gap: gap.join(pieces))
)
PASSAGES = st.builds(lambda text, headline: Passage(text=text, headline=headline), TEXTS, st.none() | TEXTS)


def proofs(passages: list[Passage]) -> Iterator[tuple[Passage, Evidence]]:
    for passage in passages:
        countries = find_countries(passage, VOCABULARY)
        for found in (*countries, *find_topics(passage, countries, VOCABULARY)):
            yield from ((passage, proof) for proof in found.evidence)
    for passage, names in zip(passages, find_names(passages, VOCABULARY), strict=True):
        for name in names:
            yield from ((passage, proof) for proof in name.evidence)


@settings(max_examples=60, deadline=None)
@given(st.lists(PASSAGES, min_size=1, max_size=3))
def test_evidence_is_what_is_written(passages: list[Passage]) -> None:
    for passage, proof in proofs(passages):
        text = passage.text if proof.where == "text" else passage.headline or ""
        assert (proof.raw is None) == (proof.start is None) == (proof.end is None)
        assert proof.raw is None or (proof.raw and proof.raw == text[proof.start : proof.end])
        assert 0 < proof.confidence <= 1
        assert proof.rule


@settings(max_examples=40, deadline=None)
@given(PASSAGES)
def test_nothing_is_found_twice(passage: Passage) -> None:
    countries = find_countries(passage, VOCABULARY)
    topics = find_topics(passage, countries, VOCABULARY)
    (names,) = find_names([passage], VOCABULARY)
    for keys in (
        [country.code for country in countries],
        [topic.slug for topic in topics],
        [(name.kind, name.slug) for name in names if name.slug],
        [(name.kind, name.name, name.role) for name in names if not name.slug],
    ):
        assert len(keys) == len(set(keys))


@settings(max_examples=40, deadline=None)
@given(PASSAGES)
def test_the_same_text_gives_the_same_answer(passage: Passage) -> None:
    assert find_names([passage], VOCABULARY) == find_names([passage], VOCABULARY)
    assert find_countries(passage, VOCABULARY) == find_countries(passage, VOCABULARY)
