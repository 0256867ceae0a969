"""Elements: which of them show no text, which begin a line, which stand apart; rows, not branches."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What an element does to the text in it."""

    unseen: bool = False  # its text is never shown as text
    aside: bool = False  # navigation and forms: left out unless they hold most of the page
    line: bool = False  # begins and ends a line
    apart: bool = False  # has a blank line around it, as in the style sheet that browsers begin with
    item: bool = False  # an item of a list
    heading: bool = False  # the page's own heading
    landmark: bool = False  # may hold the page's text alone
    kept_lines: bool = False  # line ends count
    stated: bool = False  # its text states something about the page


def _rows(names: str, manner: Manner) -> dict[str, Manner]:
    return dict.fromkeys(names.split(), manner)


PLAIN: Final = Manner()
UNSEEN: Final = Manner(unseen=True)
ASIDE: Final = Manner(aside=True, line=True, apart=True)
MANNERS: Final[Mapping[str, Manner]] = {
    **_rows("style template noscript svg math iframe frameset object canvas audio video map", UNSEEN),
    **_rows("select datalist textarea button dialog rp", UNSEEN),
    **_rows("title script", Manner(unseen=True, stated=True)),
    **_rows("nav form menu search", ASIDE),
    **_rows("html body div center legend summary caption dt dd tr td th thead tbody tfoot", Manner(line=True)),
    **_rows("p h2 h3 h4 h5 h6 ul ol dir dl blockquote figure figcaption table hr", Manner(line=True, apart=True)),
    **_rows("section aside header footer hgroup details fieldset address", Manner(line=True, apart=True)),
    **_rows("pre listing xmp plaintext", Manner(line=True, apart=True, kept_lines=True)),
    **_rows("article main", Manner(line=True, apart=True, landmark=True)),
    **_rows("li", Manner(line=True, item=True)),
    **_rows("h1", Manner(line=True, apart=True, heading=True)),
}
ROLES: Final[Mapping[str, Manner]] = {
    **_rows("navigation search menu menubar dialog alertdialog", ASIDE),
    **_rows("main", Manner(line=True, landmark=True)),
    **_rows("listitem", Manner(line=True, item=True)),
}
# What the usual publishing systems call their menus, their comments and the texts that only a screen reader has.
CLASSES: Final[Mapping[str, Manner]] = {
    **_rows("menu nav navbar navigation main-menu main-nav main-navigation site-navigation nav-menu nav-links", ASIDE),
    **_rows("breadcrumb breadcrumbs comments comments-area comment-respond respond", ASIDE),
    **_rows("sr-only screen-reader-text visually-hidden skip-link", UNSEEN),
}
CONTAINERS: Final = frozenset("html body main article".split())  # never hidden or put aside: they hold the page
LONGEST_CLASS: Final = 2_000  # characters
HIDING_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def find_manner(tag: str, attributes: Mapping[str, str]) -> Manner:
    """What `tag` with these attributes does to its text."""
    manner = MANNERS.get(tag, PLAIN)
    if not attributes:
        return manner
    for other in _find_others(tag, attributes):
        manner = _join(manner, other)
    return manner


def _find_others(tag: str, attributes: Mapping[str, str]) -> Iterator[Manner]:
    """What the attributes add to the manner of the element."""
    if role := ROLES.get(attributes.get("role", "")):
        yield role
    if tag in CONTAINERS:
        return
    for name in (*attributes.get("class", "")[:LONGEST_CLASS].split(), attributes.get("id", "")):
        if named := CLASSES.get(name.lower()):
            yield named
    if _is_hidden(attributes):
        yield UNSEEN


@cache
def _join(manner: Manner, other: Manner) -> Manner:
    return Manner(**{f.name: getattr(manner, f.name) or getattr(other, f.name) for f in fields(Manner)})


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return "style" in attributes and HIDING_STYLE.search(attributes["style"]) is not None
