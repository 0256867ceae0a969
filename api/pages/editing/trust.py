"""Trust: where an editor's key is kept, and which forms are an editor's own and not another site's.

The key stands in a cookie that scripts cannot read and that other sites' requests do not carry. A form is believed when the
browser says that it comes from here, and when it holds a token that only a page made for this key has. All of it is worked out
from the request, so that every worker process answers alike.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from fastapi import Request, Response

from api.dependencies import get_resources
from api.errors import Forbidden

COOKIE = "alliance-key"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""The browser lets only this host set it, only over https (RFC 6265bis, 4.1.3.2)."""
SESSION_S = 12 * 60 * 60
TOKEN = "token"  # noqa: S105 - the name of a field
FROM_HERE = frozenset({"same-origin", "none"})
"""What Sec-Fetch-Site says of a page's own form, and of what a person asks for without any page."""
FOREIGN = "This form does not come from a page of this service. Load the page again and send it from there."


def kept_key(request: Request) -> str | None:
    """Return the text of the key that a browser keeps, None where it keeps none."""
    return request.cookies.get(_cookie(request)) or None


def keep_key(request: Request, answer: Response, text: str) -> None:
    """Let the browser keep a key for a working day."""
    secure = _is_secure(request)
    answer.set_cookie(
        _cookie(request), text, SESSION_S, path=_path(request), secure=secure, httponly=True, samesite="strict"
    )


def forget_key(request: Request, answer: Response) -> None:
    """Let the browser forget its key."""
    secure = _is_secure(request)
    answer.delete_cookie(_cookie(request), _path(request), secure=secure, httponly=True, samesite="strict")


def form_token(key: str) -> str:
    """Return what a form of a page made for a key holds; it tells nothing about the key."""
    return hmac.new(key.encode(), b"a form of the editors' pages", hashlib.sha256).hexdigest()


def check_token(key: str, given: str) -> None:
    """Raise Forbidden for a form without the token of this key."""
    if not hmac.compare_digest(form_token(key).encode(), given.encode()):
        raise Forbidden(FOREIGN)


def check_origin(request: Request) -> None:
    """Raise Forbidden for a form that the browser says is of another site, or says nothing about.

    Browsers say it in Sec-Fetch-Site, over plain http to other hosts only in Origin (Fetch Metadata; RFC 6454).
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if (site not in FROM_HERE) if site is not None else (_host(origin) not in _own_hosts(request)):
        raise Forbidden(FOREIGN)


def _own_hosts(request: Request) -> frozenset[str]:
    public = _host(get_resources(request).settings.public_url)
    return frozenset({request.headers.get("host", ""), public} - {""})


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").netloc
    except ValueError:
        return ""


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or get_resources(request).settings.public_url.startswith("https:")


def _cookie(request: Request) -> str:
    return SECURE_COOKIE if _is_secure(request) else COOKIE


def _path(request: Request) -> str:
    """Return where the cookie is sent: a name with `__Host-` must be for the whole host."""
    return "/" if _is_secure(request) else "/editing"
