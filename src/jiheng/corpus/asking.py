"""Asking (查询): a corpus by SQL, with the questions that are asked most ready made.

The tables `documents`, `declarations`, `indicators`, `findings` and `efforts` hold what `columns.py` says; `manifest` is what is known of each
content: its document's line with what reading it cost.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from jiheng.corpus.columns import COLUMNS, schema
from jiheng.corpus.folder import Folder, opened
from jiheng.errors import UnreadableCorpus

if TYPE_CHECKING:
    import duckdb

QUESTIONS = Path(__file__).parent / "questions"
SPEECH = {"zh": "-- zh: ", "en": "-- en: "}
MANIFEST = "create view manifest as select * from documents left join efforts using (content)"


@frozen
class Question:
    """A question that is ready made: its name, what it asks in both languages, and its SQL, whose first column names and whose last counts."""

    name: str
    zh: str
    en: str
    sql: str


@frozen
class Answer:
    """What SQL answered: the names of the columns, and the lines."""

    columns: tuple[str, ...]
    lines: tuple[tuple[Any, ...], ...]


@cache
def questions() -> dict[str, Question]:
    """The ready-made questions by name: one file each."""
    return {path.stem: _question(path) for path in sorted(QUESTIONS.glob("*.sql"))}


def ask(path: Path, sql: str) -> Answer:
    """What the corpus in a folder answers to SQL, or to the name of a ready-made question. Raises UnreadableCorpus."""
    ready = questions().get(sql.strip())
    with connected(path) as connection:
        return answer(connection, ready.sql if ready else sql)


def answer(connection: "duckdb.DuckDBPyConnection", sql: str, parameters: Sequence[object] = ()) -> Answer:
    """What a connection answers. Raises UnreadableCorpus where the SQL can't be understood."""
    import duckdb

    try:
        asked = connection.execute(sql, parameters or None)
        if asked.description is None:
            return Answer((), ())
        return Answer(tuple(each[0] for each in asked.description), tuple(asked.fetchall()))
    except duckdb.Error as error:
        raise UnreadableCorpus(
            f"查询没有得出结果：{error}。应为对 {'、'.join(COLUMNS)} 的 SQL，或一个常用问题的名称；jiheng corpus query DIR --list 可列出。",
            f"the query gave no answer: {error}; expected SQL over {', '.join(COLUMNS)}, or the name of a ready-made question: "
            "`jiheng corpus query DIR --list`.",
        ) from error


@contextmanager
def connected(path: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """A connection to the tables of the corpus in a folder. Raises UnreadableCorpus where there is none."""
    import duckdb

    folder = opened(path)
    if not folder.parts:
        raise UnreadableCorpus(
            f"{path}：这里没有语料。应为 jiheng corpus build -o 写入的文件夹；请核对路径，或先建语料。",
            f"{path}: there is no corpus; expected a folder that `jiheng corpus build -o` wrote; check the path or build one first.",
        )
    with duckdb.connect() as connection:
        for table in COLUMNS:
            _view(connection, table, folder)
        connection.execute(MANIFEST)
        yield connection


def _view(connection: "duckdb.DuckDBPyConnection", table: str, folder: Folder) -> None:
    names = ", ".join(schema(table).names)
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in folder.files(table))
    connection.execute(f"create view {table} as select {names} from read_parquet([{files}])")  # noqa: S608 - names of ours, paths quoted


def _question(path: Path) -> Question:
    lines = path.read_text("utf-8").splitlines()
    said = {lang: line.removeprefix(mark) for lang, mark in SPEECH.items() for line in lines if line.startswith(mark)}
    return Question(path.stem, said["zh"], said["en"], "\n".join(line for line in lines if not line.startswith("--")))
