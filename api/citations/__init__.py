"""Citations: a served record as CSL-JSON, and that as BibTeX, RIS or Chicago; a style is a function from CSL-JSON to text."""

from api.citations.bibtex import to_bibtex
from api.citations.csl import Csl, cite
from api.citations.ris import to_ris
from api.citations.styles import STYLES, Style

__all__ = ["STYLES", "Csl", "Style", "cite", "to_bibtex", "to_ris"]
