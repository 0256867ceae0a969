"""Interpreting: the parameters of a sentence to read, and filters read from one made into a question."""

from typing import Annotated

from pydantic import Field

from api.errors import InvalidParameters
from api.interpreting import Filters
from api.params.checking import check_values
from api.params.models import DevelopmentParams, Params
from api.params.questions import ask
from api.params.values import Text
from api.params.vocabulary import Vocabulary
from api.services.questions import DEVELOPMENTS, Question

LONGEST_SENTENCE = 300


class InterpretParams(Params):
    """A sentence to read."""

    q: Annotated[Text, Field(max_length=LONGEST_SENTENCE)] = Field(
        description="A question in words, English or Japanese.",
        examples=["over $1bn in space since 2024 with Korea"],
    )


def ask_filters(filters: Filters, vocabulary: Vocabulary) -> Question:
    """Return the question that filters put to the list of developments. Raises InvalidParameters."""
    params, faults = check_values({name: list(values) for name, values in filters}, DevelopmentParams, vocabulary)
    if not isinstance(params, DevelopmentParams) or faults:
        raise InvalidParameters(faults)
    return ask(params, DEVELOPMENTS, vocabulary)
