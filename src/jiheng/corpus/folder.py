"""The corpus's folder (语料目录): parts that are whole or not there, and the manifest that says which of them count.

    DIR/
      manifest.json             the parts that count, each with its versions and counts
      sources.parquet           every file of the last listing with the contents in it
      parts/<name>/             documents, declarations, indicators, findings (.parquet), and efforts.parquet: what reading cost

A part is written beside its place and renamed into it; it counts once the manifest, renamed over the last one, names it. So a run that is
killed leaves whole parts that count, and others that the next run clears away.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from jiheng.corpus.columns import COLUMNS, Row, parsed
from jiheng.corpus.listing import Found, Listed
from jiheng.corpus.making import Made
from jiheng.corpus.piece import Piece, Versions
from jiheng.errors import UnreadableCorpus

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST, SOURCES, PARTS, LOCK, SCRATCH = "manifest.json", "sources.parquet", "parts", ".lock", ".scratch"
VERSION = 1


@frozen
class Part:
    """A part that counts: its name, how often it was made anew, what it was made with, and how much is in it."""

    name: str
    turn: int
    versions: Versions
    documents: int
    declarations: int
    unreadable: int


@define
class Folder:
    """A corpus on disk, held by one run at a time."""

    path: Path
    parts: dict[str, Part] = field(factory=dict[str, Part])

    @property
    def scratch(self) -> Path:
        """Where processes keep what they have read of a part that is not whole."""
        return self.path / SCRATCH

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table, in the order of the parts' names."""
        return [self.path / PARTS / name / f"{table}.parquet" for name in sorted(self.parts)]

    def commit(self, made: Made) -> None:
        """Let a part count, in place of the one that it replaces: one rename, before which nothing has changed."""
        name, replaces = made.batch.name, made.batch.replaces
        _write(self.path / PARTS / name, made)
        self.parts[name] = _part(made)
        if replaces is not None:
            self.parts.pop(replaces, None)
        self.keep()
        if replaces is not None:
            shutil.rmtree(self.path / PARTS / replaces, ignore_errors=True)

    def keep(self) -> None:
        """Write down which parts count, in place of what was written before, in one step."""
        _replace(self.path / MANIFEST, _told(self.parts))

    def documents(self, name: str) -> list[Row]:
        """The lines of `documents` of a part."""
        return parsed((self.path / PARTS / name / "documents.parquet").read_bytes())

    def stock(self, name: str) -> dict[str, bytes]:
        """The files of a part by table."""
        return {table: (self.path / PARTS / name / f"{table}.parquet").read_bytes() for table in COLUMNS}

    def keep_sources(self, listed: Sequence[Listed]) -> None:
        """Note every file of a listing and the contents in it."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        lines = [_source(each, piece) for each in listed for piece in each.pieces]
        beside = self.path / f".{SOURCES}"
        pq.write_table(pa.Table.from_pylist(lines, _sources_schema()), beside, compression="zstd")
        beside.replace(self.path / SOURCES)

    def sources(self) -> dict[str, Listed]:
        """The files of the last listing by address; empty where there was none."""
        import pyarrow.parquet as pq

        if not (self.path / SOURCES).exists():
            return {}
        told: dict[str, Listed] = {}
        for line in pq.read_table(self.path / SOURCES).to_pylist():
            before = told.get(line["address"])
            told[line["address"]] = _listed(line, before.pieces if before else ())
        return told


@contextmanager
def held(path: Path) -> Iterator[Folder]:
    """The corpus in a folder, made where there is none, cleared of what a killed run left. Raises UnreadableCorpus, also where another run holds it."""
    try:
        (path / PARTS).mkdir(parents=True, exist_ok=True)
        (path / SCRATCH).mkdir(exist_ok=True)
        lock = (path / LOCK).open("w")
    except OSError as error:
        raise UnreadableCorpus(
            f"{path}：不能写入（{error.strerror}）。应为可以写入的文件夹；请换一处，或更改权限。",
            f"{path}: can't be written to ({error.strerror}); expected a folder that can; choose another or change the permission.",
        ) from error
    with lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not inherited by the processes that read
        except OSError as error:
            raise UnreadableCorpus(
                f"{path}：另一次 jiheng corpus build 正在写入。同一语料一次只能由一个程序写；请等它结束。",
                f"{path}: another `jiheng corpus build` is writing; one at a time may; wait until it ends.",
            ) from error
        folder = opened(path)
        _sweep(folder)
        yield folder


def opened(path: Path) -> Folder:
    """The corpus in a folder as its manifest tells, to be read. Raises UnreadableCorpus where the manifest can't be understood."""
    manifest = path / MANIFEST
    if not manifest.exists():
        return Folder(path)
    try:
        told = json.loads(manifest.read_bytes())
        parts = [Part(**{**each, "versions": Versions(**each["versions"])}) for each in told["parts"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableCorpus(
            f"{manifest}：读不出内容（{error}）。应为 jiheng corpus build 写下的清单；请从备份恢复，或删除该语料后重建。",
            f"{manifest}: can't be understood ({error}); expected what `jiheng corpus build` wrote; restore it or build the corpus anew.",
        ) from error
    return Folder(path, {part.name: part for part in parts})


def _sweep(folder: Folder) -> None:
    for entry in (folder.path / PARTS).iterdir():
        if entry.name not in folder.parts:
            shutil.rmtree(entry, ignore_errors=True)
    for entry in folder.scratch.iterdir():
        entry.unlink(missing_ok=True)


def _write(place: Path, made: Made) -> None:
    beside = place.with_name(f".{place.name}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    for table, content in made.files.items():
        (beside / f"{table}.parquet").write_bytes(content)
    beside.rename(place)


def _part(made: Made) -> Part:
    return Part(made.batch.name, made.batch.turn, made.batch.versions, made.documents, made.declarations, made.unreadable)


def _told(parts: Mapping[str, Part]) -> bytes:
    from attrs import asdict

    told = {"version": VERSION, "parts": [asdict(parts[name]) for name in sorted(parts)]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}")
    with beside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _source(each: Listed, piece: Piece) -> Row:
    found = each.found
    return {
        "address": found.address,
        "path": piece.path,
        "size": found.size,
        "stamp": found.stamp,
        "content": piece.content,
        "bytes": piece.size,
        "inside": piece.inside,
    }


def _sources_schema() -> "pa.Schema":
    import pyarrow as pa

    text, large = pa.string(), pa.int64()
    kinds = {"address": text, "path": text, "size": large, "stamp": text, "content": text, "bytes": large, "inside": text}
    return pa.schema(list(kinds.items()))


def _listed(line: Row, before: tuple[Piece, ...]) -> Listed:
    found = Found(line["address"], line["path"], line["size"], line["stamp"])
    return Listed(found, (*before, Piece(line["content"], line["bytes"], line["path"], line["address"], line["inside"])))
