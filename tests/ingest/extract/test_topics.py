"""Which topics a sentence points to, and which words only seem to."""

import pytest

from ingest.extract import find_countries, find_topics
from ingest.extract.passages import Passage
from tests.ingest.extract.vocabulary_in_use import VOCABULARY


def topics(text: str, headline: str | None = None) -> list[str]:
    passage = Passage(text=text, headline=headline)
    return [topic.slug for topic in find_topics(passage, find_countries(passage, VOCABULARY), VOCABULARY)]


# text → topics that must be found and, after a bar, topics that must not
SENTENCES = {
    "Two destroyers trained with the Marines.": "defense | economic space trilateral",
    "Missile defense and deterrence were discussed.": "defense | space",
    "The exchange of fire at the base was an exercise of the squadron.": "defense | economic",
    "Tariffs on chips fall and a factory opens.": "economic | defense space",
    "JBIC invests in a joint venture.": "economic | defense",
    "A takeover of the maker was approved.": "economic | defense",
    "Energy security and economic security were discussed.": "economic energy | defense",
    "NASA and JAXA send an astronaut to the Moon.": "space | defense economic",
    "A lunar rover needs a launch vehicle.": "space | economic",
    "Quasi-Zenith satellites orbit.": "space | trilateral",
    # inventories of domains, in any order and wording
    "The drill covers land, sea, air, cyber and space.": "defense | space cyber",
    "The drill covers space, cyber, and the electromagnetic spectrum.": "defense | space cyber",
    "The drill covers air, sea, space, land and cyberspace.": "defense | space cyber",
    "The drill spans domains from land and sea to cyber and space.": "defense | space cyber",
    "The drill spans cyber, space and information.": "defense | space cyber",
    "The drill spans ground, maritime and air as well as space.": "defense | space",
    "A drill was followed by space and cyber talks.": "defense | space",
    "Office space is dear, and airspace is closed to warships.": "defense | space",
    "President Moon spoke of missiles.": "defense | space",
    "A spy satellite flew, missiles followed.": "defense | space",
    # acting together
    "The US, Japan and South Korea held a meeting.": "trilateral | space",
    "Washington, Tokyo and Canberra opened a fund.": "trilateral |",
    "Trilateral talks with the Philippines began.": "trilateral |",
    "A US-Japan-India plan exists.": "trilateral |",
    "日米韓の首脳が会談した。": "trilateral |",
    "The US Coast Guard, Japan Coast Guard, and Philippine Coast Guard trained.": "trilateral defense |",
    "The Air Force, JASDF, and Australia’s RAAF dropped toys.": "trilateral defense |",
    "Biden, Kishida and S. Korea’s Yoon met.": "trilateral |",
    "Three defense chiefs met in Darwin, Australia.": "trilateral |",
    "Japan and the Philippine Air Force trained.": "defense | trilateral",
    "Japan’s MSDF and the Royal Australian Navy trained.": "defense | trilateral",
    "Biden, Kishida and Xi spoke.": "| trilateral",
    # a sum of money is told of in every topic
    "A destroyer costs $3 million, or 400 million yen, and shells $2 million.": "defense | economic",
    "Artemis cost 18 billion yen; the Soviet Union and the European Union flew too.": "space | economic",
    "The yen and the currency fell.": "economic |",
    "The three countries met; Manila was the host.": "trilateral |",
    # mere mention, objects, targets, forums
    "The US and Japan discussed China and North Korea.": "| trilateral",
    "The US, Japan and China were named in a report.": "| trilateral",
    "The US, Japan and China were named in a report from Canada.": "| trilateral",
    "Missiles threaten Japan, the US and South Korea.": "defense | trilateral",
    "Moscow placed sanctions on the US, Japan and Canada.": "economic | trilateral",
    "The missile flew over Japan. South Korea watched with the US Navy.": "defense | trilateral",
    "Trilateral ties of Russia, China and North Korea worry Tokyo.": "| trilateral",
    "The Trilateral Commission met in Canada.": "| trilateral",
    "A quad bike from Canada crashed.": "| trilateral",
    "AUKUS trilateral work in Australia on submarines goes on.": "defense | trilateral",
    "Japan-China-ROK talks ended in Seoul.": "| trilateral",
    "The US, Japan, Canada, Chile, Peru and Mexico joined.": "| trilateral",
    # look-alikes
    "The attorney general and the consul general in general agree on tariffs.": "economic | defense",
    "General Motors, General Electric and US Steel invest.": "economic | defense",
    "The exclusive economic zone was entered by warships.": "defense | economic",
    "Foreign military sales of Tomahawks were approved.": "defense | economic",
    "The Acquisition, Technology and Logistics Agency bought drones.": "defense | economic technology",
    "A firm response came from the Navy.": "defense | economic",
    "The nuclear umbrella and nuclear weapons were discussed.": "defense | energy",
    "The Security Council met on tariffs.": "economic | defense",
    "Social security and food security need tariffs.": "economic | defense",
    "A river bank and West Bank towns saw troops.": "defense | economic",
    # the further topics
    "A quantum computer and artificial intelligence need chips.": "technology economic |",
    "Hydrogen, LNG and offshore wind were on the table.": "energy |",
    "Hackers used ransomware.": "cyber | space",
    "A joint statement followed the state visit.": "diplomacy |",
    "A scholarship and student exchange began.": "people |",
    "自衛隊と米軍が共同訓練を行った。": "defense | economic",
    "月面探査のため宇宙飛行士が訓練した。": "space |",
    "半導体の供給網と関税。": "economic |",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_points_to_its_topics(text: str) -> None:
    wanted, _, unwanted = SENTENCES[text].partition("|")
    found = set(topics(text))
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found


def test_an_acronym_counts_in_its_capitals_only() -> None:
    assert "economic" in topics("SWIFT cut them off from tariffs.")
    assert topics("A swift answer came.") == []


def test_the_headline_counts_more_than_the_text() -> None:
    text = "Tariffs, a factory and a merger were discussed."
    assert topics(text)[0] == "economic"
    assert topics(text, "Navy, Marines and Air Force train")[0] == "defense"


def test_a_headline_of_three_makes_trilateral_the_main_topic() -> None:
    text = "Destroyers and submarines of all three trained with the Marines."
    assert topics(text, "US, Japan and Australia drill")[0] == "trilateral"


def test_what_is_said_once_in_a_long_text_about_another_thing_is_no_topic() -> None:
    words = (
        "destroyers, submarines, frigates, warships, missiles, drones, troops, Marines, Navy, Army, Ospreys, Tomahawks"
    )
    assert topics(f"{words}, interceptors, railguns and an investor.", "Navy drill with destroyers") == ["defense"]


def test_the_likeliest_topic_is_proposed_where_little_is_said() -> None:
    assert topics("They spoke about security.") == ["defense"]


def test_nothing_is_proposed_for_nothing() -> None:
    assert topics("") == [] == topics("They met and ate.")


def test_evidence_gives_each_term_once_for_text_and_headline() -> None:
    passage = Passage(text="Tariffs fall. Tariffs rise.", headline="Tariffs")
    (topic,) = find_topics(passage, (), VOCABULARY)
    assert [(proof.where, proof.raw, proof.start) for proof in topic.evidence] == [
        ("headline", "Tariffs", 0),
        ("text", "Tariffs", 0),
    ]
