"""Seeding: files into the archive and out of it again, and the check that the archive is whole."""

from api.seeding.checking import CheckReport, check
from api.seeding.exporting import export, write_folder, write_lines
from api.seeding.loading import LoadReport, Progress, Tally, load, seed
from api.seeding.vocabularies import load_vocabularies, read_vocabularies

__all__ = [
    "CheckReport",
    "LoadReport",
    "Progress",
    "Tally",
    "check",
    "export",
    "load",
    "load_vocabularies",
    "read_vocabularies",
    "seed",
    "write_folder",
    "write_lines",
]
