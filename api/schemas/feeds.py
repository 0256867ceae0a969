"""A JSON Feed as the document describes it, by https://www.jsonfeed.org/version/1.1/: what is not there is left out."""

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

Absent = SkipJsonSchema[None]


class JsonFeedAuthor(BaseModel):
    """Who a feed is from."""

    name: str


class JsonFeedEntry(BaseModel):
    """One record; its `id` stays the same on every host and in every revision."""

    id: str
    url: str
    external_url: str | Absent = Field(None, description="The publisher's page, where it is known.")
    title: str
    content_text: str
    date_published: str = Field(json_schema_extra={"format": "date-time"})
    date_modified: str = Field(json_schema_extra={"format": "date-time"})
    tags: list[str] = Field(default_factory=list)


class JsonFeed(BaseModel):
    """The newest records of a list."""

    version: str = Field(examples=["https://jsonfeed.org/version/1.1"])
    title: str
    description: str
    home_page_url: str
    feed_url: str
    next_url: str | Absent = Field(None, description="The records before these, where there are any.")
    authors: list[JsonFeedAuthor]
    language: str
    items: list[JsonFeedEntry]
