"""What docs/security.md says of headers, cookies, passwords and the second step."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from county import county
from django.conf import LazySettings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

pytestmark = pytest.mark.django_db
ASKED = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "LANGUAGE_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "DEBUG",
)
TELL = f"import json; from jiheng.web.settings import *; print(json.dumps({{name: globals().get(name) for name in {ASKED!r}}}))"


def behind_https(tmp_path: Path) -> dict[str, object]:
    left = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", TELL], env={**left, "JIHENG_HTTPS": "1", "JIHENG_HOME": str(tmp_path)}, capture_output=True, check=True
    )
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_behind_https_cookies_are_this_hosts_only_and_the_browser_stays_encrypted_for_a_year(tmp_path: Path) -> None:
    said = behind_https(tmp_path)
    assert all(str(said[name]).startswith("__Host-") for name in ASKED if name.endswith("COOKIE_NAME"))
    assert said["SESSION_COOKIE_SECURE"] is said["SESSION_COOKIE_HTTPONLY"] is True
    assert said["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert said["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert said["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert said["DEBUG"] is False


@pytest.mark.parametrize("address", ["/account/login/", "/keys/", "/nowhere/"])
def test_every_page_bears_the_headers(address: str) -> None:
    answer = Client().get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert all(part in policy for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE"])
def test_methods_that_no_page_uses_are_refused(method: str) -> None:
    client = Client()
    client.force_login(county()["clerk"].person)
    assert client.generic(method, "/tables/").status_code == 405


@pytest.mark.parametrize("password", ["caizheng123", "绩效2027", "1234567890", "short1", "password123", "jiheng!jiheng"])
def test_passwords_that_are_guessed_first_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", ["correct horse battery staple", "84019275563310", "用 一句 自己 的 话 做 密码", "x7" * 40])
def test_any_composition_and_length_is_a_password(password: str) -> None:
    validate_password(password)


def test_the_second_step_can_be_asked_of_everybody(settings: LazySettings) -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    assert client.get("/tables/").status_code == 200
    settings.MFA_REQUIRED = True
    client = Client()
    client.force_login(held["clerk"].person)
    answer = client.get("/tables/")
    assert answer.status_code == 302
    assert "totp" in answer.headers["Location"]
    assert client.get("/health/").status_code == 200


def test_a_person_who_is_disabled_is_out_at_once() -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    assert client.get("/tables/").status_code == 200
    held["clerk"].person.is_active = False
    held["clerk"].person.save()
    assert client.get("/tables/").status_code == 302


def test_another_password_ends_the_other_sessions() -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    held["clerk"].person.set_password("another good sentence")
    held["clerk"].person.save()
    assert client.get("/tables/").status_code == 302
