"""Signing in: a password, a second step, a lock after failures, an end by the clock, and nobody who is not known here."""

import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from county import county
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from jiheng.web.home.accounts import KnownPeopleOnly
from jiheng.web.middleware import BEGAN
from jiheng.web.organizations.models import Person

pytestmark = pytest.mark.django_db
WORD = "quiet-river-42"


@pytest.fixture
def clerk() -> Person:
    cache.clear()
    person = county()["clerk"].person
    person.set_password(WORD)
    person.save()
    return person


def sign_in(client: Client, password: str = WORD) -> Any:
    return client.post(reverse("account_login"), {"login": "clerk", "password": password})


def test_a_password_opens_the_first_page(clerk: Person) -> None:
    client = Client()
    answer = sign_in(client)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert clerk.name in client.get("/").content.decode()


def test_five_wrong_passwords_lock_the_right_one_out(clerk: Person) -> None:
    client = Client()
    for _ in range(5):
        assert sign_in(client, "wrong").status_code == 200
    assert sign_in(client).status_code == 200, f"{clerk} is locked out for some minutes"
    assert client.get("/").status_code == 302


def test_a_session_ends_after_a_days_work(clerk: Person, settings: Settings) -> None:
    client = Client()
    client.force_login(clerk)
    assert client.get("/").status_code == 200
    session = client.session
    session[BEGAN] = int(time.time()) - settings.SESSION_ABSOLUTE_SECONDS - 1
    session.save()
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("clerk")
def test_a_second_step_is_asked_for_once_it_is_set_up() -> None:
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    other = Client()
    answer = sign_in(other)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert other.get("/").status_code == 302
    assert other.get(reverse("mfa_authenticate")).status_code == 200


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_up_and_no_mail_is_sent(name: str) -> None:
    client = Client()
    assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse(name), {"email": "a@b.example", "username": "new", "password1": WORD, "password2": WORD}).status_code in {
        200,
        405,
    }
    assert not Person.objects.filter(username="new").exists()


def test_the_sign_on_of_the_county_knows_only_who_is_entered_here(clerk: Person) -> None:
    request, joined = RequestFactory().get("/"), []
    request.user = clerk

    def arriving(name: str) -> SimpleNamespace:
        account = SimpleNamespace(extra_data={"preferred_username": name})
        return SimpleNamespace(is_existing=False, account=account, connect=lambda _, person: joined.append(person))

    KnownPeopleOnly().pre_social_login(request, arriving("clerk"))
    assert joined == [clerk]
    with pytest.raises(ImmediateHttpResponse):
        KnownPeopleOnly().pre_social_login(request, arriving("nobody"))


@pytest.mark.parametrize("name", ["429.html", "failed.html"])
def test_pages_of_trouble_say_what_to_do(name: str) -> None:
    assert "再试" in get_template(name).render()


def test_the_page_of_a_fault_needs_no_database(monkeypatch: pytest.MonkeyPatch, clerk: Person) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(clerk)

    def fails(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("jiheng.web.home.queries.waiting", fails)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "没有丢失" in answer.content.decode()


def test_a_request_that_holds_too_much_is_told_so(clerk: Person, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    client = Client()
    client.force_login(clerk)
    answer = client.post(reverse("filing:begin"), {f"f{n}": "1" for n in range(9)})
    assert answer.status_code == 413
    assert "20 MB" in answer.content.decode()
