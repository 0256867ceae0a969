"""Pages: what researchers and editors look at; every view asks the same services as the API and shows the call."""

from api.pages import assets, searching

PAGES = (searching.router, assets.router)
"""In the order in which they are matched; each is an app's own router."""
