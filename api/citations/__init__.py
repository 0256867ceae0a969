"""Citations: a served record as CSL-JSON, and that as BibTeX or RIS; a style is a function from CSL-JSON to text."""

from api.citations.bibtex import to_bibtex
from api.citations.csl import Csl, cite
from api.citations.ris import to_ris

__all__ = ["Csl", "cite", "to_bibtex", "to_ris"]
