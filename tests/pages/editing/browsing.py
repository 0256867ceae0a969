"""A browser without JavaScript: it keeps cookies, reads pages and sends their forms as they stand, with what somebody changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from fastapi.testclient import TestClient
from lxml import html

from api.keys import Role
from tests.http.editors import Editors, new_key
from tests.storage.import_drafts import page

HERE = "http://testserver"
VOLUMES = count(50)
"""Volumes of issues that are published, each of one test; two digits are read."""
DOCUMENTS = count()
FORM = "application/x-www-form-urlencoded"
Changes = Mapping[str, str | Sequence[str] | None]


@dataclass
class Page:
    """An answer, read as a page."""

    answer: Any

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    @property
    def tree(self) -> Any:
        return html.fromstring(self.answer.text)

    @property
    def text(self) -> str:
        """What a person reads, in one line."""
        return " ".join(self.tree.text_content().split())

    def form(self, path: str) -> Any:
        """The form that is sent to a path."""
        return next(form for form in self.tree.forms if (form.action or "").split("?")[0] == path)

    def fields(self, path: str) -> dict[str, list[str]]:
        """What a form would send, as it stands."""
        found: dict[str, list[str]] = {}
        areas = {area.get("name") for area in self.form(path).iter("textarea")}
        for name, value in self.form(path).form_values():
            found.setdefault(name, []).append(value.removeprefix("\n") if name in areas else value)
        return found

    def notes(self, id: str) -> str:
        """What is said beside the element with an id."""
        around = self.tree.get_element_by_id(id).getparent()
        return " ".join(note.text_content() for note in around.find_class("note"))


@dataclass
class Browser:
    """Somebody at the editors' pages."""

    client: TestClient
    key: str = ""
    origin: Mapping[str, str] = field(default_factory=lambda: {"Origin": HERE})

    def get(self, path: str) -> Page:
        return Page(self.client.get(path))

    def post(self, path: str, fields: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Page:
        """Send fields as a form; a way on is not followed."""
        own = {"Content-Type": FORM} | dict(self.origin if headers is None else headers)
        body = urlencode(dict(fields), doseq=True)
        return Page(self.client.post(path, content=body, headers=own, follow_redirects=False))

    def sign_in(self, key: str, wanted: str = "/editing") -> Page:
        return self.post("/editing/sign-in", {"key": key, "wanted": wanted})

    def send(self, page: Page, path: str, changes: Changes | None = None) -> Page:
        """Send a form of a page with some fields changed, or taken out by None."""
        changed = page.fields(path) | dict(changes or {})
        return self.post(page.form(path).action, {name: value for name, value in changed.items() if value is not None})

    def upload(self, content: bytes, name: str = "digest.html", **known: str) -> Page:
        """Send a document from the form for it."""
        token = self.get("/editing/upload").fields("/editing/imports")["token"][0]
        answer = self.client.post(
            "/editing/imports",
            data={"token": token} | known,
            files={"file": (name, content, "text/html")},
            headers=dict(self.origin),
            follow_redirects=False,
        )
        return Page(answer)

    def new_import(self, content: bytes | None = None) -> str:
        """Where the page of a new import is."""
        answer = self.upload(content or page(49, 7) + b"<!-- %d -->" % next(DOCUMENTS)).answer
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"]).split("?")[0]


def browser_of(editors: Editors, role: Role | None = None, *, url: str = HERE) -> Browser:
    """A browser of its own, signed in with a new key where a role is given."""
    made = Browser(TestClient(editors.client.app, base_url=url, raise_server_exceptions=False), origin={"Origin": url})
    if role is not None:
        made.key = new_key(editors.engine, role)
        assert made.sign_in(made.key).status == 303
    return made
