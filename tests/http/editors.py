"""An archive of its own with keys, for tests of what editors do over HTTP."""

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from api.database import make_engine, migrate, write_session
from api.keys import Role, make_key
from api.main import create_app
from api.models import now
from api.repositories import keys
from api.seeding import load
from api.settings import SEED_DATA, Settings
from tests.storage.issue_files import Form, issue

NUMBERS = count(1)


@dataclass(frozen=True)
class Editors:
    """A client of the whole app over a real archive, and who may do what there."""

    client: TestClient
    engine: Engine
    editor: dict[str, str]
    admin: dict[str, str]

    def new_key(self, role: Role, *, revoked: bool = False) -> dict[str, str]:
        """The headers of somebody with a new key."""
        return bearer(new_key(self.engine, role, revoked=revoked))

    def put(self, form: Form, **headers: str) -> Any:
        """Put an issue as the editor; underscores in the names of headers stand for hyphens."""
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.put(path_of(form), json=form, headers=self.editor | own)

    def tag(self, form: Form) -> str:
        """The tag of an issue, as If-Match takes it."""
        found: str = self.client.get(path_of(form)).json()["data"]["revision_tag"]
        return f'"{found}"'


def new_key(engine: Engine, role: Role, *, revoked: bool = False) -> str:
    """The text of a new key."""
    made = make_key()
    with write_session(engine) as session:
        keys.add_key(session, id=made.id, name="Desk", role=role, secret_hash=made.hash, at=now())
        if revoked:
            keys.revoke_key(session, made.id, now())
    return made.text


def bearer(text: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {text}"}


def path_of(form: Form) -> str:
    """Where an issue is."""
    return f"/v1/issues/{form['volume']}.{form['number']}"


def new_issue(**keys: Any) -> Form:
    """An issue that no other test has."""
    return issue(volume=90 + (number := next(NUMBERS)) // 900, number=number % 900 + 1, **keys)


def opened(folder: Path) -> Engine:
    """An engine that does not wait for the disk."""
    engine = make_engine(Settings(_env_file=None, data_dir=folder))
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())
    return engine


@cache
def prepared() -> Path:
    """A database with the vocabularies and issue 3.7, made once a process."""
    made = Path(mkdtemp())
    atexit.register(shutil.rmtree, made)
    engine = opened(made)
    migrate(engine)
    load(engine, [SEED_DATA / "issues" / "vol-3-07.yaml"])
    engine.dispose()
    return made / "alliance.db"


@contextmanager
def editors_of(folder: Path, **options: Any) -> Iterator[Editors]:
    """Open an archive with issue 3.7, an editor's and an admin's key; options are settings."""
    settings = Settings(_env_file=None, data_dir=folder, index_url="memory:", rate_limit="off", log_level="error")
    settings = settings.model_copy(update={"key_failure_limit": "off", "index_poll_s": 5.0, **options})
    folder.mkdir(mode=0o700)
    shutil.copy(prepared(), folder / "alliance.db")
    engine = opened(folder)
    with TestClient(create_app(settings, engine=engine), raise_server_exceptions=False) as client:
        editor, admin = (bearer(new_key(engine, role)) for role in (Role.EDITOR, Role.ADMIN))
        yield Editors(client, engine, editor, admin)
    engine.dispose()
