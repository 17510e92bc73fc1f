"""Sources (来源): files, folders, standard input and bytes → what each document gave, read here or under guard."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attrs import define, evolve, field, frozen

from jiheng.errors import JihengError, UnreadableDocument
from jiheng.framework import Framework, load
from jiheng.guard import Begin, Cause, Guard, Job, Limits, Stopped
from jiheng.model.answer import Refusal
from jiheng.model.declaration import Declaration

if TYPE_CHECKING:
    from jiheng.documents import Document
    from jiheng.reading import Reading
    from jiheng.reading.explaining import Explained

T = TypeVar("T")

STANDARD_INPUT = "-"
NO_EXCHANGE = {
    "zh": "JSON 中没有目标表。应为 jiheng read 的输出；请核对是否给错文件。",
    "en": "The JSON holds no declarations; expected what jiheng read printed; check whether it is the right file.",
}
STUMBLED = {
    "zh": "{path}：读取时程序出错（{error}），这份文件没有读出，其他文件不受影响。应能读出或说明原因；请把文件交给维护人员。",
    "en": "{path}: the program stumbled ({error}) and did not read this file, the others go on; it should read it or say why: report the file.",
}


@frozen
class Opened:
    """What one source gave: its declarations, or the reason why there are none; and, where asked for, how it was understood."""

    declarations: tuple[Declaration, ...] = ()
    unreadable: Refusal | None = None
    empty: Refusal | None = None
    explained: "Explained | None" = None


@frozen
class Call:
    """How documents are to be read: by which framework, in which language reasons are said, who is told of each one opened, under which limits.

    Without `guard` they are read in this process; with it each in a process that is killed when it goes over.
    """

    framework: Framework = field(factory=load)
    lang: str = "zh"
    seen: Callable[[str], None] | None = None
    guard: Limits | None = None
    explain: bool = False


@define
class _Once:
    """The files that were met in one call."""

    met: set[str] = field(factory=set)

    def first(self, path: Path) -> bool:
        """Whether the file is met for the first time, under whatever name."""
        real = os.path.realpath(path)
        known = real in self.met
        self.met.add(real)
        return not known


def open_all(sources: Iterable[str | Path | bytes], call: Call) -> Iterator[Opened]:
    """What every document of the sources gave, in order, each file once. Nothing is raised: what can't be opened is a refusal."""
    once = _Once()
    yield from open_jobs((job for source in sources for job in _jobs(source, call, once)), call)


def _jobs(source: str | Path | bytes, call: Call, once: "_Once") -> Iterator[Job | Opened]:
    """One source, or each document below it where it is a folder; a refusal where it can't be had."""
    from jiheng.documents import named, read_bounded, walk

    if isinstance(source, bytes):
        yield Job(source, None)
        return
    try:
        if str(source) != STANDARD_INPUT:
            yield from (Job(path, named(path)) for path in walk([Path(source)]) if once.first(path))
        elif once.first(Path(source)):
            yield Job(read_bounded(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)
    except JihengError as fault:
        yield Opened(unreadable=Refusal(str(source), fault.say(call.lang)))


def open_jobs(jobs: Iterable[Job | Opened], call: Call) -> Iterator[Opened]:
    """What the jobs say, in order: in this process, or in others under the limits of the call."""
    if call.guard is None:
        for job in jobs:
            yield from (job,) if isinstance(job, Opened) else open_one(job, call)
        return
    refused: dict[int, list[Opened]] = {}
    with Guard(partial(_guarded, call=evolve(call, seen=None)), call.guard) as guard:
        sent: list[Job] = []
        for number, given in enumerate(guard.each(_sent(jobs, sent, refused, call))):
            yield from refused.pop(number, ())
            yield from (_stopped(one, sent[number], call) if isinstance(one, Stopped) else one for one in given)
        yield from refused.pop(len(sent), ())


def _sent(jobs: Iterable[Job | Opened], sent: list[Job], refused: dict[int, list[Opened]], call: Call) -> Iterator[Job]:
    """The jobs that are to be read, noting them, and what was refused before each of them."""
    for job in jobs:
        if isinstance(job, Opened):
            refused.setdefault(len(sent), []).append(job)
        else:
            # the bytes are the worker's: held here for every source they would pile up
            sent.append(Job(b"", job.name))
            if call.seen is not None:
                call.seen(job.name or STANDARD_INPUT)
            yield job


def _guarded(job: Job, begin: Begin, *, call: Call) -> Iterator[Opened]:
    """The work of a guarded process."""
    return open_one(job, call, begin)


def _stopped(stopped: Stopped, job: Job, call: Call) -> Opened:
    """The refusal of a document whose process was killed or ended."""
    path = stopped.name or job.name or STANDARD_INPUT
    return Opened(unreadable=Refusal(path, _refused(stopped, path, call.guard or Limits()).say(call.lang)))


def _refused(stopped: Stopped, path: str, limits: Limits) -> UnreadableDocument:
    from jiheng.documents import refusals

    cause = refusals.OVER_TIME if stopped.cause is Cause.TIME else refusals.READER_DIED
    return cause.at(path, limit=limits.seconds, memory=limits.memory // 2**20, signal=stopped.detail or "?")


def within(limits: Limits, path: str, work: Callable[[], T]) -> T:
    """What `work` gives that opens one document again, to write a copy of it, done in a process that is killed when it goes over.

    Raises what `work` raises, and HostileDocument where it was stopped. `work` and what it gives must be picklable.
    """
    from jiheng.documents import refusals

    guard: Guard[Callable[[], T], T | Exception] = Guard(_tried, evolve(limits, processes=1))
    with guard:
        given = next(guard.each([work]))[0]
    if isinstance(given, Stopped):
        raise _refused(given, path, limits)
    if isinstance(given, MemoryError):
        raise refusals.OVER_MEMORY.at(path)
    if isinstance(given, Exception):
        raise given
    return given


def _tried(work: Callable[[], T], begin: Begin) -> Iterator[T | Exception]:
    """What a piece of work gives or raises: an exception must not end the process that tells of it."""
    if not begin(""):
        return
    try:
        yield work()
    except (JihengError, MemoryError) as fault:
        yield fault


def open_one(job: Job, call: Call, begin: Begin | None = None) -> Iterator[Opened]:
    """What a document says, or each one in a zip of documents, read in this process; `begin` is asked before each. Nothing is raised."""
    from jiheng.documents import open_each
    from jiheng.reading.exchange import exchanged

    called = job.name or STANDARD_INPUT
    try:
        declarations = exchanged(job.source, called)
    except JihengError as fault:
        yield Opened(unreadable=Refusal(called, fault.say(call.lang)))
        return
    if call.seen is not None:
        call.seen(called)
    if declarations is not None:
        yield Opened(declarations) if declarations else Opened(empty=Refusal(called, NO_EXCHANGE[call.lang]))
        return
    try:
        for one in open_each(job.source, path=job.name, begin=begin, shown=call.explain):
            yield _understood(one, called, call)
    except Exception as error:  # noqa: BLE001 - as below: what a format's reader stumbles over is told and the others go on
        yield _stumbled(error, called, call)


def _stumbled(error: Exception, path: str, call: Call) -> Opened:
    return Opened(unreadable=Refusal(path, STUMBLED[call.lang].format(path=path, error=f"{type(error).__name__}: {error}")))


def _understood(one: "Document | UnreadableDocument", name: str, call: Call) -> Opened:
    from jiheng.documents import refusals
    from jiheng.reading import read_document

    if isinstance(one, UnreadableDocument):
        return Opened(unreadable=Refusal(one.path or name, one.say(call.lang)))
    path = one.path or name
    try:
        reading = read_document(one, call.framework)
    except MemoryError:
        return Opened(unreadable=Refusal(path, refusals.OVER_MEMORY.at(path).say(call.lang)))
    except Exception as error:  # noqa: BLE001 - a document that the reader stumbles over must not stop the others
        return _stumbled(error, path, call)
    shown = _explained(one, reading, path, call) if call.explain else None
    if reading.declarations:
        return Opened(reading.declarations, explained=shown)
    return Opened(empty=Refusal(path, reading.reason(call.lang)), explained=shown)


def _explained(document: "Document", reading: "Reading", path: str, call: Call) -> "Explained":
    from jiheng.reading.explaining import About, explained

    reason = "" if reading.declarations else Refusal(path, reading.reason(call.lang)).said
    return explained(document, reading.declarations, call.framework, About(path, reason, call.lang))
