"""Fills an empty database with a county grown to 100,000 declarations of twelve indicators each: `python filling.py HOME`.

The example county is written first, its tables lengthened to twelve rows; then its filings, with all that hangs on them, are copied by the database
itself, under the same tasks and units, until there are enough. The trail is not copied: a chain can't be.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

WANTED = 100_000
ROWS = 12
COPIED = (
    ("filing_filing", "id", {"revision_id": "revision", "handed_id": "handin"}, "filing"),
    ("filing_revision", "id", {"filing_id": "filing"}, "revision"),
    ("filing_handin", "id", {"filing_id": "filing", "revision_id": "revision"}, "handin"),
    ("filing_step", "id", {"filing_id": "filing", "handin_id": "handin"}, "step"),
    ("filing_review", "id", {"revision_id": "revision"}, "review"),
    ("filing_objection", "id", {"filing_id": "filing"}, "objection"),
    ("reviewing_thread", "id", {"filing_id": "filing", "handin_id": "handin"}, "thread"),
    ("approving_approval", "id", {"filing_id": "filing", "revision_id": "revision"}, "approval"),
)
"""Tables, their key, the columns that name a copied row, and the name of the table's own offset."""


def main(home: Path) -> None:
    """Fill, and print how many tables and indicators there are and how long it took."""
    from jiheng.web.serving import Place, prepare, settle

    begun = time.monotonic()
    settle(home)
    from jiheng.web.demo import preparing

    preparing.tables = lengthened(preparing.tables)  # type: ignore[attr-defined]
    prepare(Place(home=home, demo="county"))
    made = copied()
    print(f"{made:,} declarations of {ROWS} indicators in {time.monotonic() - begun:.0f} s")


def lengthened(tables: Any) -> Any:
    """The generator of the county's tables, each with rows of the same unit's other tables until there are twelve."""

    def _longer(*said: Any) -> Iterator[Any]:
        made = list(tables(*said))
        pool = [row for _project, _year, sample in made[:10] for row in sample.declaration.indicators if row.node != "output.cost"]
        for project, year, sample in made:
            held = sample.declaration
            known = {row.name for row in held.indicators}
            more = [row for row in pool if row.name not in known and "元" not in (row.target.unit or "")]
            rows = (*held.indicators, *{row.name: row for row in more}.values())[:ROWS]
            yield project, year, evolve(sample, declaration=evolve(held, indicators=rows))

    return _longer


def copied() -> int:
    """Copy what hangs on a filing until there are enough filings; how many there are then."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    from jiheng.web.filing.filings import Filing

    first = Filing.objects.count()
    with connection.cursor() as cursor:
        sizes = {}
        for table, key, _columns, name in COPIED:
            cursor.execute(f"SELECT MAX({key}) FROM {table}")  # noqa: S608 - names of our own tables
            sizes[name] = cursor.fetchone()[0] or 0
    for turn in range(1, -(-WANTED // first)):
        least = first - (WANTED - turn * first) if (turn + 1) * first > WANTED else 0
        with transaction.atomic(), connection.cursor() as cursor:
            for table, key, columns, name in COPIED:
                cursor.execute(_statement(cursor, table, key, columns, (sizes, turn, name, least)))
        print(turn, end=" ", flush=True)
    with connection.cursor() as cursor:
        from django.apps import apps

        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    return Filing.objects.count()


def _statement(cursor: Any, table: str, key: str, columns: dict[str, str], how: tuple[dict[str, int], int, str, int]) -> str:
    from django.db import connection

    sizes, turn, name, least = how
    named = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    shifts = {key: name, **columns}
    values = [f"{column} + {sizes[shifts[column]] * turn}" if column in shifts else _copy(table, column, turn) for column in named]
    owner = "id" if table == "filing_filing" else "filing_id" if "filing_id" in named else "revision_id"
    return (
        f"INSERT INTO {table} ({', '.join(named)}) SELECT {', '.join(values)} FROM {table} "  # noqa: S608 - names of our own tables
        f"WHERE {key} <= {sizes[name]} AND {owner} > {least}"
    )


def _copy(table: str, column: str, turn: int) -> str:
    """A column as it is; a project's name and code tell the copies apart."""
    if table == "filing_filing" and column == "code":
        return f"code || '-{turn}'"
    if table == "filing_filing" and column == "project":
        return f"project || '（{turn}）'"
    return column


if __name__ == "__main__":
    main(Path(sys.argv[1]))
