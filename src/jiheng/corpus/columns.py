"""Columns (数据列): the four tables of a corpus, and what one document gives to each of them.

A declaration is found by `content` (SHA-256 of the document's bytes) and `number` (its position in the document); its rows by
these and `position`. Amounts and bounds are exact decimals: a figure with more than DIGITS places behind the point, or too large
for the column, is left out of its column and stays in the declaration's `json`.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from jiheng.corpus.origins import Origins
from jiheng.model.codec import to_builtins, to_json
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Tables = dict[str, list[Row]]

DIGITS = 10
LARGEST = Decimal(10) ** (38 - DIGITS)
TEXT, NUMBER, LARGE, TRUTH, FIGURE, BYTES = "string", "int32", "int64", "bool", "decimal", "binary"
_KEY = {"content": TEXT, "number": NUMBER}
_VALUE = {
    "text": TEXT,
    "kind": TEXT,
    "lower": FIGURE,
    "upper": FIGURE,
    "lower_open": TRUTH,
    "upper_open": TRUTH,
    "approximate": TRUTH,
    "unit": TEXT,
    "per": TEXT,
    "change": TEXT,
    "than": TEXT,
    "since": TEXT,
    "by_date": TEXT,
    "every": TEXT,
    "grade": TEXT,
}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "content": TEXT,
        "path": TEXT,
        "bytes": LARGE,
        "format": TEXT,
        "status": TEXT,
        "reason": TEXT,
        "declarations": NUMBER,
        "reader": TEXT,
        "rules": TEXT,
    },
    "declarations": {
        **_KEY,
        "form": TEXT,
        "title": TEXT,
        "year": NUMBER,
        "project": TEXT,
        "code": TEXT,
        "department_code": TEXT,
        "department": TEXT,
        "unit": TEXT,
        "region": TEXT,
        "trade": TEXT,
        "attribute": TEXT,
        "term": TEXT,
        "total": FIGURE,
        "fiscal": FIGURE,
        "other": FIGURE,
        "goal": TEXT,
        "indicators": NUMBER,
        "measurable": NUMBER,
        "repairs": NUMBER,
        "complete": TRUTH,
        "json": BYTES,
    },
    "indicators": {
        **_KEY,
        "position": NUMBER,
        "midterm": TRUTH,
        "level1": TEXT,
        "level2": TEXT,
        "name": TEXT,
        "bare": TEXT,
        "node": TEXT,
        **_VALUE,
        "weight": FIGURE,
        "actual": TEXT,
        "actual_lower": FIGURE,
        "actual_upper": FIGURE,
        "score": FIGURE,
    },
    "findings": {
        **_KEY,
        "rule": TEXT,
        "severity": TEXT,
        "message": TEXT,
        "field": TEXT,
        "position": NUMBER,
        "fingerprint": TEXT,
        "evidence": TEXT,
    },
    "efforts": {
        "content": TEXT,
        "nanoseconds": LARGE,
        "peak": LARGE,
        "attempts": NUMBER,
    },
}
"""Every table's columns in order.

`documents` has one row for each content, whether it was read or not; `efforts` what that cost by the clock and in bytes of memory:
the one table that differs from run to run.
"""
MEASURED = frozenset(ValueKind) - {ValueKind.QUALITATIVE, ValueKind.UNKNOWN}


@frozen
class Understood:
    """What a document said: its declarations, and what the rules found in them."""

    content: str
    declarations: tuple[Declaration, ...]
    findings: tuple[Finding, ...]


def schema(table: str) -> "pa.Schema":
    """The Arrow schema of a table."""
    import pyarrow as pa

    kinds = {TEXT: pa.string(), NUMBER: pa.int32(), LARGE: pa.int64(), TRUTH: pa.bool_(), BYTES: pa.binary()}
    kinds[FIGURE] = pa.decimal128(38, DIGITS)
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])


def parquet(table: str, lines: Sequence[Row]) -> bytes:
    """The rows of a table as a Parquet file; the same rows give the same bytes. Figures may stand as decimal strings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shape = schema(table)
    columns = [pa.array(_column(lines, name, kind), shape.field(name).type) for name, kind in COLUMNS[table].items()]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=shape), out, compression="zstd")
    return out.getvalue()


def parsed(content: bytes) -> list[Row]:
    """The rows of a Parquet file."""
    import pyarrow.parquet as pq

    found: list[Row] = pq.read_table(io.BytesIO(content)).to_pylist()
    return found


def _column(lines: Sequence[Row], name: str, kind: str) -> list[object]:
    values = [line[name] for line in lines]
    return [None if value is None else Decimal(value) for value in values] if kind == FIGURE else values


def rows(said: Understood, origins: Origins) -> Tables:
    """The rows of what a document said, by table; `documents` is the caller's, who knows how the reading went."""
    return {
        "declarations": [_declaration(said.content, number, each, origins) for number, each in enumerate(said.declarations)],
        "indicators": [row for number, each in enumerate(said.declarations) for row in _indicators(said.content, number, each, origins)],
        "findings": finding_rows(said),
    }


def finding_rows(said: Understood) -> list[Row]:
    """The rows of what the rules found."""
    return [_finding(said.content, each) for each in said.findings]


def _declaration(content: str, number: int, told: Declaration, origins: Origins) -> Row:
    funds, department, attribute = told.funds, told.department, told.attribute
    return {
        "content": content,
        "number": number,
        "form": told.form.value,
        "title": told.title,
        "year": told.year,
        "project": told.project,
        "code": told.code,
        "department_code": department and department.code,
        "department": department and department.name,
        "unit": told.unit,
        "region": origins.region(told),
        "trade": origins.trade(told),
        "attribute": attribute and attribute.name,
        "term": told.term,
        "total": kept(funds.total),
        "fiscal": kept(funds.fiscal),
        "other": kept(funds.other),
        "goal": told.goal,
        "indicators": len(told.indicators),
        "measurable": sum(row.target.kind in MEASURED for row in told.indicators),
        "repairs": len(told.source.repairs),
        "complete": told.complete,
        "json": to_json(told),
    }


def _indicators(content: str, number: int, told: Declaration, origins: Origins) -> Iterator[Row]:
    for midterm, each in ((False, told.indicators), (True, told.midterm_indicators)):
        for position, row in enumerate(each):
            yield {"content": content, "number": number, "position": position, "midterm": midterm} | _indicator(row, origins)


def _indicator(row: Indicator, origins: Origins) -> Row:
    actual = row.actual
    return {
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "bare": origins.bare(row.name),
        "node": row.node,
        **_value(row.target),
        "weight": kept(row.weight),
        "actual": actual.text if actual else None,
        "actual_lower": kept(actual.lower) if actual else None,
        "actual_upper": kept(actual.upper) if actual else None,
        "score": kept(row.score),
    }


def _value(target: Value) -> Row:
    return {
        "text": target.text,
        "kind": target.kind.value,
        "lower": kept(target.lower),
        "upper": kept(target.upper),
        "lower_open": target.lower_open,
        "upper_open": target.upper_open,
        "approximate": target.approximate,
        "unit": target.unit,
        "per": "/".join(target.per) or None,
        "change": target.change and target.change.value,
        "than": target.than,
        "since": target.since,
        "by_date": target.by,
        "every": target.every and target.every.value,
        "grade": target.grade,
    }


def _finding(content: str, found: Finding) -> Row:
    import msgspec

    return {
        "content": content,
        "number": found.declaration,
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "field": found.field,
        "position": found.indicator,
        "fingerprint": found.fingerprint,
        "evidence": msgspec.json.encode(to_builtins(found)["evidence"]).decode(),
    }


def kept(figure: Decimal | None) -> Decimal | None:
    """A figure as its column holds it; None for one that would be rounded or does not fit."""
    if figure is None or abs(figure) >= LARGEST:
        return None
    exponent = figure.as_tuple().exponent
    return figure if isinstance(exponent, int) and exponent >= -DIGITS else None
