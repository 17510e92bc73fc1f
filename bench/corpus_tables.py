"""A corpus of generated declarations as Parquet alone: some thousand made tables, repeated with figures, places and years of their own."""

from pathlib import Path

import duckdb

from jiheng.corpus.columns import COLUMNS, Understood, parquet, rows
from jiheng.corpus.folder import Part, held
from jiheng.corpus.origins import Origins
from jiheng.corpus.piece import Versions
from jiheng.framework import load
from jiheng.review import Context, review
from jiheng.sample.making import samples

MADE = 5_000
PART = 10_000
"""Declarations in a part."""
TOWNS = 2_000
"""Towns whose name stands before one indicator's name in eight, so that names are many."""
VERSIONS = Versions("generated", "generated")
COPY = "copy ({query}) to '{path}' (format parquet, compression zstd)"
COPIES_EVERY = 50
"""One table in so many is left as it was made: a copy of another."""
FRESH = f"(hash(c, content, number) % {COPIES_EVERY} <> 0)"
QUERIES = {
    "documents": "select sha256(content || c) as content, path || c as path, * exclude (content, path, c) from documents, range({low}, {high}) as t(c)",
    "declarations": """select sha256(content || c) as content, 0::int as number, form, title, (2021 + c % 5)::int as year, project || c // 5 as project,
        code, department_code, department, unit || c % 300 as unit, region, trade, attribute, term,
        (total * (50 + hash(c, content) % 100)::int / 100)::decimal(38, 10) as total, fiscal, other, goal, indicators, measurable, repairs, complete,
        null::blob as json
        from declarations, range({low}, {high}) as t(c)""",
    "indicators": """select sha256(content || c) as content, 0::int as number, position, midterm, level1, level2, name,
        case when hash(c, content, position) % 8 = 0 then '第' || (hash(c) % {towns})::varchar || '镇' || bare else bare end as bare, node,
        case when {fresh} then text || (hash(c, position) % 900)::varchar else text end as text, kind,
        case when {fresh} and unit <> '%' then (lower * (50 + hash(c, position) % 100)::int / 100)::decimal(38, 10) else lower end as lower,
        upper, lower_open, upper_open, approximate, unit, per, change, than, since, by_date, every, grade, weight, actual, actual_lower,
        actual_upper, score from indicators, range({low}, {high}) as t(c)""",
    "findings": "select sha256(content || c) as content, 0::int as number, * exclude (content, number, c) from findings, range({low}, {high}) as t(c)",
    "efforts": "select sha256(content || c) as content, * exclude (content, c) from efforts, range({low}, {high}) as t(c)",
}


def fill(corpus: Path, declarations: int) -> int:
    """Write the parts of a corpus of so many declarations; how many indicators they have."""
    base = corpus.with_name(f"{corpus.name}.base")
    base.mkdir(parents=True)
    made = min(MADE, declarations)
    _write_base(base, made)
    with held(corpus) as folder, duckdb.connect() as connection:
        for table in COLUMNS:
            connection.execute(f"create table {table} as select * from read_parquet('{base / table}.parquet')")  # noqa: S608 - names of ours
        together = max(PART // made, 1)
        for low in range(0, declarations // made, together):
            _write_part(connection, folder.path, low, min(low + together, declarations // made))
            name = f"{low:06d}"
            documents = made * (min(low + together, declarations // made) - low)
            folder.parts[name] = Part(name, 0, VERSIONS, documents, documents, 0)
        folder.keep()
        counted = connection.execute("select count(*) from indicators").fetchone()
    return (counted[0] if counted else 0) * (declarations // made)


def _write_part(connection: duckdb.DuckDBPyConnection, corpus: Path, low: int, high: int) -> None:
    place = corpus / "parts" / f"{low:06d}"
    place.mkdir()
    for table, query in QUERIES.items():
        connection.execute(COPY.format(query=query.format(low=low, high=high, fresh=FRESH, towns=TOWNS), path=place / f"{table}.parquet"))


def _write_base(base: Path, number: int) -> None:
    """The tables that are repeated, each a document of its own."""
    framework = load()
    origins, context = Origins(framework), Context(framework)
    lines: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}
    declarations = (each.declaration for group in samples(17, number) for each in group)
    for position, declaration in zip(range(number), declarations, strict=False):
        content = f"{position:064d}"
        said = rows(Understood(content, (declaration,), review((declaration,), context).findings), origins)
        for table, found in said.items():
            lines[table] += found
        document = {
            "content": content,
            "path": f"/published/{position}",
            "bytes": 20_000,
            "format": "docx",
            "status": "read",
            "reason": None,
        }
        lines["documents"].append({**document, "declarations": 1, "reader": "generated", "rules": "generated"})
        lines["efforts"].append({"content": content, "nanoseconds": 3_000_000, "peak": 60_000_000, "attempts": 1})
    for table, found in lines.items():
        (base / f"{table}.parquet").write_bytes(parquet(table, found))
