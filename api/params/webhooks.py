"""Parameters of webhooks: the filter that decides which changes are told, the same as on the lists."""

from typing import cast

from api.params.checking import check_query_string
from api.params.choices import Kind
from api.params.models import Filtering, several
from api.params.questions import ask
from api.params.vocabulary import Vocabulary
from api.services.questions import Listing, Question
from search import DEVELOPMENT

CHANGES_TOLD = Listing("/v1/search", (DEVELOPMENT,), "Developments")


class WebhookParams(Filtering):
    """The filter of a webhook; developments where no kind is given."""

    kind: list[Kind] = several("Kinds of record, any of.", "development", "issue")


def read_webhook_filter(text: str, vocabulary: Vocabulary, *, known: bool = True) -> Question:
    """Return the question that a filter, written as a query string, puts to the archive.

    With `known` all its values must exist in the vocabulary. Raises InvalidParameters with a row for each fault.
    """
    params = check_query_string(text.encode(), WebhookParams, vocabulary if known else None)
    return ask(cast(WebhookParams, params), CHANGES_TOLD, vocabulary)
