"""A batch under guard: each document with its own limits, in a process that is killed when it goes over."""

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve

from jiheng.corpus.making import Made, assembled, made, records_of, refused
from jiheng.corpus.piece import Batch
from jiheng.corpus.terms import Terms
from jiheng.guard import Cause, Guard, Limits, Stopped

ANY_NUMBER = 2**31


def guard_of(terms: Terms, *, alone: bool = True) -> "Guard[Batch, Made]":
    """The processes that make parts; however many documents of a batch are stopped, the others are read. `alone` as the guard says."""
    import pyarrow.parquet  # noqa: F401 - loaded here once, and by fork in every process

    return Guard(partial(made, terms=terms), evolve(terms.limits, kills=ANY_NUMBER), alone)


def parts(guard: "Guard[Batch, Made]", batches: Iterable[Batch], terms: Terms) -> Iterator[Made]:
    """The parts of batches, whichever is ready first, with what was stopped among their documents."""
    for given in guard.as_done(batches):
        stopped = {each.name: each for each in given if isinstance(each, Stopped)}
        (part,) = (each for each in given if isinstance(each, Made))
        yield _with_stopped(part, stopped, terms) if stopped else part


def _with_stopped(part: Made, stopped: "dict[str | None, Stopped]", terms: Terms) -> Made:
    """The part with a line for each document that was stopped."""
    batch = part.batch
    records = {record.content: record for record in records_of(part.files)}
    for piece in batch.pieces:
        if piece.content in stopped:
            records[piece.content] = refused(piece, batch, _reason(piece.path, stopped[piece.content], terms))
    return assembled(batch, [records[piece.content] for piece in batch.pieces if piece.content in records])


def _reason(path: str, stopped: Stopped, terms: Terms) -> str:
    from jiheng.documents import refusals

    limits: Limits = terms.limits
    cause = refusals.OVER_TIME if stopped.cause is Cause.TIME else refusals.READER_DIED
    fault = cause.at(path, limit=limits.seconds, memory=limits.memory // 2**20, signal=stopped.detail or "?")
    return fault.say(terms.lang)
