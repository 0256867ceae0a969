"""An archive that editors' pages write to, and an editor at them."""

from collections.abc import Iterator

import pytest

from api.keys import Role
from tests.http.editors import Editors, editors_of
from tests.pages.editing.browsing import Browser, browser_of


@pytest.fixture(scope="session")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editors]:
    """The whole app over a real archive; each test takes issues of its own."""
    with editors_of(tmp_path_factory.mktemp("pages") / "data") as editors:
        yield editors


@pytest.fixture(scope="session")
def editor(editors: Editors) -> Browser:
    """An editor who is signed in."""
    return browser_of(editors, Role.EDITOR)
