"""Alliance formats: who acts in a development, from its countries and topics."""

from collections.abc import Collection

ALLIES = frozenset({"US", "JP"})
QUAD = frozenset({"AU", "IN"})
CONCERNED = 2
"""Third countries that a development may concern while only the two allies act; more are taken for a multilateral forum."""


def alliance_format(countries: Collection[str], topics: Collection[str]) -> str | None:
    """Return `bilateral`, `trilateral`, `quad` or `multilateral`; None where not both allies are named.

    With the topic `trilateral` (the allies acting with named partners) the partners decide: one, Australia and India, or
    others. Without it third countries are what the two allies act about, unless there are more than `CONCERNED`.
    """
    named = set(countries)
    if not named >= ALLIES:
        return None
    partners = named - ALLIES
    if "trilateral" not in topics:
        return "bilateral" if len(partners) <= CONCERNED else "multilateral"
    if len(partners) <= 1:
        return "trilateral" if partners else "bilateral"
    return "quad" if partners == QUAD else "multilateral"
