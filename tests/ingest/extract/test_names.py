"""Which organizations, persons and initiatives a text names, in which role, and whom it leaves open."""

from datetime import date

import pytest

from ingest.draft import FoundName
from ingest.extract import find_names
from ingest.extract.passages import Passage
from ingest.vocabulary import KnownName, Office, Vocabulary
from tests.ingest.extract.vocabulary_in_use import VOCABULARY


def found(*texts: str, vocabulary: Vocabulary = VOCABULARY, on: date | None = None) -> list[tuple[FoundName, ...]]:
    return find_names([Passage(text=text) for text in texts], vocabulary, on)


def shown(names: tuple[FoundName, ...]) -> list[str]:
    """Known names by slug, new ones by name after a plus, each with its role."""
    return sorted((name.slug or f"+{name.name}") + (f" ({name.role})" if name.role else "") for name in names)


# text → names found, separated by "; "
SENTENCES = {
    # organizations and initiatives by name, alias and acronym
    "The State Department and METI met.": "us-department-of-state; meti",
    "DICAS and the S&TF met.": "dicas; systems-and-technology-forum",
    "The DoD wrote to MoFA.": "us-department-of-defense; mofa-japan",
    "Nvidia and Arm Holdings grow.": "nvidia; arm-holdings",
    "The U.S. Navy sailed.": "us-navy",
    "The 7th Fleet and III MEF trained in Yama Sakura 85.": "us-7th-fleet; iii-mef; yama-sakura",
    "The forum on defense industrial cooperation, acquisition, and sustainment met.": "dicas",
    "Orient Shield 23 and Keen Sword ended.": "orient-shield; keen-sword",
    "Exercise Iron Fist began.": "iron-fist",
    "The arm of a swift quad has an iron fist.": "",
    "Every plan of the army is an intel matter.": "",
    # two plus two
    "The 2+2 met.": "scc",
    "The “2+2” met.": "scc",
    "The ‘2+2 met.": "scc",
    "The Economic “2+2” met.": "epcc",
    "The Economic 2+2 and the 2+2 met.": "epcc; scc",
    "A Japan-Philippines 2+2 met.": "+Japan-Philippines 2+2",
    "A 2+2 with Australia met.": "+2+2 with Australia",
    # whose body it is
    "MOFA protested.": "mofa-japan",
    "ROK MOFA protested.": "mofa-south-korea",
    "South Korea's MOFA protested.": "mofa-south-korea",
    "Seoul's MOFA protested.": "mofa-south-korea",
    "The Japanese coast guard sailed.": "japan-coast-guard",
    "The Philippines' Coast Guard sailed.": "philippine-coast-guard",
    "South Korea's Coast Guard sailed.": "+South Korea's Coast Guard",
    "The US Coast Guard sailed.": "us-coast-guard",
    "Australia's MOFA protested.": "+Australia's MOFA",
    # new organizations
    "Sample Robotics Inc. grows.": "+Sample Robotics Inc",
    "Sample Bank Corporation grows.": "+Sample Bank Corporation",
    "The Ministry of Land, Infrastructure, Transport and Tourism wrote.": "+Ministry of Land, Infrastructure, Transport and Tourism",
    "The University of Sample and the Space Example Agency wrote.": "+University of Sample; +Space Example Agency",
    "Japan's Ministry of Sample Affairs wrote.": "+Ministry of Sample Affairs",
    "A university and an agency wrote.": "",
    "The Japan-America Society of Ohio and the US-Canada Council met.": "+Japan-America Society of Ohio; +US-Canada Council",
    "The New Zealand Defence Force and the Hawaii Air National Guard trained.": "+New Zealand Defence Force; +Hawaii Air National Guard",
    "Example Aerospace and Sample Heavy Industries grow.": "+Example Aerospace; +Sample Heavy Industries",
    "Ohio-based Graphwell and the brewer Yanagi grow.": "+Graphwell; +Yanagi",
    "A startup called Quantum Lotus grew on Monday.": "+Quantum Lotus",
    "The firm Monday and the company President left.": "",
    "Crews of VMFA-999 flew an F-35 and two MV-22.": "+VMFA-999",
    # names that any reader knows
    "NATO and the IAEA met; Toyota and SK hynix sold.": "+NATO; +IAEA; +Toyota; +SK hynix",
    "Mizuho Ventures bought; a river named Asahi River rose.": "+Mizuho Ventures",
    "NATO chief Ann Sample flew.": "+Ann Sample (NATO chief); +NATO",
    # the home country's bodies, where they stand alone
    "Congress paid the Marines and the Air Force.": "us-congress; us-marine-corps; us-air-force",
    "Navy Pier and the Salvation Army are old.": "+Salvation Army",
    "Manila's Navy sailed.": "+Manila's Navy",
    # a seat of government is a place, or who governs
    "They met at the White House.": "",
    "The White House answered.": "white-house",
    # new initiatives
    "They left Northern Lantern 25, the largest drill so far.": "+Northern Lantern",
    "They left Northern Lantern 25, a quiet town.": "",
    "The Harbor Working Group and the Reef Consultative Group met.": "+Harbor Working Group; +Reef Consultative Group",
    "AUKUS, ASEAN and RIMPAC go on.": "+AUKUS; +ASEAN; +RIMPAC",
    "They signed a Memorandum on Seabed Mapping.": "+Memorandum on Seabed Mapping",
    "They joined the exercise Bright Harbor.": "+Bright Harbor",
    "They joined the Northern Lantern drill.": "+Northern Lantern",
    "They opened the Blue Harbor Initiative.": "+Blue Harbor Initiative",
    "A US-Japan Summit and a Japanese exercise are planned.": "",
    # persons by full name
    "Yoko Kamikawa spoke.": "yoko-kamikawa",
    "Kamikawa Yoko spoke.": "yoko-kamikawa",
    "Lloyd P. Austin spoke.": "lloyd-austin",
    "Joseph R. Biden Jr. spoke.": "joe-biden",
    "Prime Minister Fumio Kishida spoke.": "fumio-kishida (Prime Minister)",
    "Japanese Foreign Minister Yoshimasa Hayashi spoke.": "yoshimasa-hayashi (Japanese Foreign Minister)",
    "Deputy Secretary of State Kurt Campbell spoke.": "kurt-campbell (Deputy Secretary of State)",
    "The former Prime Minister Shinzo Abe spoke.": "shinzo-abe (former Prime Minister)",
    "NASA Administrator Bill Nelson spoke.": "bill-nelson (NASA Administrator); nasa",
    "US Trade Representative Katherine Tai spoke.": "katherine-tai (US Trade Representative)",
    "Yasukazu Hamada, Japan's defense minister since August, spoke.": "yasukazu-hamada (Japan's defense minister)",
    "Rahm Emanuel (US Ambassador to Japan) spoke.": "rahm-emanuel (US Ambassador to Japan)",
    "Linda Thomas-Greenfield spoke with Cho Hyun-dong.": "linda-thomas-greenfield; cho-hyun-dong",
    "Senator Bill Hagerty (R-TN) spoke.": "bill-hagerty (Senator)",
    "Yoshimasa Hayashi, Defense Minister Minoru Kihara and others spoke.": "yoshimasa-hayashi; minoru-kihara (Defense Minister)",
    # persons by office and surname
    "PM Kishida spoke.": "fumio-kishida (PM)",
    "President Biden spoke.": "joe-biden (President)",
    "Secretary Austin spoke.": "lloyd-austin (Secretary)",
    "Chinese President Xi spoke.": "xi-jinping (Chinese President)",
    "President Yoon spoke.": "yoon-suk-yeol (President)",
    "Ambassador Emanuel spoke.": "rahm-emanuel (Ambassador)",
    "Admiral Aquilino spoke.": "john-aquilino (Admiral)",
    # the office's country speaks against the only bearer
    "Secretary of State Kishida spoke.": "+Kishida (Secretary of State)",
    "British Prime Minister Kishida spoke.": "+Kishida (British Prime Minister)",
    # collisions: nobody is taken for another
    "Finance Minister Suzuki spoke.": "+Suzuki (Finance Minister)",
    "Minister Suzuki met Vice Minister Suzuki.": "+Suzuki (Minister); +Suzuki (Vice Minister)",
    "Defense Minister Kishi met Prime Minister Kishida.": "+Kishi (Defense Minister); fumio-kishida (Prime Minister)",
    "Kim spoke, and Suzuki and Mori spoke.": "",
    "Minister Kim spoke.": "+Kim (Minister)",
    "Kim Jong Un and Kim Sung-han differ, said Kim.": "kim-jong-un; kim-sung-han",
    "Minoru Kihara called.": "minoru-kihara",
    # surnames alone
    "Kishida spoke with Biden.": "fumio-kishida; joe-biden",
    "The Biden-Kishida summit ended.": "fumio-kishida; joe-biden",
    "Cotton grows in Austin, Texas, in a park.": "",
    "Hunter Biden spoke of Suzuki Motor Corporation.": "+Suzuki Motor Corporation",
    # not persons
    "The USS Ronald Reagan and the carrier George Washington sailed.": "",
    "The USS John Example sailed.": "",
    "A Biden-era rule ended.": "",
    "The Biden administration and the Kishida cabinet ended.": "",
    "The Biden era ended.": "",
    "Mineta Ambassadors travel.": "mineta-ambassadors",
    # strangers, by given name, work or form
    "Norman Sample and Ichiro Example spoke.": "+Norman Sample; +Ichiro Example",
    "Designer Ubba Sample met the slugger Qix Example.": "+Ubba Sample; +Qix Example",
    "Runner-up Ichiro Sample spoke.": "+Ichiro Sample",
    "Pok Sam-pul and Han Ex-am spoke.": "+Pok Sam-pul; +Han Ex-am",
    "Henry Island, Ford Island and Madison Square are places.": "",
    "The founder Monday met official Japan.": "",
    "Prime Minister Sample spoke; Sample's aides left.": "+Sample (Prime Minister)",
    "Prime Minister Sample spoke; then Sample left.": "+Sample (Prime Minister)",
    # new persons
    "Defense Minister Taro Example spoke.": "+Taro Example (Defense Minister)",
    "Lt. Gen. Maria Invented spoke.": "+Maria Invented (Lt. Gen.)",
    "Hanako Sample, CEO of Sample Robotics Inc., spoke.": "+Hanako Sample (CEO of Sample Robotics Inc); +Sample Robotics Inc",
    "South Korean Foreign Minister Ban Sam-pul spoke.": "+Ban Sam-pul (South Korean Foreign Minister)",
    "Okinawa Governor Juri O'Sample spoke.": "+Juri O'Sample (Okinawa Governor)",
    "Rep. John Invented (D-PA) spoke.": "+John Invented (Rep.)",
    "Prime Minister Suga spoke.": "+Suga (Prime Minister)",
    # Japanese
    "外務省と自衛隊が発表した。": "mofa-japan; jsdf",
    "岸田文雄首相は経済版2+2で合意した。": "fumio-kishida; epcc",
    "日米2+2が開かれた。": "scc",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_names_are_those_of_a_sentence(text: str) -> None:
    (names,) = found(text)
    assert shown(names) == sorted(filter(None, SENTENCES[text].split("; ")))


# a document's passages → the names of the last one
DOCUMENTS = {
    "a surname after the full name": (["Vice Minister Takeo Mori came.", "Mori left."], "takeo-mori"),
    "a surname after its office": (["Secretary Austin came.", "Austin left."], "lloyd-austin"),
    "a new person's surname": (["Defense Minister Taro Example came.", "Example left."], "+Taro Example"),
    "a surname with two bearers in the document": (
        ["Shunichi Suzuki came.", "Atsuo Suzuki came.", "Suzuki left."],
        "",
    ),
    "a surname with a namesake elsewhere": (["Kim Jong Un wrote.", "Kim left."], ""),
    "a surname that the same passage tells": (["Kim Jong Un wrote.", "Kim Sung-han came. Kim left."], "kim-sung-han"),
    "a namesake whom the document brought in": (
        ["Vice Chairman Takahiro Mori came.", "Vice Chairman Mori left."],
        "+Takahiro Mori (Vice Chairman)",
    ),
    "a full name that comes only later": (["Mori came."], ""),
    "an acronym of a new initiative": (
        ["The Forum on Arctic Logistics (FAL) opened.", "FAL met."],
        "+Forum on Arctic Logistics",
    ),
    "an acronym before its words": (
        ["FAL (Forum on Arctic Logistics) opened.", "FAL met."],
        "+Forum on Arctic Logistics",
    ),
    "an acronym that the document gives to another": (
        ["South Korea's Ministry of Foreign Affairs (MOFA) wrote.", "MOFA wrote."],
        "mofa-south-korea",
    ),
    "an acronym within a longer name": (
        ["South Korea's Ministry of Foreign Affairs (MOFA) wrote.", "Japan's Ministry of Foreign Affairs wrote."],
        "mofa-japan",
    ),
    "a known name explained by other letters": (["The Extended Deterrence Dialogue (XDD) met.", "XDD met."], "edd"),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_document_explains_its_short_names(case: str) -> None:
    passages, wanted = DOCUMENTS[case]
    assert shown(found(*passages)[-1]) == sorted(filter(None, wanted.split("; ")))


SUZUKIS = VOCABULARY.with_names(
    [
        KnownName(
            kind="person",
            slug="shunichi-suzuki",
            name="Shunichi Suzuki",
            country="JP",
            offices=(Office(role="Minister of Finance of Japan", first=date(2022, 1, 1), last=date(2023, 6, 1)),),
        ),
        KnownName(
            kind="person",
            slug="atsuo-suzuki",
            name="Atsuo Suzuki",
            country="JP",
            offices=(Office(role="Vice Minister of Defense of Japan", first=date(2022, 1, 1), last=date(2023, 6, 1)),),
        ),
        KnownName(
            kind="person",
            slug="saburo-invented",
            name="Saburo Invented",
            country="JP",
            offices=(Office(role="Prime Minister of Japan", first=date(2010, 1, 1), last=date(2011, 1, 1)),),
        ),
        KnownName(
            kind="person",
            slug="shiro-invented",
            name="Shiro Invented",
            country="JP",
            offices=(Office(role="Prime Minister of Japan", first=date(2022, 1, 1), last=date(2023, 1, 1)),),
        ),
    ]
)


@pytest.mark.parametrize(
    ("text", "on", "wanted"),
    [
        ("Finance Minister Suzuki spoke.", date(2022, 5, 1), "shunichi-suzuki (Finance Minister)"),
        ("Vice Defense Minister Suzuki spoke.", date(2022, 5, 1), "atsuo-suzuki (Vice Defense Minister)"),
        ("Minister Suzuki spoke.", date(2022, 5, 1), "+Suzuki (Minister)"),
        ("Justice Minister Suzuki spoke.", date(2022, 5, 1), "+Suzuki (Justice Minister)"),
        ("Finance Minister Suzuki spoke.", date(2031, 5, 1), "+Suzuki (Finance Minister)"),
        ("PM Invented spoke.", date(2022, 5, 1), "shiro-invented (PM)"),
        ("PM Invented spoke.", date(2010, 5, 1), "saburo-invented (PM)"),
        ("PM Invented spoke.", None, "+Invented (PM)"),
        ("Australian Prime Minister Invented spoke.", date(2022, 5, 1), "+Invented (Australian Prime Minister)"),
    ],
)
def test_an_office_held_at_the_time_tells_namesakes_apart(text: str, on: date | None, wanted: str) -> None:
    (names,) = found(text, vocabulary=SUZUKIS, on=on)
    assert shown(names) == [wanted]


def test_the_headline_is_told_by_its_text() -> None:
    (names,) = find_names([Passage(text="Vice Minister Takeo Mori came.", headline="Mori comes")], VOCABULARY)
    assert [(name.slug, [(proof.where, proof.raw) for proof in name.evidence]) for name in names] == [
        ("takeo-mori", [("text", "Takeo Mori"), ("headline", "Mori")])
    ]


def test_a_guess_is_less_sure_than_a_name() -> None:
    (names,) = found("Kishida met Yoko Kamikawa and Secretary Austin.")
    sure = {name.slug: name.evidence[0].confidence for name in names}
    assert sure["fumio-kishida"] < sure["lloyd-austin"] < sure["yoko-kamikawa"]


def test_each_passage_has_its_own_names() -> None:
    assert [shown(names) for names in found("METI wrote.", "", "NASA wrote.")] == [["meti"], [], ["nasa"]]
    assert found() == []
