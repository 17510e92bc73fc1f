"""Background work (后台任务), in the same process as the pages: stale reviews made anew, the trail's head written to a file once a day.

Everything here can be done at any time and again: it looks for what is missing, so that a stop loses nothing.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

PAUSE = 20.0
"""Seconds between two looks."""
HEADS = "trail-heads.txt"
log = logging.getLogger(__name__)


@contextmanager
def working() -> Iterator[None]:
    """Look after what is to be done, in a thread that ends with the block."""
    stop = threading.Event()
    worker = threading.Thread(target=_look, args=(stop,), name="background", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(timeout=5)


def once() -> None:
    """One look at everything; a piece of work that fails is written to the log, the others go on."""
    for piece in (write_head, renew_reviews):
        _tried(piece)


def write_head() -> None:
    """Write the head of the trail's chain to a file outside the database, once a day: date, number, digest."""
    from jiheng.web.trail.chain import head

    path, today = Path(settings.HOME) / HEADS, timezone.localdate().isoformat()
    last = path.read_text("utf-8").splitlines()[-1:] if path.exists() else []
    if last and last[0].startswith(today):
        return
    number, digest = head()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{today} {number} {digest}\n")


def renew_reviews() -> None:
    """Review anew what was reviewed by another release of program, rules or law, or never; what counted at a hand-in stays as it was."""
    from jiheng.web.filing.actions.renew import renew

    renew()


def _look(stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        once()
        connection.close()


def _tried(piece: Callable[[], None]) -> None:
    close_old_connections()
    try:
        piece()
    except Exception:
        log.exception("background work %s", piece.__name__)
