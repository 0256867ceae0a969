"""Pages: the parameters of views that people look at; the same filters as the API, without what shapes an answer."""

from pydantic import create_model

from api.params.choices import SortChoice
from api.params.models import Filtering, Limit, Nothing, Paging, Params, RevisionNumber, single
from api.params.values import Currency


class SearchPageParams(Paging, Filtering):
    """The search page: the list of developments as a page."""

    sort: SortChoice | Nothing = single(
        "Order; `relevance` only with `q` (then the default), else `date_desc` is.", "date_asc"
    )


class FilteredPageParams(Filtering):
    """A page that takes the filters alone."""


class LongListPageParams(Paging, Filtering):
    """A page of one line an item, which is read whole rather than leafed through."""

    limit: Limit = single("How many on a page, at most 200.", 50, 200)


class VocabularyPageParams(Paging, Filtering):
    """A page of vocabulary entries."""

    limit: Limit = single("How many on a page, at most 200.", 20, 50)


class DevelopmentPageParams(Params):
    """One development, perhaps as it was."""

    revision: RevisionNumber | Nothing = single("An earlier state; left out: the present one.", 1)


MoneyPageParams = create_model(
    "MoneyPageParams",
    __base__=Filtering,
    __doc__="Sums of money, also in another currency.",
    **{"in": (Currency | Nothing, single("Also give the sums in this currency (ISO 4217).", "JPY"))},  # type: ignore[call-overload]
)
