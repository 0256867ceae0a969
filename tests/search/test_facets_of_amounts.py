"""Facets of payers and bands: their values are those of amounts, and so are their sums, in every engine."""

import pytest

from search import ISSUE, AmountFilter, Document, Facet, Filters, Money, SearchQuery, Snapshot, Sort
from tests.search.archive import development, exactly, usd
from tests.search.conftest import Build
from tests.search.test_facets import M, facet


@pytest.fixture(scope="module")
def paid(build: Build) -> Snapshot:
    """Two developments in which several pay, one amount together, one that no sum takes, and one without dollars."""
    documents = [
        development(
            "1.1-d1", amounts=(exactly(3000 * M, payers=("microsoft",)), exactly(690 * M, payers=("google",)), usd(M))
        ),
        development(
            "1.1-d2",
            amounts=(
                exactly(20 * M, payers=("google", "ibm")),
                exactly(2000 * M, counted=False, payers=("google",)),
                Money("KRW", 9, 9, None, None, payers=("ibm",)),
            ),
        ),
    ]
    return build(documents).snapshot()


def amounts(**asked: object) -> SearchQuery:
    return SearchQuery(filters=Filters(amount=AmountFilter(**asked)))  # type: ignore[arg-type]


def sums(found: Facet) -> dict[str, tuple[int, int | None, int]]:
    return {bucket.value: (bucket.count, bucket.usd_sum, bucket.unconverted) for bucket in found.buckets}


def test_a_bucket_of_a_payer_adds_up_what_that_one_pays(paid: Snapshot) -> None:
    found = facet(paid, SearchQuery(), "payer")
    assert sums(found) == {"google": (2, 710 * M, 0), "microsoft": (1, 3000 * M, 0), "ibm": (1, 20 * M, 1)}
    assert (found.distinct_count, found.distinct_usd_sum) == (2, 3710 * M)  # what is paid together once, by nobody not


def test_a_band_adds_up_the_amounts_in_it(paid: Snapshot) -> None:
    found = facet(paid, SearchQuery(), "usd_band")
    assert sums(found) == {
        "1bn_10bn": (2, 3000 * M, 0),
        "100m_1bn": (1, 690 * M, 0),
        "10m_100m": (1, 20 * M, 0),
        "1m_10m": (1, M, 0),
    }


def test_a_payer_pays_the_amount_that_the_other_conditions_ask_for(paid: Snapshot) -> None:
    assert paid.search(amounts(payers=("google",), usd_min=1000 * M)).total == 1
    assert paid.search(amounts(payers=("google",), usd_min=3000 * M)).total == 0
    assert paid.search(amounts(payers=("google", "microsoft"), usd_min=3000 * M)).total == 1
    assert paid.search(amounts(payers=("ibm",), currencies=("KRW",))).total == 1
    assert paid.search(amounts(payers=("ibm",), currencies=("USD",), usd_max=M)).total == 0
    assert paid.search(amounts(payers=("ibm",), present=False)).total == 0


@pytest.mark.parametrize(
    ("name", "asked", "buckets"),
    [
        ("payer", {"usd_min": 1000 * M}, {"microsoft": (1, 3000 * M, 0), "google": (1, 20 * M, 0)}),
        ("payer", {"payers": ("ibm",), "currencies": ("KRW",)}, {"ibm": (1, 20 * M, 1)}),
        ("usd_band", {"payers": ("ibm",)}, {"10m_100m": (1, 20 * M, 0)}),
        ("usd_band", {"usd_min": 1, "currencies": ("KRW",)}, {}),
    ],
)
def test_other_conditions_on_amounts_say_who_is_in_a_bucket(
    paid: Snapshot, name: str, asked: dict[str, object], buckets: dict[str, tuple[int, int | None, int]]
) -> None:
    assert sums(facet(paid, amounts(**asked), name)) == buckets


def test_the_bucket_of_the_payer_asked_for_is_selected(paid: Snapshot) -> None:
    found = facet(paid, amounts(payers=("ibm",)), "payer")
    assert {bucket.value: bucket.selected for bucket in found.buckets} == {
        "google": False,
        "microsoft": False,
        "ibm": True,
    }


def test_money_that_an_issue_carries_for_sorting_is_in_no_bucket(build: Build) -> None:
    own = (exactly(M, payers=("ibm",)),)
    issue = Document(
        kind=ISSUE,
        id="1.1",
        label="Summit",
        rendered=b'{"title": "Summit"}',
        entry=True,
        amounts=own,
        text={"title": ("Summit",)},
    )
    snapshot = build([issue, development("1.1-d1", title="Chips", amounts=own)]).snapshot()
    for q, count in (("summit", 0), ("chips", 1)):
        query = SearchQuery(q=q, kinds=(ISSUE,), sort=Sort.RELEVANCE)
        assert [b.count for b in facet(snapshot, query, "payer").buckets] == [count] * count


def test_payers_counted_beside_other_facets_are_those_counted_alone(build: Build) -> None:
    few = development("1.1-d1", title="Moon", amounts=(exactly(2 * M, payers=("ibm",)), exactly(M, payers=("nec",))))
    others = [development(f"2.1-d{at}", title="Sea", amounts=(exactly(M, payers=("nec",)),)) for at in range(1, 90)]
    snapshot = build([few, *others]).snapshot()
    query = SearchQuery(q="moon", facets=("topic", "country", "payer", "usd_band"))
    found = snapshot.search(query).facets
    assert sums(found["payer"]) == {"ibm": (1, 2 * M, 0), "nec": (1, M, 0)}
    assert found == {name: facet(snapshot, query, name) for name in query.facets}
