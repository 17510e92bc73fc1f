"""Guard (看守): work done in processes that can be killed, each piece under a wall-clock and a memory limit, answers in order."""

import contextlib
import ctypes
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

J = TypeVar("J")
T = TypeVar("T")
Begin = Callable[[str], bool]
"""Called with the name of each piece before it is begun; false where it is to be passed over."""

AHEAD = 8
"""Jobs a process that may be done before the answer of an earlier one: memory stays flat over any number of jobs."""
DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
LONGEST_NAME = 8192
"""Bytes of a piece's name; a path has 4,096 at most."""
SECONDS_TO_END = 2
"""How long a process whose pipe is closed may take until the system says what ended it."""
SPARE_CPU = 4
"""Processor seconds for each second of the limit: recognising text uses several threads, and the clock of the parent kills first."""


@frozen
class Limits:
    """What one document may cost: `seconds` by the clock, `memory` in bytes above what the process holds before; `processes` read at once.

    `kills` is how many pieces of one job may be killed before the rest of the job is given up.
    """

    seconds: int = 180
    memory: int = 3 * 2**30
    processes: int = 2
    kills: int = 8


class Cause(StrEnum):
    """Why a piece was not finished."""

    TIME = "time"
    """It ran over its seconds and was killed."""
    DEATH = "death"
    """Its process ended: killed by the system, or broken off inside a library."""


@frozen
class Stopped:
    """A piece of work that was not finished; `name` is the piece's, and None where none had begun; `detail` the signal of a death."""

    name: str | None
    cause: Cause
    detail: str = ""


@frozen
class Job:
    """One source: a path, or bytes with the name to show."""

    source: Path | bytes
    name: str | None


@frozen
class _Given(Generic[T]):
    what: T


@frozen
class _Done:
    """`tired` where the process holds so much memory that a new one does better."""

    tired: bool


Work = Callable[[J, Begin], Iterable[T]]


@define
class _Running(Generic[J, T]):
    """A job in a process: what it gave so far, the pieces it has begun, and how many of them killed it."""

    index: int
    job: J
    given: list["T | Stopped"] = field(factory=list["T | Stopped"])
    begun: int = 0
    kills: int = 0


@define(eq=False)
class _Note:
    """A page of memory that a process and its parent share: which piece was begun, when, and what it is called.

    The process writes it before each piece, which costs microseconds; the parent reads it when it must know, and never waits for it.
    """

    number: Any
    moment: Any
    name: Any

    def begin(self, number: int, name: str) -> None:
        """Write down that a piece is begun now."""
        said = name.encode("utf-8", "surrogateescape")[:LONGEST_NAME]
        self.name.raw = said + bytes(LONGEST_NAME - len(said))
        self.moment.value = time.monotonic_ns()
        self.number.value = number

    def clear(self) -> None:
        """Nothing is begun; the time runs from now."""
        self.begin(0, "")

    @property
    def piece(self) -> str | None:
        """The name of the piece that was begun last; None where none was."""
        return self.name.value.decode("utf-8", "replace") if self.number.value else None


@define(eq=False)
class _Worker(Generic[J, T]):
    """A process, the parent's end of its pipe, the note that both hold, and what it works on."""

    process: BaseProcess
    pipe: Connection
    note: _Note
    running: "_Running[J, T] | None" = None


def _start(work: "Work[J, T]", limits: Limits, *, alone: bool) -> "_Worker[J, T]":
    # a fork costs milliseconds and has the law and the formats loaded; beside other threads it could inherit a held lock
    forks = alone and threading.current_thread() is threading.main_thread() and "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    pipes: Any = context.Pipe()
    mine, other = pipes
    note = _Note(context.RawValue("q"), context.RawValue("q"), context.RawArray("c", LONGEST_NAME + 1))
    process = context.Process(target=_serve, args=(other, note, work, limits), daemon=True)
    process.start()
    other.close()
    made: _Worker[J, T] = _Worker(process, mine, note)
    return made


def _serve(pipe: Connection, note: _Note, work: "Work[J, T]", limits: Limits) -> None:
    """The life of a worker: one job after another until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    ceiling = _held() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job, passed = pipe.recv()
            _do(pipe, note, work, job, passed, limits.seconds * SPARE_CPU)
            pipe.send(_Done(_held() > ceiling - limits.memory // 2))


def _do(pipe: Connection, note: _Note, work: "Work[J, T]", job: J, passed: int, seconds: int) -> None:
    number = 0

    def begin(name: str) -> bool:
        """Note the piece for the parent, unless it was begun by a process that is dead."""
        nonlocal number
        number += 1
        if number <= passed:
            return False
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, resource.RLIM_INFINITY))
        note.begin(number, name)
        return True

    for what in work(job, begin):
        pipe.send(_Given(what))


def _end_with_parent() -> None:
    """Be killed when the process that asked is gone: a later sibling holds its end of the pipe open, which would never be heard to close."""
    with contextlib.suppress(OSError, AttributeError):  # systems without it end at the next thing that they say
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def _held() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@define
class Guard(Generic[J, T]):
    """Processes that do `work` for one job after another; a process that goes over a limit is killed and another one started.

    `work` yields its answers and calls `begin` before each piece that may be killed by itself (a document in a zip of documents).
    To be used in a `with`, which ends the processes. Where the main thread is not the caller's, or not `alone` in its process, processes
    are begun afresh (half a second each) instead of forked, and `work` must be picklable.
    """

    work: "Work[J, T]"
    limits: Limits = Limits()
    alone: bool = True
    _workers: "list[_Worker[J, T]]" = field(factory=list["_Worker[J, T]"], init=False)

    def __enter__(self) -> "Guard[J, T]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            _kill(worker)
        self._workers.clear()

    def each(self, jobs: Iterable[J]) -> "Iterator[list[T | Stopped]]":
        """What each job gave, in the order of the jobs; jobs are taken as processes become free."""
        done: dict[int, list[T | Stopped]] = {}
        told = 0

        def near(index: int) -> bool:
            return index - told < AHEAD * self.limits.processes

        for index, given in self._as_done(jobs, near):
            done[index] = given
            while told in done:
                yield done.pop(told)
                told += 1

    def as_done(self, jobs: Iterable[J]) -> "Iterator[list[T | Stopped]]":
        """What each job gave, whichever ends first: nothing waits for a slow one."""
        for _index, given in self._as_done(jobs, lambda _index: True):
            yield given

    def _as_done(self, jobs: Iterable[J], may_begin: Callable[[int], bool]) -> "Iterator[tuple[int, list[T | Stopped]]]":
        """The number of each job that ended and what it gave; a job is begun as soon as a process is free and it may."""
        coming = enumerate(jobs)
        following: tuple[int, J] | None = next(coming, None)
        while following is not None or any(worker.running for worker in self._workers):
            while following is not None and may_begin(following[0]) and (free := self._free()) is not None:
                self._give(free, _Running(*following))
                following = next(coming, None)
            for ended in self._listen():
                yield ended.index, ended.given

    def _free(self) -> "_Worker[J, T] | None":
        free = next((worker for worker in self._workers if worker.running is None), None)
        if free is None and len(self._workers) < self.limits.processes:
            free = _start(self.work, self.limits, alone=self.alone)
            self._workers.append(free)
        return free

    def _give(self, worker: "_Worker[J, T]", running: "_Running[J, T]") -> None:
        worker.note.clear()
        worker.running = running
        # a process that is dead already is found by the closed pipe when it is listened to
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send((running.job, running.begun))

    def _listen(self) -> "Generator[_Running[J, T]]":
        """The jobs that ended by the next thing that any process says, or by running over the limit."""
        busy = {worker.pipe: worker for worker in self._workers if worker.running is not None}
        if not busy:
            return
        nearest = min(map(self._left, busy.values()))
        heard = wait(list(busy), timeout=max(nearest, 0) / 10**9)
        for pipe in heard:
            yield from self._hear(busy[pipe]) if isinstance(pipe, Connection) else ()
        for worker in busy.values():
            if worker.running is not None and self._left(worker) <= 0:
                yield from self._stopped(worker, Cause.TIME)

    def _left(self, worker: "_Worker[J, T]") -> int:
        """Nanoseconds that the piece at hand may still take: other pieces may have been begun since it was last looked at."""
        moment: int = worker.note.moment.value
        return moment + self.limits.seconds * 10**9 - time.monotonic_ns()

    def _hear(self, worker: "_Worker[J, T]") -> "Iterator[_Running[J, T]]":
        running = worker.running
        if running is None:
            return
        try:
            said = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            yield from self._stopped(worker, Cause.DEATH)
            return
        if isinstance(said, _Given):
            running.given.append(said.what)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType] - a pipe hands out untyped objects
        else:
            worker.running = None
            if said.tired:
                self._drop(worker)
            yield running

    def _stopped(self, worker: "_Worker[J, T]", cause: Cause) -> "Iterator[_Running[J, T]]":
        """End the process of a job; the job goes on behind the piece that was stopped, or ends where none had begun."""
        running = worker.running
        if running is None:
            return
        detail = self._drop(worker, SECONDS_TO_END if cause is Cause.DEATH else 0)
        piece, running.begun = worker.note.piece, max(running.begun, worker.note.number.value)
        running.given.append(Stopped(piece, cause, detail))
        running.kills += 1
        if piece is None or running.kills >= self.limits.kills:
            yield running
            return
        self._give(self._free() or worker, running)

    def _drop(self, worker: "_Worker[J, T]", wait_for_end: int = 0) -> str:
        """End a worker, whose place is free for another; the signal that had ended its process, empty where none had."""
        self._workers.remove(worker)
        return _kill(worker, wait_for_end)


def _kill(worker: "_Worker[J, T]", wait_for_end: int = 0) -> str:
    """End a process; the signal that ended it before, empty where none did. A closed pipe is heard a moment before the end is known."""
    worker.pipe.close()
    worker.process.join(wait_for_end)
    ended = worker.process.exitcode
    if ended is None:
        worker.process.kill()
        worker.process.join()
    return signal.Signals(-ended).name if ended is not None and ended < 0 else ""
