"""JSON Feed: a feed by https://www.jsonfeed.org/version/1.1/, its licence as an extension."""

from typing import Any

import orjson

from api.renderers.atom import AUTHOR, TITLE
from api.services.archive import utc_text
from api.services.feeds import Entry, Feed
from api.services.status import ATTRIBUTION, LICENCE

VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(feed: Feed) -> bytes:
    """Return the feed as UTF-8 JSON; what is not there is left out, as the format asks."""
    found = {
        "version": VERSION,
        "title": TITLE,
        "description": feed.subtitle,
        "home_page_url": feed.list_url,
        "feed_url": feed.self_url,
        "next_url": feed.next_url,
        "authors": [{"name": AUTHOR}],
        "language": "en",
        "items": [_item(entry) for entry in feed.entries],
        "_licence": {"about": LICENCE["url"], "name": LICENCE["name"], "attribution": ATTRIBUTION},
    }
    return orjson.dumps({key: value for key, value in found.items() if value is not None})


def _item(entry: Entry) -> dict[str, Any]:
    found = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.source_url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": utc_text(entry.published_at),
        "date_modified": utc_text(entry.updated_at),
        "tags": [tag.name for tag in entry.tags],
    }
    return {key: value for key, value in found.items() if value}
