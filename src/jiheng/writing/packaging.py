"""Packaging (公开数据包): declarations as a Frictionless data package: tables as CSV with their schema, and the exchange JSON with its schema beside them."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import frozen

from jiheng.framework import Framework
from jiheng.model.answer import ReadAnswer
from jiheng.model.codec import schema, to_json
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.value import ValueKind

DESCRIPTOR = "datapackage.json"
EXCHANGE = "declarations.json"
KEYS = ("order", "position")
"""fields that the program counts itself, and of which keys are made"""
SCHEMA = "read.schema.json"
EXCHANGED = {
    "profile": "data-resource",
    "name": "declarations",
    "title": "全部内容（交换 JSON）",
    "path": EXCHANGE,
    "format": "json",
    "mediatype": "application/json",
    "encoding": "utf-8",
    "jsonSchema": SCHEMA,
}
CODES = {"form": FormKind, "kind": ValueKind}
"""columns whose texts are codes, and the codes that there are"""


@frozen
class PackageColumn:
    """A column of a table of open data: its name, its Chinese title, its type, and the field that it shows."""

    name: str
    title: str
    type: str
    field: str


@frozen
class PackageTable:
    """A table of open data; `rows` names the list of a declaration that gives its rows, blank for one row a declaration."""

    name: str
    title: str
    rows: str
    columns: tuple[PackageColumn, ...]


def packaged(framework: Framework, answer: ReadAnswer) -> dict[str, bytes]:
    """The files of the package by name: the descriptor, a CSV for each table, the exchange JSON. Amounts are in yuan, figures plain."""
    tables = framework.part(_tables)
    files = {f"{table.name}.csv": _csv(table, answer.declarations) for table in tables}
    descriptor = json.dumps(_descriptor(framework, tables), ensure_ascii=False, indent=2) + "\n"
    told = json.dumps(schema(ReadAnswer), ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTOR: descriptor.encode(), **files, EXCHANGE: to_json(answer, indent=2) + b"\n", SCHEMA: told.encode()}


def published(framework: Framework) -> dict[str, Any]:
    """The package as a descriptor without a version of the law: what every package of this program looks like."""
    return {**_descriptor(framework, framework.part(_tables)), "description": ""}


def _tables(framework: Framework) -> tuple[PackageTable, ...]:
    return tuple(
        PackageTable(entry["name"], entry["title"], entry.get("list", ""), tuple(PackageColumn(*column) for column in entry["columns"]))
        for entry in framework.sheet("open_data")["table"]
    )


def _csv(table: PackageTable, declarations: Sequence[Declaration]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for order, declaration in enumerate(declarations):
        for position, row in _rows(table, declaration):
            writer.writerow([_text(column.field, row, order, position) for column in table.columns])
    return out.getvalue().encode()


def _rows(table: PackageTable, declaration: Declaration) -> Iterator[tuple[int, object]]:
    if not table.rows:
        yield 0, declaration
        return
    yield from enumerate(_found(declaration, table.rows) or ())


def _text(field: str, row: object, order: int, position: int) -> str:
    if field in KEYS:
        return str(order if field == "order" else position)
    value = _found(row, field)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return str(plain(value))
    return str(value.value if isinstance(value, Enum) else value)


def _found(row: object, path: str) -> Any:
    """What stands at a path of attributes; None where any of them is None."""
    for name in path.split("."):
        row = getattr(row, name, None)
    return row


def _descriptor(framework: Framework, tables: Sequence[PackageTable]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "performance-targets",
        "title": "绩效目标公开数据",
        "description": f"framework {framework.version}+{framework.digest}",
        "resources": [*(_resource(table) for table in tables), EXCHANGED],
    }


def _resource(table: PackageTable) -> dict[str, object]:
    told: dict[str, object] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.rows:
        told["primaryKey"] = ["project_id", "position"]
        told["foreignKeys"] = [{"fields": "project_id", "reference": {"resource": "projects", "fields": "id"}}]
    else:
        told["primaryKey"] = "id"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": told,
    }


def _field(column: PackageColumn) -> dict[str, object]:
    made: dict[str, object] = {"name": column.name, "title": column.title, "type": column.type}
    if column.name in CODES:
        made["constraints"] = {"enum": [code.value for code in CODES[column.name]]}
    elif column.field in KEYS:
        made["constraints"] = {"required": True}
    return made
