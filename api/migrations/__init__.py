"""Migrations of the tables, run by `api.database.migrate`; each version's file name begins with its number."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def newest() -> str:
    """Return the revision that the tables should have: the number of the last file, `0001` of `v0001_first_tables.py`."""
    return max(path.name[1:5] for path in (FOLDER / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py"))
