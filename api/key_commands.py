"""The commands of access: keys made, listed and revoked, and the audit log; they open the database alone."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from api.auditing import COMMAND_LINE, note_action
from api.database import open_database, read_session, write_session
from api.keys import Role, make_key
from api.models import moment_text, now
from api.repositories import audit, keys
from api.settings import Settings

key_commands = typer.Typer(no_args_is_help=True, help="Make, list and revoke the keys of editors and admins.")
NAME_MAX = 100
_said = Console(stderr=True)


@key_commands.command()
def create(
    name: Annotated[str, typer.Option(help="Whose key it is, as the audit log shows it.")],
    role: Annotated[Role, typer.Option(help="editor: imports, corrects, publishes, withdraws; admin: everything.")],
) -> None:
    """Make a key and print it, this once, on standard output."""
    shown = name.strip()
    if not shown or not shown.isprintable() or len(shown) > NAME_MAX:
        raise typer.BadParameter(f"a name is one line of at most {NAME_MAX} characters", param_hint="--name")
    made, at = make_key(), now()
    with open_database(Settings()) as engine, write_session(engine) as session:
        keys.add_key(session, id=made.id, name=shown, role=role, secret_hash=made.hash, at=at)
        details = {"name": shown, "role": role.value}
        note_action(session, COMMAND_LINE, "create_key", ("key", made.id), details, at=at)
    typer.echo(made.text)
    _said.print(f"key {made.id} is for {shown} ({role}); it is kept as a hash and cannot be shown again", markup=False)


@key_commands.command(name="list")
def list_keys() -> None:
    """List all keys, without their secrets."""
    table = Table("id", "name", "role", "created", "last used", "revoked")
    with open_database(Settings()) as engine, read_session(engine) as session:
        for key in keys.all_keys(session):
            used = key.last_used_on.isoformat() if key.last_used_on else ""
            revoked = moment_text(key.revoked_at) if key.revoked_at else ""
            table.add_row(key.id, escape(key.name), key.role, moment_text(key.created_at), used, revoked)
    Console().print(table)


@key_commands.command()
def revoke(id: Annotated[str, typer.Argument(help="Public id of the key, the part after adk_.")]) -> None:
    """Revoke a key: from now on it is refused."""
    with open_database(Settings()) as engine, write_session(engine) as session:
        at = now()
        revoked = keys.revoke_key(session, id, at)
        if revoked:
            note_action(session, COMMAND_LINE, "revoke_key", ("key", id), at=at)
    if not revoked:
        _said.print(f"there is no valid key {id}", markup=False)
        raise typer.Exit(1)
    _said.print(f"key {id} is revoked", markup=False)


def show_audit(limit: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 50) -> None:
    """Show what was done: by which key or the command line, to which record, with how many changes."""
    columns = ("seq", "at", "who", "key", "action", "target", "details")
    table = Table(*(Column(name, no_wrap=name == "at", overflow="fold") for name in columns))
    with open_database(Settings()) as engine, read_session(engine) as session:
        for row in audit.newest_entries(session, limit):
            target = f"{row.kind} {row.target_id}"
            details = " ".join(f"{name}={value}" for name, value in row.details.items() if value not in {None, 0})
            table.add_row(
                str(row.seq),
                moment_text(row.at),
                escape(row.name),
                row.key_id or "",
                row.action,
                target,
                escape(details),
            )
    Console().print(table)
