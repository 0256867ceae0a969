"""Exports: the whole archive as files, made once a generation when one is first asked for."""

from api.exports.download import Download
from api.exports.files import EXPORTS, Export
from api.exports.shelf import Made, Shelf
from api.exports.source import Source

__all__ = ["EXPORTS", "Download", "Export", "Made", "Shelf", "Source"]
