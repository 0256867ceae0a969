"""Atom: a feed by RFC 4287, its pages linked by RFC 5005."""

from xml.etree.ElementTree import Element

from api.renderers.xml import ATOM, add, document
from api.services.archive import utc_text
from api.services.feeds import Entry, Feed
from api.services.status import ATTRIBUTION, LICENCE

TITLE = "US-Japan Alliance Digest"
AUTHOR = "US-Japan Alliance Digest archive"
MEDIA_TYPE = "application/atom+xml"


def render_atom(feed: Feed) -> bytes:
    """Return the feed as a document."""
    root = Element(_("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    add(root, _("id"), feed.id)
    add(root, _("title"), TITLE)
    add(root, _("subtitle"), feed.subtitle)
    add(root, _("updated"), utc_text(feed.updated_at))
    add(root, _("link"), rel="self", href=feed.self_url, type=MEDIA_TYPE)
    add(root, _("link"), rel="alternate", href=feed.list_url, type="application/json")
    if feed.next_url:
        add(root, _("link"), rel="next", href=feed.next_url, type=MEDIA_TYPE)
    add(root, _("link"), rel="license", href=LICENCE["url"])
    add(add(root, _("author")), _("name"), AUTHOR)
    add(root, _("rights"), ATTRIBUTION)
    add(root, _("generator"), AUTHOR, uri=f"{feed.base}/")
    for entry in feed.entries:
        _add_entry(root, entry, feed.base)
    return document(root)


def _add_entry(root: Element, entry: Entry, base: str) -> None:
    element = add(root, _("entry"))
    add(element, _("id"), entry.id)
    add(element, _("title"), entry.title)
    add(element, _("updated"), utc_text(entry.updated_at))
    add(element, _("published"), utc_text(entry.published_at))
    add(element, _("link"), rel="alternate", href=entry.url)
    if entry.source_url:
        add(element, _("link"), rel="via", href=entry.source_url)
    for tag in entry.tags:
        add(element, _("category"), term=tag.slug, label=tag.name, scheme=f"{base}/v1/topics")
    add(element, _("summary"), entry.text)


def _(name: str) -> str:
    return f"{{{ATOM}}}{name}"
