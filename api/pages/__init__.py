"""Pages: what researchers and editors look at; every view asks the same services as the API and shows the call."""

from api.pages import (
    about,
    assets,
    console,
    developments,
    editing,
    entries,
    issues,
    pairs,
    searching,
    totals,
    vocabularies,
)

PAGES = (
    searching.router,
    issues.router,
    developments.router,
    vocabularies.router,
    entries.router,
    pairs.router,
    totals.router,
    about.router,
    console.router,
    *editing.ROUTERS,
    assets.router,
)
"""In the order in which they are matched; each is an app's own router."""
