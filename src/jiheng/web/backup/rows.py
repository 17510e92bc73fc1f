"""Rows (行): each row of a table as one line of JSON, the same line from SQLite and from PostgreSQL, and back."""

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from attrs import frozen
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

AT_ONCE = 500
"""Rows that are read or written in one go."""
_encoder = msgspec.json.Encoder(order="deterministic", decimal_format="string")
_decoder = msgspec.json.Decoder()


@frozen
class Sum:
    """What a table came to: how many rows, and the SHA-256 over their lines."""

    rows: int
    digest: str


def columns(table: type[models.Model]) -> list[Any]:
    """The fields of a table, in the order in which a line has them."""
    return list(table._meta.concrete_fields)


def lines(table: type[models.Model], connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """Every row of the table as a line, in the order of its key."""
    names = [field.attname for field in columns(table)]
    rows = table._base_manager.using(connection.alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _encoder.encode(row) + b"\n"


def summed(found: Iterable[bytes]) -> Sum:
    """What the lines come to."""
    digest, number = hashlib.sha256(), 0
    for line in found:
        digest.update(line)
        number += 1
    return Sum(number, digest.hexdigest())


def insert(table: type[models.Model], found: Iterable[bytes], connection: BaseDatabaseWrapper) -> None:
    """Write the lines as rows, with their keys."""
    fields = columns(table)
    quoted = connection.ops.quote_name
    named = ", ".join(quoted(field.column) for field in fields)
    statement = f"INSERT INTO {quoted(table._meta.db_table)} ({named}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - names of our own tables
    rest = iter(found)
    with connection.cursor() as cursor:
        while some := list(islice(rest, AT_ONCE)):
            cursor.executemany(statement, [_values(fields, line, connection) for line in some])


def _values(fields: Sequence[Any], line: bytes, connection: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(_value(field, said), connection) for field, said in zip(fields, _decoder.decode(line), strict=True)]


def _value(field: Any, said: Any) -> Any:
    if said is None or isinstance(field, models.JSONField):
        return said
    if isinstance(field, models.BinaryField):
        return b64decode(said)
    return field.to_python(said)
