"""The client of docs/howto/use-the-api.md, as it stands there."""

import io
import re
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from calling import token_of
from county import county, filed
from django.test import Client

from jiheng.web.api.signing import secret_of, signed
from jiheng.web.filing.filings import Filing

PAGE = Path(__file__).parents[3] / "docs/howto/use-the-api.md"


def client() -> dict[str, Any]:
    held: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(block, held)  # noqa: S102 - the page's own program
    return held


def asked(request: urllib.request.Request, *, timeout: int) -> io.BytesIO:
    """What urlopen does, without a line: the test's own transaction would not be seen at its other end."""
    assert timeout
    path = request.full_url.removeprefix("http://jiheng.example")
    answer = Client().generic(request.get_method(), path, request.data or b"", "application/json", headers=dict(request.header_items()))
    if answer.status_code >= 400:
        raise HTTPError(request.full_url, answer.status_code, "", Message(), io.BytesIO(answer.content))
    return io.BytesIO(answer.content)


@pytest.mark.django_db
def test_the_page_s_client_lists_edits_hands_in_and_hears_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urllib.request, "urlopen", asked)
    held, page = county(), client()
    first, second = filed(held), filed(held, "第二条河道整治")
    server = page["Jiheng"]("http://jiheng.example", token_of(held["clerk"]))
    assert {each["id"] for each in server.every("/filings?size=1")} == {first.pk, second.pk}
    left = page["hand_in"](server, first.pk, "全年巡查水库不少于48次，隐患整改率达到95%以上，保障下游12个村安全！", "已核对")
    assert (Filing.objects.get(pk=first.pk).state == "reviewing") == (not left)
    with pytest.raises(page["Refused"], match="没有找到"):
        server.get("/filings/999")


def test_the_page_s_check_of_signatures_agrees_with_what_is_sent() -> None:
    secret, body = secret_of("salt"), '{"id":"x"}'
    headers = {"webhook-id": "x", "webhook-timestamp": "1", "webhook-signature": signed(secret, "x", 1, body)}
    genuine = client()["genuine"]
    assert genuine(secret, headers, body.encode())
    assert not genuine(secret, headers, b"{}")
    assert not genuine(secret_of("other"), headers, body.encode())
