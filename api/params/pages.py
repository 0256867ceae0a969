"""Pages: the parameters of views that people look at; the same filters as the API, without what shapes an answer."""

from api.params.choices import SortChoice
from api.params.models import Filtering, Nothing, Paging, single


class SearchPageParams(Paging, Filtering):
    """The search page: the list of developments as a page."""

    sort: SortChoice | Nothing = single(
        "Order; `relevance` only with `q` (then the default), else `date_desc` is.", "date_asc"
    )


class FilteredPageParams(Filtering):
    """A page that takes the filters alone."""
