"""Rendering: stored records as the JSON that answers carry."""

from api.rendering.amounts import convert
from api.rendering.entries import render_entry, render_payer
from api.rendering.records import (
    Names,
    headline_date,
    render_development,
    render_headline,
    render_issue,
    sorted_on,
    to_json,
)
from api.rendering.revisions import render_revision
from api.rendering.tags import revision_tag

__all__ = [
    "Names",
    "convert",
    "headline_date",
    "render_development",
    "render_entry",
    "render_headline",
    "render_issue",
    "render_payer",
    "render_revision",
    "revision_tag",
    "sorted_on",
    "to_json",
]
