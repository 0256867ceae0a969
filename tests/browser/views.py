"""The pages that every browser has to be shown well: one row a page."""

from typing import NamedTuple


class View(NamedTuple):
    """A page: its name, its path, and the status with which it answers."""

    name: str
    path: str
    status: int = 200


VIEWS = (
    View("search", "/?limit=10"),
    View("search with hits", "/?q=missile&topic=defense&limit=5"),
    View("search in Japanese", "/?q=missile&lang=ja&limit=5"),
    View("search without hits", "/?q=zzzz&topic=defense"),
    View("search with a fault", "/?q=missile&usd_min=lots&limit=5", 422),
    View("issues", "/issues"),
    View("issue", "/issues/3.7"),
    View("development", "/developments/3.7-d3"),
    View("country", "/countries/JP"),
    View("initiative", "/initiatives/artemis"),
    View("pairs of countries", "/country-pairs"),
    View("money", "/money"),
    View("about", "/about?lang=ja"),
    View("sign-in", "/editing/sign-in"),
    View("error", "/?cursor=none", 422),
)
"""`/docs` is no row: it is the vendored Swagger UI, whose accessibility is its makers' work."""
