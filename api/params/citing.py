"""Citing: how a record is cited."""

from typing import Annotated

from pydantic import BeforeValidator

from api.citations import STYLES
from api.params.choices import one_of
from api.params.models import Nothing, Params, RevisionNumber, single
from api.params.values import read_choice

CHICAGO = "chicago"
StyleName = Annotated[str, one_of("CitationStyle", tuple(STYLES)), BeforeValidator(read_choice(tuple(STYLES), "style"))]


class CitationParams(Params):
    """The citation of a record."""

    style: StyleName = single("The style of the citation.", "bibtex", CHICAGO)


class RevisionCitationParams(CitationParams):
    """The citation of a record, perhaps as it was."""

    revision: RevisionNumber | Nothing = single("An earlier state; left out: the present one.", 1)
