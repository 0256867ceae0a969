"""Invented digests in every shape that real pages have, for the tests of the reading room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents.page import Block, Page

TITLE = "US-Japan Alliance Digest Vol 2.13"
HEADLINES = (
    "Galloway and Hoshino open a joint weather station near Mt. Fuji",
    "Allies and S. Korea rehearse tsunami relief with twelve ships",
    "Battery maker Aozora pledges $14.9 billion for a plant in Nevada",
    "Lunar dust laboratory picks six students from both countries",
    "Governors' forum in Nagano ends with a pact on forest fires",
)
PARAGRAPHS = (
    "Commerce Secretary Galloway and Environment Minister Hoshino opened a joint weather station on the north side of "
    "Mt. Fuji on July 4. The station sends its readings to forecasters in both countries every ten minutes, and a crew "
    "of nine will live there all year. “Storms do not ask for a passport,” Galloway told the guests. Work on a second "
    "station, this one on the coast of Oregon, is to begin once the snow has gone, and Hoshino hopes that a third one "
    "will follow in Hokkaido. The two offices share the running cost of about $3 million a year.",
    "Twelve ships of the United States, Japan and S. Korea rehearsed relief after a great wave from July 6-8 off "
    "Shikoku. Rear Adm. Lindqvist, who led the exercise, said that hospital teams were ashore within an hour. The crews "
    "set up water works, flew out the injured and cleared a harbor of wrecks. Observers from Chile and Fiji were aboard. "
    "A second round is planned in the fall, and the three navies agreed on one set of radio words for use in any rescue "
    "at sea, after mix-ups in earlier years had cost them time.",
    "Battery maker Aozora Cell will put $14.9 billion into a plant near Reno, its chief executive Mika Tanabe announced "
    "on July 10. The plant is to employ 4,200 people and to make cells for 600,000 cars a year by 2026. Nevada offers the "
    "firm lower taxes for ten years. Two unions welcomed the plan but asked for training places, while a group of "
    "ranchers worries about its use of water. The firm said that it would recycle nine tenths of the water and publish "
    "its readings each month.",
    "Six students, three from each country, will spend a year at a new laboratory for lunar dust in Tsukuba, the two "
    "space agencies said on July 12. They were picked out of nearly nine hundred who applied. The laboratory looks for "
    "ways to keep fine dust out of joints and lungs on the Moon, and tests boots, seals and filters in a chamber without "
    "air. Its head, Dr. Renata Okafor, called dust “the unpaid bill of every landing.” First results are promised for "
    "the spring.",
    "Governors of five prefectures and four states met in Nagano on July 13 and signed a pact on forest fires. Crews and "
    "aircraft may now cross over within two days of a call for help, without new papers each time. The U.S.-Japan "
    "Alliance Digest is among the newsletters that the forum has asked to print its warnings. Oregon’s governor offered "
    "to host the next meeting. A fund for burnt villages was discussed as well, though the members could not agree on "
    "who should pay into it, and they left the matter to a committee that reports in October.",
)
ABOUT = (
    "“US-Japan Alliance Digest” is a bi-weekly summary of what the two allies do together, put together by Sasakawa "
    "USA’s “US-Japan NEXT Alliance Initiative.”"
)
FOOTER = (
    f"{ABOUT} To receive it by mail, contact\n\nDownload {TITLE}\n\n2031 Sasakawa USA | Privacy Policy | Sitemap\n\n"
    "Custom WordPress Design, Development & Digital Marketing by someone"
)
BULLET = re.compile(r"^\s*[•●▪-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a digest is set: what stands above, the bullets, the blank lines, the labels, what stands below."""

    above: str = f"{TITLE}\n\nDownload this publication (PDF)\n\nPublications {TITLE}\n\nDownload {TITLE}\n\n"
    label: str = ""
    image: str = "\nImage Source: Someone\n"
    details: str = ""
    bullet: str = "  • "
    between: str = "\n"
    border: str = "\n\n\n"
    below: str = f"\n\n{FOOTER}\n"


def write(shape: Shape, headlines: Sequence[str] = HEADLINES, paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """A page in a shape."""
    first = shape.between.join(shape.bullet + text for text in headlines)
    second = shape.between.join(shape.bullet + text for text in paragraphs)
    top = f"{shape.above}{shape.label}{shape.image}\n{first}"
    return f"{top}{shape.border}{shape.details}{second}{shape.below}"


def page(text: str, **about: object) -> Page:
    """A text as a page of one block a line."""
    blocks, gap = [], 0
    for line in text.splitlines():
        if not line.strip():
            gap += 1
            continue
        marked = BULLET.match(line)
        words = " ".join(BULLET.sub("", line).split())
        blocks.append(Block(text=words, bullet=bool(marked), gap=gap))
        gap = 0
    return Page(media_type="text/plain", blocks=tuple(blocks), **about)  # type: ignore[arg-type]


BLOG = (
    "Sasakawa USA Blog\n\nThis blog tells of events and guests, and of what moves the two countries from week to week.\n\n"
    "US-Japan Alliance Digest -Vol 2.13-\n\n\n\nTo download as a PDF, please click here.\n\n\n\n"
)
MENU = (
    "Skip to main content\n  • Home\n  • About Us\n  • Research and Publications\n  • Events and Guest Lectures\n"
    "  • Support Our Work in Washington\nSearch\n\nWe use cookies to make this site work and to count our readers. By "
    "going on you accept that our partners may set them in your browser, and that you have read the rules about them, "
    "which you can find at the end of every page together with a list of all partners and of what each of them keeps.\n\n"
)
RELATED = (
    "\nShare this\nTwitter\nFacebook\n\nRelated Posts\n  • US-Japan Alliance Digest Vol 2.12\n  • A talk with the "
    "ambassador on rice and rails\n  • Japan’s museums and their American friends\n\nThe foundation was set up long ago to "
    "bring people of both countries together. It holds talks, sends students abroad and gives prizes to teachers. Its "
    "house stands close to the river, and guests are welcome on every working day from nine to five. A library of four "
    "thousand books is open to all, and the garden, which a friend of the house laid out, can be seen in spring.\n"
)
PLAIN = Shape(above="", label="Headlines", image="", details="Details\n", bullet="- ", border="\n", below="")

SHAPES = {
    "publication page": Shape(),
    "publication page, image right above the bullets": Shape(image="Image Source: Someone"),
    "publication page without an image": Shape(image=""),
    "publication page with both labels": Shape(label="Headlines:\n", details="Details:\n"),
    "publication page with a details label alone": Shape(details="Details\n\n"),
    "publication page with a space in its number": Shape(above="US-Japan Alliance Digest Vol 2. 13\n\n"),
    "publication page with no-break spaces": Shape(above="US-Japan Alliance Digest Vol 2.13\n\n", bullet="  •  "),
    "publication page with stray letters": Shape(image="\nf\nfImage Source: Someone\n\ng\n"),
    "publication page without its number": Shape(above="US-Japan Alliance Digest\n\n", below=f"\n\n{ABOUT}\n"),
    "plain extraction": PLAIN,
    "plain extraction, festive label": Shape(
        above="", label="Happy New Year Headlines:", image="", details="Details:\n", bullet="- ", border="\n"
    ),
    "plain extraction with its footer": Shape(
        above="", label="Headlines", image="", details="Details\n", bullet="- ", border="\n", below=f"\n{FOOTER}"
    ),
    "plain extraction, no labels": Shape(above="", image="", bullet="- ", border="\n", below=""),
    "blog page": Shape(above=BLOG, image="fImage Source: The Someone Press Ltd\n", bullet="● ", between="\n\n"),
    "blog page, no image, one border for all": Shape(
        above=BLOG, image="", bullet="● ", between="\n\n", border="\n\n", below=""
    ),
    "saved from a browser": Shape(above=MENU + TITLE + "\n\n", below=f"\n\n{ABOUT}\n{RELATED}"),
    "saved from a browser, no description": Shape(above=MENU + TITLE + "\n\n", below=RELATED),
    "no bullets at all": Shape(above=f"{TITLE}\n", bullet="", between="\n\n", border="\n\n"),
    "no bullets and no blank lines": Shape(above=f"{TITLE}\n", bullet="", border="\n", below=f"\n{FOOTER}"),
    "dashes for bullets under the title": Shape(above=f"{TITLE}\n\n", bullet="- "),
    "labels on the line of the first text": Shape(
        above=f"{TITLE}\n\n", image="", label="Headlines: ", details="Details: ", bullet="", between="\n\n"
    ),
}
