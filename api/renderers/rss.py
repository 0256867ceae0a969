"""RSS: a feed by RSS 2.0 (https://www.rssboard.org/rss-specification), with Atom's links to itself and the next page."""

from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element

from api.renderers.atom import AUTHOR, TITLE
from api.renderers.xml import ATOM, add, document
from api.services.feeds import Entry, Feed
from api.services.status import ATTRIBUTION, LICENCE

MEDIA_TYPE = "application/rss+xml"
SPECIFICATION = "https://www.rssboard.org/rss-specification"
LINK = f"{{{ATOM}}}link"


def render_rss(feed: Feed) -> bytes:
    """Return the feed as a document."""
    root = Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", TITLE)
    add(channel, "link", feed.list_url)
    add(channel, "description", escape(feed.subtitle, quote=False))
    add(channel, "language", "en")
    add(channel, "copyright", ATTRIBUTION)
    add(channel, "lastBuildDate", format_datetime(feed.updated_at, usegmt=True))
    add(channel, "generator", AUTHOR)
    add(channel, "docs", SPECIFICATION)
    add(channel, LINK, rel="self", href=feed.self_url, type=MEDIA_TYPE)
    if feed.next_url:
        add(channel, LINK, rel="next", href=feed.next_url, type=MEDIA_TYPE)
    add(channel, LINK, rel="license", href=LICENCE["url"])
    for entry in feed.entries:
        _add_item(channel, entry, feed.base)
    return document(root, "atom")


def _add_item(channel: Element, entry: Entry, base: str) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", format_datetime(entry.published_at, usegmt=True))
    for tag in entry.tags:
        add(item, "category", tag.name, domain=f"{base}/v1/topics")
    add(item, "description", escape(entry.text, quote=False).replace("\n", "<br>"))
    if entry.source_url:
        add(item, LINK, rel="via", href=entry.source_url)
