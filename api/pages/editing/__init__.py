"""The editors' pages: documents uploaded, reviewed beside their text, corrected, published; issues withdrawn.

All of it is done by the rooms that the API asks, `api.imports` and `api.editing`; these pages only show and ask.
"""

from api.pages.editing import deciding, reviewing, signing, starting, uploading, watching, withdrawing

ROUTERS = tuple(room.router for room in (signing, starting, uploading, watching, reviewing, deciding, withdrawing))
"""In the order in which they are matched."""
