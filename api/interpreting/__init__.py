"""Interpreting: a sentence read into filters, by the words of asking and the names of the archive; no model, no guess."""

from api.interpreting.keeping import Interpreters
from api.interpreting.pieces import Filters, Interpretation, Part
from api.interpreting.reading import Interpreter
from api.interpreting.words import FILES, Words, read_words

__all__ = ["FILES", "Filters", "Interpretation", "Interpreter", "Interpreters", "Part", "Words", "read_words"]
