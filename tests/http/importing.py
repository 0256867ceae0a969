"""Imports over HTTP: a reader that gives drafts made by hand, and what editors ask."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

import api.imports.reading
from ingest import Draft, Hints, UnreadableDocument, Vocabulary
from tests.http.editors import Editors
from tests.storage.import_drafts import draft, hinted

DOCUMENTS = count(1)
NUMBERS = count(1)


@dataclass
class Shelf:
    """Documents and what is read from them."""

    drafts: dict[bytes, Draft | UnreadableDocument] = field(default_factory=dict)

    def read(self, content: bytes, _vocabulary: Vocabulary, hints: Hints) -> Draft:
        """Read a document of the shelf."""
        found = self.drafts[content]
        if isinstance(found, UnreadableDocument):
            raise found
        return hinted(found, hints)

    def put(self, found: Draft | UnreadableDocument | None = None, **keys: Any) -> bytes:
        """A new document; where nothing else is said it is that of an issue that no other test has."""
        content = f"document {next(DOCUMENTS)}".encode()
        self.drafts[content] = found or draft(*new_number(), **keys)
        return content


def new_number() -> tuple[int, int]:
    """Volume and number of an issue that no other test has."""
    made = next(NUMBERS)
    return 100 + made // 24, made % 24 + 1


@dataclass
class Importing:
    """An editor who imports documents."""

    editors: Editors
    shelf: Shelf

    def post(self, content: bytes, url: str = "/v1/imports", **headers: str) -> Any:
        """Send a document as the body."""
        return self.editors.client.post(url, content=content, headers=self.editors.editor | headers)

    def new(self, **keys: Any) -> dict[str, Any]:
        """A new import of a new document."""
        response = self.post(self.shelf.put(**keys))
        assert response.status_code == 201, response.text
        found: dict[str, Any] = response.json()["data"]
        return found

    def get(self, id: str) -> dict[str, Any]:
        """An import as it is now."""
        response = self.editors.client.get(f"/v1/imports/{id}", headers=self.editors.editor)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()["data"]
        return found

    def patch(self, made: dict[str, Any], patch: Any, **headers: str) -> Any:
        """Correct a draft from the state that it was seen in."""
        return self.patch_bytes(made, json.dumps(patch).encode(), **headers)

    def patch_bytes(self, made: dict[str, Any], body: bytes, **headers: str) -> Any:
        """As `patch`, with a body that need not be JSON."""
        own = {"Content-Type": "application/json", "If-Match": f'"{made["revision_tag"]}"'} | headers
        return self.editors.client.patch(f"/v1/imports/{made['id']}", content=body, headers=self.editors.editor | own)

    def patched(self, made: dict[str, Any], patch: Any) -> dict[str, Any]:
        """Correct a draft, and see it as it is then."""
        response = self.patch(made, patch)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()["data"]
        return found

    def publish(self, made: dict[str, Any], query: str = "", **headers: str) -> Any:
        """Publish a draft."""
        own = self.editors.editor | {"If-Match": f'"{made["revision_tag"]}"'} | headers
        return self.editors.client.post(f"/v1/imports/{made['id']}/publish{query}", headers=own)

    def discard(self, made: dict[str, Any], **headers: str) -> Any:
        """Discard a draft."""
        own = self.editors.editor | {"If-Match": f'"{made["revision_tag"]}"'} | headers
        return self.editors.client.delete(f"/v1/imports/{made['id']}", headers=own)


@contextmanager
def importing_at(editors: Editors) -> Iterator[Importing]:
    """An editor with documents that are read from the shelf."""
    shelf = Shelf()
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(api.imports.reading, "read", shelf.read)
        yield Importing(editors, shelf)
