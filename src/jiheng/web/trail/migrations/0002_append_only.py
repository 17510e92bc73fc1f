"""The database itself refuses to change or drop entries of the trail, on SQLite and on PostgreSQL."""

from typing import Any, ClassVar

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER trail_entry_no_{deed} BEFORE {deed} ON trail_entry BEGIN SELECT RAISE(ABORT, 'the trail is only ever added to'); END",
    "DROP TRIGGER trail_entry_no_{deed}",
)
POSTGRESQL = (
    "CREATE FUNCTION trail_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is only ever added to'; END $$",
    "CREATE TRIGGER trail_entry_closed BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_entry FOR EACH STATEMENT EXECUTE FUNCTION trail_closed()",
)


def close(_apps: Any, editor: Any) -> None:
    """Make the triggers."""
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)
        return
    for deed in ("UPDATE", "DELETE"):
        editor.execute(SQLITE[0].format(deed=deed))


def reopen(_apps: Any, editor: Any) -> None:
    """Drop the triggers."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION trail_closed() CASCADE")
        return
    for deed in ("UPDATE", "DELETE"):
        editor.execute(SQLITE[1].format(deed=deed))


class Migration(migrations.Migration):
    """Triggers that refuse."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("trail", "0001_initial")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(close, reopen)]
