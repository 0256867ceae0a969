"""HTML: told from text by its tags, parsed in small steps so that no page can hold the process up."""

import re
from typing import Final

from lxml import etree

from ingest.documents.html.pieces import choose_blocks
from ingest.documents.html.target import PageTarget
from ingest.documents.limits import Deadline
from ingest.documents.page import Page
from ingest.errors import UnreadableDocument

STEP: Final = 4096  # characters; the deadline is looked at between steps, and no step of these bounds takes a second
SAMPLE: Final = 100_000
BEFORE_TAGS: Final = r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+"  # atomic, so that no run of comments is tried in two ways
FIRST_TAG: Final = re.compile(
    BEFORE_TAGS + r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL
)
TAG: Final = re.compile(
    r"</?(?:html|head|body|div|p|br|ul|ol|li|h[1-6]|article|section|main|table|td|span|a|strong|em|b)\b[^<>]*>",
    re.IGNORECASE,
)
ENOUGH_TAGS: Final = 3  # a plain text may show one or two


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML page does, or has tags enough for a part of one."""
    sample = text[:SAMPLE]
    if FIRST_TAG.match(sample):
        return True
    return sum(1 for _, _ in zip(TAG.finditer(sample), range(ENOUGH_TAGS), strict=False)) == ENOUGH_TAGS


def read_html(text: str) -> Page:
    """The page of an HTML text; raises `no_text`, `too_large`, `too_slow` and `damaged`."""
    target = parse(text)
    blocks = choose_blocks(target.pieces, target.landmarks)
    if not blocks:
        raise UnreadableDocument("no_text", "The HTML page shows no text; save it from a browser after it has loaded.")
    stated = target.statements
    return Page(
        media_type="text/html",
        blocks=blocks,
        address=stated.address,
        title=stated.title,
        published_on=stated.published_on,
    )


def parse(text: str) -> PageTarget:
    """The target after the parser has told it the whole page."""
    deadline, target = Deadline(), PageTarget()
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        for start in range(0, len(text), STEP):
            parser.feed(text[start : start + STEP].encode("utf-8", "replace"))
            deadline.check()
        parser.close()
    except etree.LxmlError as fault:
        raise UnreadableDocument("damaged", "The HTML page cannot be parsed.") from fault
    return target
