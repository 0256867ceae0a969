"""Amounts: sums of money that an issue reports, in whole units, with who pays whom for what and whether they count."""

from ingest.extract.amounts.money import find_money
from ingest.extract.amounts.reading import find_amounts

__all__ = ["find_amounts", "find_money"]
