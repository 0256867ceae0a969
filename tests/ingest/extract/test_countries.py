"""Which countries a sentence names, and which it only seems to."""

from typing import Any

import pytest
import yaml

from ingest.draft import FoundCountry
from ingest.extract import find_countries
from ingest.extract.passages import Passage
from tests.ingest.extract.vocabulary_in_use import SEED_DATA, VOCABULARY

# text → countries named in it, beside the two allies; a lower-case "us" or "jp" says that the ally is named and not implied
SENTENCES = {
    # names, adjectives, acronyms, governments
    "Canada and New Zealand signed.": "CA NZ",
    "An American delegation left.": "us",
    "Japanese growers protested.": "jp",
    "U.S. and Japan's teams met.": "us jp",
    "The USA won.": "us",
    "Filipino, French and Australian sailors met.": "PH FR AU",
    "Manila, Canberra and London agree.": "PH AU GB",
    "Washington and Tokyo agree.": "us jp",
    "Washington, D.C. was cold.": "us",
    "DC was cold.": "us",
    "The Kremlin answered the UK.": "RU GB",
    "PRC, DPRK and ROK ships passed.": "CN KP KR",
    "Turkey sent a turkey.": "TR",
    "S. Korea imports fish.": "KR",
    "Gaza needs help.": "PS",
    "A plant in Taiwan opened.": "TW",
    "Kyiv thanked Oslo.": "UA NO",
    # compounds
    "A US-Japan-Korea drill began.": "us jp KR",
    "ROK-US-Japan talks began.": "us jp KR",
    "A US–Japan–Philippines plan exists.": "us jp PH",
    "A US/Japan/Australia plan exists.": "us jp AU",
    "Sino-Russian ties grew.": "CN RU",
    "Franco-British ties grew.": "FR GB",
    "The two Koreas talk.": "KR KP",
    # which Korea
    "Korean shipyards are busy.": "KR",
    "North Korea tested, Korean state media cheered.": "KP",
    "Japan and Korea watch North Korea.": "jp KR KP",
    "Seoul protested when the North fired.": "KR KP",
    "The North is cold.": "",
    "North Korea watched the North Pacific.": "KP",
    # waters and regions
    "The South China Sea and the East China Sea are calm.": "",
    "The East and South China Seas are calm.": "",
    "Drills took place in the Sea of Japan and the Philippine Sea.": "",
    "A ship crossed the Taiwan Strait.": "",
    "The Indo-Pacific stays open, and the Indian Ocean too.": "",
    "Peace on the Korean Peninsula matters.": "",
    "The Gulf of Mexico is warm.": "",
    "The Global South listens.": "",
    "Latin America and the Americas trade.": "",
    # states and towns
    "A base in Georgia and a plant in Indiana closed.": "",
    "Georgia and Tbilisi protest.": "GE",
    "A base in New Mexico closed.": "",
    "Panama City, Florida rebuilt.": "",
    "Senators Sample (TN), Example (MD) and Invented (D-PA) wrote.": "",
    "A clinic in Austin, TX opened.": "",
    "China Lake tested a rocket.": "",
    # Washington and other capitals that stand for no government
    "The University of Washington taught.": "",
    "George Washington was tall.": "",
    "The Washington Declaration holds.": "",
    "They dined in Little Washington.": "",
    "The Washington Post reported.": "",
    "The University of Tokyo taught.": "",
    "The Paris Agreement holds.": "",
    "Brussels, Geneva and Vienna hosted talks.": "",
    # ships
    "USS Indianapolis sailed.": "",
    "USS George Washington and USS America sailed.": "",
    "The carrier George Washington sailed.": "",
    "HMAS Canberra and HMS Prince of Wales sailed.": "",
    "JS Izumo sailed.": "",
    "ROKS Example sailed.": "",
    # companies
    "GE and US Steel invest.": "",
    "Bank of America, Nippon Life and Korea Zinc invest.": "",
    "China Mobile and Air India expand.": "",
    "China Example Holdings expands.": "",
    "A British chip designer expands.": "GB",
    # the language
    "English scholarships and an English test were offered.": "",
    "Pupils learn English and Japanese.": "jp",
    "The English fleet sailed.": "GB",
    # countries seldom in the news
    "A rover from Luxembourg and a Kuwaiti port opened.": "LU KW",
    "Greek and Nigerian crews trained off Oman.": "GR NG OM",
    "The Gulf of Oman is calm.": "",
    # names that contain a country
    "Chinese Taipei came.": "TW",
    "The Republic of China came.": "TW",
    "The People's Republic of China came.": "CN",
    "Papua New Guinea and American Samoa came.": "PG AS",
    "Northern Ireland came.": "GB",
    "Korean War veterans came.": "",
    "Japanese Americans came.": "us",
    "A Korean American came.": "us",
    "It is written in English.": "",
    "English teachers came.": "",
    "It costs US$5 or six US dollars.": "",
    "CONTACT US and JOIN US.": "",
    "DC power lines fell.": "",
    "Swiss cheese sells.": "",
    "The Marshall Plan worked.": "",
    # words that only look like codes
    "AI, PM, IT and TV are words.": "",
    "It was in an IN tray at MIT, or so ISR and MDA say.": "",
    "Join us in may or can it.": "",
    # leaders act for their country, bodies and places only hint
    "Xi Jinping called Vladimir Putin.": "CN RU",
    "Kim Jong-un watched.": "KP",
    "Park Jin spoke.": "KR",
    "TSMC expands.": "",
    "A camp in Busan closed.": "",
    "The Shangri-La Dialogue ended.": "",
    # Japanese
    "日米韓の首脳が会談した。": "us jp KR",
    "日米豪加が協力する。": "us jp AU CA",
    "タイミングが悪い。": "",
    "タイは暑い。": "TH",
    "インドネシアは遠い。": "ID",
    "インド太平洋と南シナ海。": "",
    "中国地方の中国電力。": "",
    "米国と日本。": "us jp",
    "スタイルとタイヤ。": "",
}


def shown(found: tuple[FoundCountry, ...]) -> str:
    """Codes as the table writes them."""
    allies = [country.code.lower() for country in found[:2] if not country.implied]
    return " ".join([*allies, *(country.code for country in found[2:])])


@pytest.mark.parametrize("text", SENTENCES)
def test_countries_are_those_that_a_sentence_names(text: str) -> None:
    found = find_countries(Passage(text=text), VOCABULARY)
    assert [country.code for country in found[:2]] == ["US", "JP"]
    assert sorted(shown(found).split()) == sorted(SENTENCES[text].split())


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("The Pentagon and Okinawa's governor spoke.", {"US": ["Pentagon"], "JP": ["Okinawa"]}),
        ("USS Example called at Sasebo.", {"US": ["USS Example"], "JP": ["Sasebo"]}),
        ("Lloyd Austin met Minoru Kihara.", {"US": ["Lloyd Austin"], "JP": ["Minoru Kihara"]}),
        ("Nothing is said.", {"US": [None], "JP": [None]}),
    ],
    ids=["bodies and places", "ship and port", "persons", "nobody"],
)
def test_an_ally_that_only_acts_is_implied_with_what_points_to_it(text: str, raws: dict[str, list[str | None]]) -> None:
    found = find_countries(Passage(text=text), VOCABULARY)
    assert all(country.implied for country in found)
    assert {country.code: list(dict.fromkeys(proof.raw for proof in country.evidence)) for country in found} == raws


def test_third_countries_follow_by_first_mention() -> None:
    found = find_countries(Passage(text="Fiji, Canada, then Fiji and Chile.", headline="Peru speaks"), VOCABULARY)
    assert [country.code for country in found[2:]] == ["FJ", "CA", "CL", "PE"]


def test_the_headline_is_evidence_of_its_own() -> None:
    found = find_countries(Passage(text="They spoke.", headline="Canada comes"), VOCABULARY)
    proof = found[2].evidence[0]
    assert (proof.where, proof.raw, proof.start, proof.end) == ("headline", "Canada", 0, 6)


def test_a_small_group_in_the_headline_brings_its_members() -> None:
    text = "The four leaders of the Quad spoke."
    assert [country.code for country in find_countries(Passage(text=text), VOCABULARY)] == ["US", "JP"]
    found = find_countries(Passage(text=text, headline="Quad opens a fund"), VOCABULARY)
    assert {country.code for country in found} == {"US", "JP", "AU", "IN"}
    big = find_countries(Passage(text=text, headline="G7 opens a fund"), VOCABULARY)
    assert [country.code for country in big] == ["US", "JP"]


def test_an_empty_passage_concerns_nobody() -> None:
    assert find_countries(Passage(text=" \n"), VOCABULARY) == ()


def false_friends() -> list[dict[str, Any]]:
    files = [
        yaml.load((SEED_DATA / name).read_text("utf-8"), yaml.CSafeLoader)
        for name in ("countries.yaml", "reading.yaml")
    ]
    listed = [row for rows in files[0]["false_friends"].values() for row in rows] + files[1]["false_friends"]
    return [row for row in listed if not row.get("pattern")]


@pytest.mark.parametrize("row", false_friends(), ids=lambda row: row["text"])
def test_no_false_friend_names_a_country(row: dict[str, Any]) -> None:
    found = find_countries(Passage(text=f"They saw {row['text']} there."), VOCABULARY)
    named = {country.code for country in found if not country.implied}
    hinted = {country.code for country in found if country.evidence[0].raw}
    assert named == (set(row.get("gives", ())) if row.get("direct") else set())
    assert set(row.get("gives", ())) & {"US", "JP"} <= hinted
