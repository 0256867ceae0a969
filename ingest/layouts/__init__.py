"""Layouts: the blocks of a page become the headlines and paragraphs of a digest."""

from ingest.layouts.layout import Layout, Paragraph, read_layout
from ingest.layouts.lines import ends_whole, sentences
from ingest.layouts.titles import stated_number, titled

__all__ = ["Layout", "Paragraph", "ends_whole", "read_layout", "sentences", "stated_number", "titled"]
