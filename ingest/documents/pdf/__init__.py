"""PDF documents: lines are taken out in a process of its own, with bounds, and become a page here."""

from ingest.documents.pdf.reading import read_pdf

__all__ = ["read_pdf"]
