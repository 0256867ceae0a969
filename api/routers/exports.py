"""Exports: files of the whole archive, made once a generation, and the list of them."""

import hashlib
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from api.errors import InvalidParameters, NotInstalled, RangeNotSatisfiable
from api.exports import EXPORTS, Download, Export, Shelf, Source
from api.files import LICENSED, file_name
from api.openapi import ALWAYS, COMMON, problems
from api.reading import PRIVATE, REVALIDATED, Reader, ReaderDep, Reading
from api.routers.files import content
from api.schemas.answers import ExportList
from api.services.archive import utc_text
from api.services.exports import PATH, list_exports

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Exports"])


@router.get("/exports", response_model=ExportList, summary="List exports", responses=problems(*COMMON))
def list_export_files(reader: ReaderDep) -> Response:
    """Files of the whole archive with size and SHA-256 once they are made; a file is made when it is first asked for."""
    shelf = shelf_of(reader)
    rows = [_row(export, shelf, reader.version) for export in EXPORTS]
    state = ",".join(row["sha256"] or "" for row in rows)
    return reader.answer(f"{PATH}#{state}", lambda: list_exports(rows, reader.version), REVALIDATED)


def _row(export: Export, shelf: Shelf, version: int) -> dict[str, Any]:
    made = shelf.find(export.file_name)
    return {
        "name": export.file_name,
        "format": export.format,
        "media_type": export.media_type,
        "url": f"{PATH}/{export.file_name}",
        "data_version": version,
        "available": export.can_be_made,
        "size": made and made.size,
        "sha256": made and made.sha256,
        "made_at": made and utc_text(made.made_at.replace(microsecond=0)),
    }


def shelf_of(reader: Reader) -> Shelf:
    """Return where the files of a request's generation are: told apart by all that they are made from."""
    settings = reader.resources.settings
    changed_at = reader.archive.changed_at(reader.version)
    validators = reader.resources.freshness.validators(reader.version, f"{changed_at} {settings.public_url}", PATH)
    tag = hashlib.sha256(validators.etag.encode()).hexdigest()[:12]
    return Shelf(settings.data_dir / "exports", f"{reader.version}-{tag}")


def download(export: Export) -> Callable[..., Response]:
    """Return the operation that answers with an export."""

    def answer(reader: ReaderDep) -> Response:
        export.check()
        shelf = shelf_of(reader)
        source = Source(reader.snapshot, reader.resources.settings.public_url.rstrip("/"))
        headers = {"Cache-Control": PRIVATE if reader.is_personal else REVALIDATED, "Link": LICENSED}
        return Download(
            lambda: shelf.get(export.file_name, lambda path: export.write(source, export.kind, path)),
            file_name(export.noun, reader.version, f".{export.format}"),
            export.media_type,
            headers,
        )

    return answer


for _export in EXPORTS:
    router.add_api_route(
        f"/exports/{_export.file_name}",
        download(_export),
        name=f"download_{_export.noun}_{_export.format}",
        summary=f"Download all {_export.noun} as {_export.format}",
        description="Made once a generation of the data; with a strong ETag, its digest, and parts by Range.",
        response_class=Response,
        responses=content(_export.media_type, f"All {_export.noun}.", "Repr-Digest")
        | problems(InvalidParameters, RangeNotSatisfiable, *ALWAYS, *([NotInstalled] if _export.needs else [])),
    )
