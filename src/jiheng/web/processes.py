"""Processes (进程): the parts of the server in processes of their own, kept alive, ended together; nothing of the web is known here."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

from attrs import define, field

GRACE = 15.0
"""Seconds in which a part finishes what it has begun before it is killed."""
SHORT = 10.0
"""A part that ends within so many seconds of its beginning is begun anew only after a pause."""
PAUSE = 5.0
log = logging.getLogger(__name__)
Part = Callable[[], None]


def can_fork() -> bool:
    """Whether this system can have parts in processes of their own."""
    return hasattr(os, "fork")


def kept(parts: Sequence[Part]) -> int:
    """Run the parts until a signal asks for an end, each begun anew where it dies; the signal that asked.

    The parts share what is in memory already; open connections must be closed before. A part whose keeper is killed ends by itself.
    """
    keeper = Keeper(parts)
    with _heard(keeper):
        keeper.keep()
    return keeper.asked or signal.SIGTERM


@define(eq=False)
class Keeper:
    """Who begins the parts and ends them: the running ones by process number, with when they were begun."""

    parts: Sequence[Part]
    running: dict[int, tuple[int, float]] = field(factory=dict)
    asked: int = 0

    def keep(self) -> None:
        """Begin all, begin anew what dies, and end all once that is asked."""
        line = os.pipe()
        for number in range(len(self.parts)):
            self.begin(number, line)
        while not self.asked:
            self._look(line)
        os.close(line[1])
        self.end()
        os.close(line[0])

    def begin(self, number: int, line: tuple[int, int]) -> None:
        """Begin one part in a process of its own."""
        process = os.fork()
        if process == 0:
            _run(self.parts[number], line)
        self.running[process] = (number, time.monotonic())

    def end(self) -> None:
        """Ask all to end, and kill what has not within the grace."""
        self._tell(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while self.running and time.monotonic() < until:
            self._ended(os.WNOHANG)
            time.sleep(0.02)
        self._tell(signal.SIGKILL)
        while self.running:
            self._ended(0)

    def _look(self, line: tuple[int, int]) -> None:
        found = self._ended(os.WNOHANG)
        if found is None:
            time.sleep(0.1)
            return
        number, begun = found
        log.error("server: part %s ended by itself; it is begun anew", number)
        if time.monotonic() - begun < SHORT:
            until = time.monotonic() + PAUSE
            while not self.asked and time.monotonic() < until:
                time.sleep(0.1)
        if not self.asked:
            self.begin(number, line)

    def _ended(self, how: int) -> tuple[int, float] | None:
        try:
            process, _status = os.waitpid(-1, how)
        except ChildProcessError:
            self.running.clear()
            return None
        return self.running.pop(process, None)

    def _tell(self, what: signal.Signals) -> None:
        for process in self.running:
            os.kill(process, what)


@contextmanager
def _heard(keeper: Keeper) -> Iterator[None]:
    """Signals to end are noted by the keeper while the block runs."""

    def _note(number: int, _frame: FrameType | None) -> None:
        keeper.asked = number

    before: Mapping[signal.Signals, object] = {each: signal.signal(each, _note) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]


def _run(part: Part, line: tuple[int, int]) -> None:
    """A part in its process: Ctrl-C is the keeper's, an end is SystemExit, and a keeper that is gone is heard by its closed line."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _exit)
        os.close(line[1])
        threading.Thread(target=_listen, args=(line[0],), name="keeper", daemon=True).start()
        part()
        code = 0
    except SystemExit:
        code = 0
    except BaseException:
        log.exception("server: a part failed")
    finally:
        os._exit(code)


def _exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(line: int) -> None:
    if not os.read(line, 1):
        os.kill(os.getpid(), signal.SIGTERM)
