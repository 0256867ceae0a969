"""Seeding: files into the archive and out of it again, and the check that the archive is whole."""

from api.seeding.checking import CheckReport, check
from api.seeding.checks import IssueChecker
from api.seeding.drafting import draft_of
from api.seeding.exporting import export, form_of, names_in, write_folder, write_lines
from api.seeding.format import IssuePart
from api.seeding.json_reading import read_json
from api.seeding.loading import LoadReport, Progress, Tally, load, seed
from api.seeding.mistakes import Mistake
from api.seeding.vocabularies import load_vocabularies, read_vocabularies

__all__ = [
    "CheckReport",
    "IssueChecker",
    "IssuePart",
    "LoadReport",
    "Mistake",
    "Progress",
    "Tally",
    "check",
    "draft_of",
    "export",
    "form_of",
    "load",
    "load_vocabularies",
    "names_in",
    "read_json",
    "read_vocabularies",
    "seed",
    "write_folder",
    "write_lines",
]
