"""The county's single sign-on (统一身份认证), walked against a provider: by setting, with PKCE, for people who are entered here and nobody else."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlparse

import pytest
from county import county
from django.test import Client
from pytest_django.fixtures import Settings

from jiheng.web.organizations.models import Person

pytestmark = pytest.mark.django_db
BEGIN, BACK = "/account/oidc/oidc/login/", "/account/oidc/oidc/login/callback/"


class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider that knows one person."""

    person: ClassVar[dict[str, str]] = {}
    exchanged: ClassVar[list[dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        """The configuration, and who it is."""
        address = f"http://{self.headers['Host']}"
        config = {
            "issuer": address,
            "authorization_endpoint": f"{address}/authorize",
            "token_endpoint": f"{address}/token",
            "userinfo_endpoint": f"{address}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        self._answer(self.person if self.path == "/userinfo" else config)

    def do_POST(self) -> None:
        """A token for a code."""
        self.exchanged.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._answer({"access_token": "t", "token_type": "Bearer", "expires_in": 60})

    def _answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Settings) -> Iterator[type[Provider]]:
    """The provider, named in the settings as JIHENG_OIDC_* name it."""
    Provider.exchanged.clear()
    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "oidc",
        "name": "统一身份认证",
        "client_id": "jiheng",
        "secret": "hush",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def arrive(client: Client, name: str, provider: type[Provider]) -> tuple[Any, dict[str, list[str]]]:
    """Press the button, be sent to the provider, come back as `name`; the last page, and what was asked of the provider."""
    provider.person.clear()
    provider.person.update(sub=f"id-{name}", preferred_username=name)
    sent = client.post(BEGIN)
    assert sent.status_code == 302
    asked = parse_qs(urlparse(sent.headers["Location"]).query)
    return client.get(BACK, {"code": "c", "state": asked["state"][0]}, follow=True), asked


def test_the_button_leads_there_and_back_as_who_is_entered_here(provider: type[Provider]) -> None:
    held = county()
    client = Client()
    page = client.get("/account/login/").content.decode()
    assert f'formaction="{BEGIN}' in page
    assert "统一身份认证" in page
    answer, asked = arrive(client, "clerk", provider)
    assert answer.status_code == 200
    assert int(client.session["_auth_user_id"]) == held["clerk"].person.pk
    challenge = base64.urlsafe_b64encode(hashlib.sha256(provider.exchanged[0]["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
    assert asked["code_challenge"] == [challenge]
    again, _ = arrive(Client(), "clerk", provider)
    assert again.context["user"] == held["clerk"].person


def test_somebody_who_is_not_entered_here_is_told_so_and_no_account_is_made(provider: type[Provider]) -> None:
    county()
    people = Person.objects.count()
    client = Client()
    answer, _ = arrive(client, "visitor", provider)
    assert answer.status_code == 403
    assert "visitor" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert Person.objects.count() == people


def test_somebody_who_has_left_does_not_come_in(provider: type[Provider]) -> None:
    held = county()
    arrive(Client(), "clerk", provider)
    Person.objects.filter(pk=held["clerk"].person.pk).update(is_active=False)
    client = Client()
    arrive(client, "clerk", provider)
    assert "_auth_user_id" not in client.session


def test_a_forged_return_signs_nobody_in(provider: type[Provider]) -> None:
    county()
    provider.person.update(sub="id-clerk", preferred_username="clerk")
    client = Client()
    client.post(BEGIN)
    client.get(BACK, {"code": "c", "state": "forged"}, follow=True)
    assert "_auth_user_id" not in client.session
    assert not provider.exchanged


def test_without_the_setting_there_is_no_button_and_no_way() -> None:
    county()
    assert "oidc" not in Client().get("/account/login/").content.decode()
    assert Client().post(BEGIN).status_code == 404
