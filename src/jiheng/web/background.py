"""Background work (后台任务): a queue in the database (django-tasks), emptied by one worker that runs beside the pages.

`JOBS` are looked for: what is missing is put into the queue once. Anything else (messages to other systems) is put there by the deed that wants
it, in the deed's own transaction. A piece that a stop has cut off is begun a second time, never a third; each piece is one transaction or can be done again.
"""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from attrs import frozen
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from jiheng.web.seat import Seat

PAUSE = 1.0
"""Seconds between two looks into the queue."""
EVERY = 20
"""Looks between two searches for what is missing."""
BEGINNINGS = 2
"""How often a piece of work is begun at most: once, and once more where a stop cut it off."""
KEPT = timedelta(days=14)
"""How long the record of a finished piece is kept."""
HEADS = "trail-heads.txt"
log = logging.getLogger(__name__)


class CutOffTwice(RuntimeError):
    """A piece of work that a stop has cut off twice; it is not begun again."""


@frozen(eq=False)
class Job:
    """Work that comes up by itself: its task, and whether there is any now (asked often: it must be cheap)."""

    task: Any
    due: Callable[[], bool]


@task
def write_head() -> int:
    """Write the head of the trail's chain to a file outside the database, once a day: date, number, digest; the number."""
    from jiheng.web.trail.chain import head

    number, digest = head()
    if head_due():
        with _heads().open("a", encoding="utf-8") as file:
            file.write(f"{timezone.localdate().isoformat()} {number} {digest}\n")
    return number


@task
def renew_reviews() -> int:
    """Review anew what was reviewed by another release of program, rules or law, or never; what counted at a hand-in stays as it was."""
    from jiheng.web.filing.actions.renew import renew

    return renew()


@task
def sweep() -> int:
    """Throw away what is over: ended sessions, and records of work finished long ago; how many records those were."""
    call_command("clearsessions")
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()[0]


def head_due() -> bool:
    """Whether today's head of the trail stands in its file already."""
    path = _heads()
    last = path.read_text("utf-8").splitlines()[-1:] if path.exists() else []
    return not (last and last[0].startswith(timezone.localdate().isoformat()))


def reviews_due() -> bool:
    """Whether any table's review is stale."""
    from jiheng.web.filing.actions.renew import stale

    return stale().exists()


def sweep_due() -> bool:
    """Whether a day has gone by since the last sweep was put into the queue."""
    since = timezone.now() - timedelta(days=1)
    return not DBTaskResult.objects.filter(task_path=sweep.module_path, enqueued_at__gt=since).exists()


JOBS = (Job(write_head, head_due), Job(renew_reviews, reviews_due), Job(sweep, sweep_due))


def enqueue_due() -> None:
    """Put into the queue what is due and not there yet."""
    for job in JOBS:
        waiting = DBTaskResult.objects.filter(task_path=job.task.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
        if not waiting.exists() and job.due():
            job.task.enqueue()


def recover() -> None:
    """Bring back what a stop has cut off; called by the one worker before it begins, so that nothing that is marked as running is.

    A piece that was begun twice already is marked as failed.
    """
    with transaction.atomic():
        for left in DBTaskResult.objects.select_for_update().running():
            if len(left.worker_ids) >= BEGINNINGS:
                left.set_failed(CutOffTwice(f"begun {len(left.worker_ids)} times and cut off each time"))
            else:
                left.status = TaskResultStatus.READY
                left.save(update_fields=["status"])


def empty(name: str, stop: threading.Event) -> None:
    """Do what is in the queue, one piece after the other, until nothing is left or the stop is asked for; the piece in hand is finished."""
    while not stop.is_set() and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=name,
        ).run()


def once(name: str = "once") -> None:
    """Look for what is due and do it."""
    enqueue_due()
    empty(name, threading.Event())


def work(stop: threading.Event) -> None:
    """Work until told to stop; a database that is away is waited for."""
    seat = Seat(Path(settings.HOME) / "worker.lock")
    looks = 0
    try:
        while not stop.wait(PAUSE):
            with _tried():
                if not seat.held():
                    if not seat.take():
                        continue
                    recover()
                if looks % EVERY == 0:
                    enqueue_due()
                empty(seat.name, stop)
                seat.path.touch(0o600)  # seen by whoever asks how the server is
                looks += 1
    finally:
        seat.leave()


def part() -> None:
    """Work as a process of the server, until it is told to end."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    work(stop)


@contextmanager
def working() -> Iterator[None]:
    """Work in a thread that ends with the block, where the system can't have a process for it."""
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(stop,), name="background", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(timeout=5)


@contextmanager
def _tried() -> Iterator[None]:
    close_old_connections()
    try:
        yield
    except DatabaseError as error:
        log.warning("background: the database does not answer (%s); looked for again in %s s", str(error).strip(), PAUSE)
    except Exception:
        log.exception("background work")


def _heads() -> Path:
    return Path(settings.HOME) / HEADS
