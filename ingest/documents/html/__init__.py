"""Saved HTML pages: the visible text in reading order, and what the page states about itself."""

from ingest.documents.html.reading import looks_like_html, read_html

__all__ = ["looks_like_html", "read_html"]
