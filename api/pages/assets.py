"""Static files of the pages: pinned libraries and our own scripts and styles, from this host alone."""

from fastapi import APIRouter, Response

from api.errors import NotFound
from api.pages.site import ASSETS, site

router = APIRouter(include_in_schema=False)
FOR_EVER = "public, max-age=31536000, immutable"


@router.get(f"{ASSETS}/{{version}}/{{name:path}}")
def get_asset(version: str, name: str) -> Response:
    """One static file; an address never changes what it means."""
    asset = site().assets.get(name) if version == site().version else None
    if asset is None:
        raise NotFound("There is no such file of the pages; reload the page.")
    return Response(asset.content, headers={"Cache-Control": FOR_EVER}, media_type=asset.media_type)


@router.get("/favicon.ico")
def get_favicon() -> Response:
    """The icon that browsers ask for without being told."""
    asset = site().assets["icon.svg"]
    return Response(asset.content, headers={"Cache-Control": "public, max-age=86400"}, media_type=asset.media_type)
