"""The synonyms in force."""

from fastapi import APIRouter, Response

from api.openapi import COMMON, problems
from api.reading import ReaderDep, Reading
from api.schemas.answers import SynonymList
from api.services import catalogue

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Service"])


@router.get("/synonyms", response_model=SynonymList, summary="List synonyms", responses=problems(*COMMON))
def list_synonyms(reader: ReaderDep) -> Response:
    """Words of one meaning, in English and Japanese, that a search finds for each other."""
    return reader.answer("/v1/synonyms", lambda: catalogue.list_synonyms(reader.resources.synonyms, reader.version))
