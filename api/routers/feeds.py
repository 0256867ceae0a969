"""Feeds: the newest matches of a list, in one operation a list and format."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.files import send_feed
from api.openapi import LISTED, problems
from api.params import FeedParams, SearchFeedParams
from api.reading import ReaderDep, Reading
from api.renderers import FEEDS, FeedFormat
from api.routers.files import content, noun_of
from api.services.questions import DEVELOPMENTS, HEADLINES, ISSUES, SEARCH, Listing

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Feeds"])


def of_records(listing: Listing, form: FeedFormat) -> Callable[..., Response]:
    """Return the operation that answers with a feed of records of one kind."""

    def follow(params: Annotated[FeedParams, Query()], reader: ReaderDep) -> Response:
        question = reader.ask(params, replace(listing, path=f"{listing.path}{form.suffix}"))
        return send_feed(reader, question, form, listing.path)

    return follow


def of_search(listing: Listing, form: FeedFormat) -> Callable[..., Response]:
    """Return the operation that answers with a feed of records of all kinds."""

    def follow(params: Annotated[SearchFeedParams, Query()], reader: ReaderDep) -> Response:
        question = reader.ask(params, replace(listing, path=f"{listing.path}{form.suffix}"))
        return send_feed(reader, question, form, listing.path)

    return follow


for _form in FEEDS:
    for _listing in (ISSUES, HEADLINES, DEVELOPMENTS, SEARCH):
        _noun = noun_of(_listing)
        router.add_api_route(
            f"{_listing.path.removeprefix('/v1')}{_form.suffix}",
            (of_search if _listing is SEARCH else of_records)(_listing, _form),
            name=f"follow_{_noun}_{_form.name}",
            summary=f"Follow {_noun} by {_form.about}",
            description=f"The newest matches of `{_listing.path}` under the same filters, latest published first.",
            response_class=Response,
            responses=content(_form.media_type, f"{_form.about}.") | problems(*LISTED),
        )
