"""Writing: documents become the arrays of a segment, segments are merged, and Whoosh's table of contents names them.

Each module owns some arrays of a segment: what they hold, how they come from documents, and how several are merged.
"""
