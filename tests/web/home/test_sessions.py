"""The second step, the lock and the ends of a session, each as somebody meets it."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from county import county
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from jiheng.web.organizations.models import Person

pytestmark = pytest.mark.django_db
STEP = 30
"""Seconds for which a code holds."""
WORD = "quiet-river-42"


@pytest.fixture
def clerk() -> Person:
    """A clerk with a password."""
    cache.clear()
    person = county()["clerk"].person
    person.set_password(WORD)
    person.save()
    return person


def sign_in(client: Client, password: str = WORD) -> Any:
    return client.post(reverse("account_login"), {"login": "clerk", "password": password})


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps)))


def inside(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


@pytest.mark.usefixtures("clerk")
def test_the_second_step_lets_in_by_its_code_and_by_a_code_of_recovery_and_by_no_other() -> None:
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    other = Client()
    sign_in(other)
    other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not inside(other)
    other.post(reverse("mfa_authenticate"), {"code": code_of(secret, 1)})
    assert inside(other)
    third = Client()
    sign_in(third)
    third.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert inside(third)
    fourth = Client()
    sign_in(fourth)
    fourth.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert not inside(fourth), "a code of recovery is used once"


@pytest.mark.usefixtures("clerk")
def test_the_lock_holds_from_every_place_and_for_this_account_alone() -> None:
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), "wrong")
    client = Client(REMOTE_ADDR="10.0.0.99")
    sign_in(client)
    assert not inside(client), "the right word does not open what is locked"
    head = Person.objects.get(username="head")
    head.set_password(WORD)
    head.save()
    colleague = Client(REMOTE_ADDR="10.0.0.99")
    colleague.post(reverse("account_login"), {"login": "head", "password": WORD})
    assert inside(colleague)


def test_an_idle_session_ends_and_one_at_work_goes_on(clerk: Person, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 2
    client = Client()
    client.force_login(clerk)
    for _ in range(3):
        time.sleep(0.8)
        assert inside(client), "each page begins the time anew"
    time.sleep(2.2)
    assert not inside(client)


@pytest.mark.usefixtures("clerk")
def test_the_cookie_ends_with_the_browser_and_is_hidden_from_scripts() -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert not cookie["max-age"]
    assert cookie["samesite"] == "Lax"
