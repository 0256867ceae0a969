"""Amounts hold their promises on any text: evidence is exact, figures are whole, nothing raises."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.amounts import find_amounts
from ingest.extract.amounts.reading import MOST_SUMS
from ingest.extract.passages import LONGEST, Passage

WORDS = (
    "$5 $6 billion to - – and between or ¥43 trillion yen ( ) more than up to ~ about 1,000 .5 £3m won dollars a share per total of "
    "including earlier spent invest Japan US in for the another . , half a billion $7.5bn from plus"
).split()
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
SCALES = {"": 1, " thousand": 10**3, " million": 10**6, "bn": 10**9, " trillion": 10**12}


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=3))
def test_evidence_is_exactly_the_words_of_the_passage(pairs: list[tuple[str, str | None]]) -> None:
    passages = [Passage(text=text, headline=headline) for text, headline in pairs]
    found = find_amounts(passages)
    assert len(found) == len(passages)
    for passage, amounts in zip(passages, found, strict=True):
        for amount in amounts:
            evidence = amount.evidence
            source = passage.text if evidence.where == "text" else passage.headline or ""
            assert evidence.raw
            assert evidence.raw == source[evidence.start : evidence.end]


@given(TEXTS)
def test_every_amount_has_a_positive_figure_and_its_ends_in_order(text: str) -> None:
    for amount in find_amounts([Passage(text=text)])[0]:
        ends = [end for end in (amount.low, amount.high) if end is not None]
        assert ends
        assert min(ends) > 0
        assert ends == sorted(ends)


@given(st.integers(1, 10**6), st.sampled_from(sorted(SCALES)))
def test_a_formatted_amount_is_read_as_it_was(number: int, scale: str) -> None:
    for written in (f"{number:,}", str(number)):
        (amount,) = find_amounts([Passage(text=f"They pay ${written}{scale}, he said.")])[0]
        assert amount.low == amount.high == number * SCALES[scale]


@given(st.integers(0, 999), st.integers(0, 99))
def test_decimals_lose_nothing(whole: int, cents: int) -> None:
    found = find_amounts([Passage(text=f"It is ${whole}.{cents:02} billion.")])[0]
    assert sum(amount.low or 0 for amount in found) == whole * 10**9 + cents * 10**7


def test_only_so_much_of_a_text_is_read() -> None:
    assert find_amounts([Passage(text=" " * LONGEST + "$5")]) == [()]
    assert len(find_amounts([Passage(text="$5, $6. " * MOST_SUMS)])[0]) == MOST_SUMS
