"""Name keys, slugs, and how the words of a payer are read."""

import pytest

from api.names import name_key, nearest, slug_choices, slugify
from api.payers import Payer, payer_keys, payers

KNOWN = {
    "japan": Payer("japan", "Japan"),
    "united states": Payer("united-states", "United States"),
    "australia": Payer("australia", "Australia"),
    "ibm": Payer("ibm", "IBM"),
    "google": Payer("google", "Google"),
    "acquisition, technology and logistics agency": Payer("atla", "ATLA"),
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NASA", "nasa"),
        ("Leaders’ summit", "Leaders' summit"),
        ("ＮＡＳＡ", "NASA"),
        ("US  Steel ", "us steel"),
        ("“A”", '"a"'),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("People's Liberation Army", "peoples-liberation-army"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("  2+2 ", "2-2"),
        ("a" * 200, "a" * 80),
    ],
)
def test_slugs_are_plain(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_a_name_without_latin_letters_still_has_a_slug_of_its_own() -> None:
    assert slugify("防衛省") != slugify("外務省")
    assert slugify("防衛省").startswith("x-")
    assert len(set(slug_choices("防衛省"))) == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan", ["japan"]),
        ("Acquisition, Technology and Logistics Agency", ["atla"]),
        ("IBM and Google", ["ibm", "google"]),
        ("Japan, United States and Australia", ["japan", "united-states", "australia"]),
        ("IBM, Google, and the Consortium of firms", ["ibm", "google", "consortium-of-firms"]),
        ("Japan and private companies", ["japan-and-private-companies"]),
        ("Stock market investors", ["stock-market-investors"]),
        ("Japan, IBM and JAPAN", ["japan", "ibm"]),
    ],
)
def test_a_payer_is_one_name_or_a_list_of_known_ones(text: str, expected: list[str]) -> None:
    assert [payer.slug for payer in payers(text, KNOWN)] == expected


def test_unknown_words_are_their_own_label_and_a_leading_article_goes() -> None:
    assert payers("Japan and others", KNOWN) == (Payer("japan-and-others", "Japan and others"),)
    assert payers("IBM, Google and a group of firms", KNOWN)[-1] == Payer("group-of-firms", "group of firms")


def test_the_keys_to_look_up_hold_the_whole_and_the_parts() -> None:
    assert payer_keys("IBM and Google") == {"ibm and google", "ibm", "google"}


def test_the_nearest_word_is_offered_only_when_it_is_near() -> None:
    assert nearest("technolgy", ["technology", "space"]) == "technology"
    assert nearest("zzz", ["technology", "space"]) is None
