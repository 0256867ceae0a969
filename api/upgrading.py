"""Upgrading: the tables brought to the newest revision by Alembic; loaded only when they are not there."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from api.migrations import FOLDER


def upgrade(connection: Connection) -> None:
    """Run the migrations that the tables lack, in the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
