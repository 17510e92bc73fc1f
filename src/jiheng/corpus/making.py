"""Making a part (成批读取): the pieces of a batch read and reviewed one after another, into the Parquet files of one part.

It runs in a process that may be killed at any piece. What was read before is in the batch's scratch file, so that the process that
takes over goes on behind the piece that killed its predecessor, and nothing is read twice.
"""

import contextlib
import io
import os
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from attrs import frozen

from jiheng.corpus.columns import COLUMNS, Row, Understood, finding_rows, parquet, parsed, rows
from jiheng.corpus.listing import fetched
from jiheng.corpus.origins import Origins
from jiheng.corpus.piece import Batch, Piece
from jiheng.corpus.terms import Terms
from jiheng.errors import JihengError
from jiheng.guard import Begin, Job
from jiheng.model.codec import from_json
from jiheng.model.declaration import Declaration
from jiheng.review import review
from jiheng.sources import Call, Opened, open_one

READ, EMPTY, UNREADABLE = "read", "empty", "unreadable"
LENGTH = 4
KIBI = 1024
PAGE = 4096
CLEAR_PEAK = "/proc/self/clear_refs"
STATUS = "/proc/self/status"


@frozen
class Made:
    """A part as bytes, one Parquet file a table, and how much is in it; `unreadable_now` are those that were tried for it."""

    batch: Batch
    files: Mapping[str, bytes]
    documents: int
    declarations: int
    unreadable: int
    unreadable_now: int


class Record(msgspec.Struct, array_like=True):
    """What one piece gave to each table, as the scratch file keeps it."""

    content: str
    tables: dict[str, list[Row]]


def made(batch: Batch, begin: Begin, terms: Terms) -> Iterator[Made]:
    """The part of a batch. `begin` is asked before each piece; of one that killed a process before it only says so."""
    # only what another process of the same parent left behind may be gone on with
    scratch = terms.scratch / f"{batch.name}.{os.getppid()}"
    records = {record.content: record for record in (*_carried(batch, terms), *_kept(scratch))}
    with scratch.open("ab") as out:
        for piece in batch.pieces:
            if piece.content in batch.unread and begin(piece.content):
                record = _record(piece, batch, terms)
                _keep(out, record)
                records[piece.content] = record
    yield assembled(batch, [records[piece.content] for piece in batch.pieces if piece.content in records])
    scratch.unlink(missing_ok=True)


def assembled(batch: Batch, records: Sequence[Record]) -> Made:
    """The part that records make, in their order."""
    lines = {table: [row for record in records for row in record.tables.get(table, ())] for table in COLUMNS}
    documents = lines["documents"]
    return Made(
        batch,
        {table: parquet(table, said) for table, said in lines.items()},
        len(documents),
        sum(each["declarations"] for each in documents),
        sum(each["status"] == UNREADABLE for each in documents),
        sum(each["status"] == UNREADABLE and each["content"] in batch.unread for each in documents),
    )


def records_of(files: Mapping[str, bytes]) -> list[Record]:
    """The records that a part was made of, in their order."""
    found = {line["content"]: Record(line["content"], {}) for line in parsed(files["documents"])}
    for table in COLUMNS:
        for line in parsed(files[table]):
            found[line["content"]].tables.setdefault(table, []).append(line)
    return list(found.values())


def refused(piece: Piece, batch: Batch, reason: str) -> Record:
    """The record of a piece that could not be read, for the reason told."""
    return Record(piece.content, {"documents": [_document(piece, batch, UNREADABLE, reason, 0)]})


def _record(piece: Piece, batch: Batch, terms: Terms) -> Record:
    _forget_peak()
    started = time.monotonic_ns()
    tables = _read(piece, batch, terms)
    effort = {"content": piece.content, "nanoseconds": time.monotonic_ns() - started, "peak": _peak(), "attempts": batch.turn + 1}
    return Record(piece.content, {**tables, "efforts": [effort]})


def _read(piece: Piece, batch: Batch, terms: Terms) -> dict[str, list[Row]]:
    """The rows of one piece, whatever it is."""
    try:
        content = fetched(piece.address, piece.inside)
    except JihengError as fault:
        return refused(piece, batch, fault.say(terms.lang)).tables
    opened = tuple(open_one(Job(content, piece.path), _call(terms)))
    refusal = next((each.unreadable for each in opened if each.unreadable), None)
    if refusal is not None:
        return refused(piece, batch, refusal.reason).tables
    return _reviewed(piece, batch, opened, terms)


def _reviewed(piece: Piece, batch: Batch, opened: Sequence[Opened], terms: Terms) -> dict[str, list[Row]]:
    declarations = tuple(table for each in opened for table in each.declarations)
    if not declarations:
        reason = next((each.empty.reason for each in opened if each.empty), "")
        return {"documents": [_document(piece, batch, EMPTY, reason, 0)]}
    found = review(declarations, terms.context(), terms.lang).findings
    said = rows(Understood(piece.content, declarations, found), _origins(terms))
    return {"documents": [_document(piece, batch, READ, None, len(declarations))], **said}


def _document(piece: Piece, batch: Batch, status: str, reason: str | None, declarations: int) -> Row:
    return {
        "content": piece.content,
        "path": piece.path,
        "bytes": piece.size,
        "format": Path(piece.path).suffix.lower().lstrip("."),
        "status": status,
        "reason": reason,
        "declarations": declarations,
        "reader": batch.versions.reader,
        "rules": batch.versions.rules,
    }


def _carried(batch: Batch, terms: Terms) -> Iterator[Record]:
    """What the part before knew of the pieces that are not read again, reviewed by today's rules."""
    staying = {piece.content for piece in batch.pieces} - batch.unread
    for record in records_of(batch.stock) if batch.stock else ():
        if record.content in staying:
            yield _judged_anew(record, batch, terms)


def _judged_anew(record: Record, batch: Batch, terms: Terms) -> Record:
    (document,) = record.tables["documents"]
    if document["rules"] == batch.versions.rules:
        return record
    declarations = tuple(from_json(Declaration, line["json"]) for line in record.tables.get("declarations", ()))
    found = review(declarations, terms.context(), terms.lang).findings
    said = finding_rows(Understood(record.content, declarations, found))
    return Record(record.content, {**record.tables, "documents": [{**document, "rules": batch.versions.rules}], "findings": said})


@lru_cache(maxsize=1)
def _call(terms: Terms) -> Call:
    return Call(terms.framework, terms.lang)


@lru_cache(maxsize=1)
def _origins(terms: Terms) -> Origins:
    return Origins(terms.framework)


def _keep(out: io.BufferedWriter, record: Record) -> None:
    encoded = msgspec.msgpack.encode(record)
    out.write(len(encoded).to_bytes(LENGTH, "big") + encoded)
    out.flush()


def _kept(scratch: Path) -> list[Record]:
    """What a process before wrote whole; the rest of a record that it was killed in is cut off."""
    if not scratch.exists():
        return []
    content, at, found = scratch.read_bytes(), 0, list[Record]()
    while at + LENGTH <= len(content):
        end = at + LENGTH + int.from_bytes(content[at : at + LENGTH], "big")
        if end > len(content):
            break
        found.append(msgspec.msgpack.decode(content[at + LENGTH : end], type=Record))
        at = end
    os.truncate(scratch, at)
    return found


def _forget_peak() -> None:
    """Let the system measure the most memory afresh; where it can't, peaks are those since the process began."""
    with contextlib.suppress(OSError):
        os.write(_held_open(CLEAR_PEAK, os.O_WRONLY, os.getpid()), b"5")


def _peak() -> int:
    """The most memory in bytes that the process held since `_forget_peak`."""
    try:
        told = os.pread(_held_open(STATUS, os.O_RDONLY, os.getpid()), PAGE, 0)
        return int(told.split(b"VmHWM:", 1)[1].split(None, 1)[0]) * KIBI
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI


@lru_cache(maxsize=4)
def _held_open(path: str, flags: int, _process: int) -> int:
    """A file of the system about this process, opened once: after a fork it would be about the parent."""
    return os.open(path, flags | os.O_CLOEXEC)
