"""Background work: put into the queue where it is missing, done once; what a stop cut off is begun a second time and never a third."""

import threading
from pathlib import Path

import pytest
from county import county, filed
from django.conf import LazySettings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiheng.web import background
from jiheng.web.filing.actions.renew import stale
from jiheng.web.seat import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    for module in (
        "django_tasks_db.management.commands.db_worker",
        "jiheng.web.background",
    ):  # the test's transaction is on that connection
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


def left() -> dict[str, int]:
    found: dict[str, int] = {}
    for each in DBTaskResult.objects.all():
        found[each.status] = found.get(each.status, 0) + 1
    return found


def test_what_is_due_is_done_and_then_due_no_more(tmp_path: Path) -> None:
    filed(county())
    background.once()
    assert left() == {"SUCCESSFUL": 3}
    assert not stale().exists()
    assert len((tmp_path / background.HEADS).read_text("utf-8").splitlines()) == 1
    background.once()
    assert left() == {"SUCCESSFUL": 3}


def test_what_waits_already_is_not_put_there_twice() -> None:
    filed(county())
    background.enqueue_due()
    background.enqueue_due()
    assert left() == {"READY": 3}


def test_what_a_stop_cut_off_is_begun_once_more_and_never_a_third_time() -> None:
    background.write_head.enqueue()
    held = DBTaskResult.objects.get()
    for number, status in ((1, TaskResultStatus.READY), (2, TaskResultStatus.FAILED)):
        held.claim(f"gone-{number}")
        background.recover()
        held.refresh_from_db()
        assert held.status == status
    background.empty("next", threading.Event())
    held.refresh_from_db()
    assert held.status == TaskResultStatus.FAILED
    assert "cut off" in held.traceback


def test_a_piece_that_fails_leaves_the_others_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def _fails() -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr("jiheng.web.filing.actions.renew.renew", _fails)
    filed(county())
    background.once()
    assert left() == {"SUCCESSFUL": 2, "FAILED": 1}


def test_one_seat_a_database(tmp_path: Path) -> None:
    first, second = Seat(tmp_path / "lock"), Seat(tmp_path / "lock")
    assert first.take()
    assert first.held()
    assert not second.take()
    first.leave()
    assert not first.held()
    assert second.take()
    second.leave()


def test_the_worker_ends_when_told() -> None:
    stop = threading.Event()
    stop.set()
    background.work(stop)
