"""What is unsafe at the start has a sentence each, in both languages, with what to do."""

from datetime import timedelta
from pathlib import Path

import pytest
from county import county
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from jiheng.web.precautions import _plain_database, unsafe
from jiheng.web.trail import chain

pytestmark = pytest.mark.django_db
HERE, ABROAD = "127.0.0.1", "0.0.0.0"  # noqa: S104 - what is asked about


@pytest.fixture(autouse=True)
def safe(tmp_path: Path, settings: LazySettings) -> LazySettings:
    tmp_path.chmod(0o700)
    settings.HOME, settings.DEMO, settings.SECRET_KEY = tmp_path, False, "0123456789" * 6
    return settings


def said(host: str = HERE) -> str:
    return "\n".join(f"{each.zh} {each.en}" for each in unsafe(host))


def test_on_this_machine_nothing_is_unsafe() -> None:
    assert not said()
    assert not said("localhost")
    assert not said("::1")


def test_others_reach_it_without_https(safe: LazySettings) -> None:
    assert "JIHENG_HTTPS=1" in said(ABROAD)
    safe.HTTPS, safe.PROXY = True, "10.0.0.1"
    assert "JIHENG_HTTPS=1" not in said(ABROAD)
    safe.PROXY = "127.0.0.1"
    assert "--host" in said(ABROAD)


def test_the_example_in_the_open_comes_first(safe: LazySettings) -> None:
    safe.DEMO = True
    assert said(ABROAD).startswith("示例（--demo）")
    assert "--demo" not in said(HERE)


def test_the_passwords_of_the_example_are_found() -> None:
    person = county()["clerk"].person
    person.set_password("jiheng-demo")
    person.save()
    assert "--home" in said()


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("ALLOWED_HOSTS", ["*"], "JIHENG_HOSTS"),
        ("SECRET_KEY", "short", "JIHENG_SECRET"),
        ("SECRET_KEY", "a" * 60, "JIHENG_SECRET"),
        ("SESSION_COOKIE_AGE", 10 * 3600, "JIHENG_IDLE_MINUTES"),
        ("SESSION_ABSOLUTE_SECONDS", 48 * 3600, "JIHENG_SESSION_HOURS"),
    ],
)
def test_an_unsafe_setting_is_named(safe: LazySettings, name: str, value: object, word: str) -> None:
    setattr(safe, name, value)
    assert word in said()


def test_a_folder_that_others_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0o644)
    assert "chmod" in said()


def test_a_database_far_away_without_encryption(monkeypatch: pytest.MonkeyPatch, safe: LazySettings) -> None:
    far = {"ENGINE": "django.db.backends.postgresql", "HOST": "10.1.2.3", "OPTIONS": {}}
    monkeypatch.setitem(safe.DATABASES, "default", far)
    assert _plain_database(public=False) is not None
    monkeypatch.setitem(safe.DATABASES, "default", {**far, "OPTIONS": {"sslmode": "require"}})
    assert _plain_database(public=False) is None


def test_a_clock_that_was_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        chain.record(chain.Deed("x", "begin", "filing", "1"))
    assert not said()
    earlier = timezone.now() - timedelta(days=1)
    monkeypatch.setattr("jiheng.web.precautions.timezone.now", lambda: earlier)
    assert "NTP" in said()
