"""The API as another program calls it in the tests."""

import itertools
from typing import Any

from county import County
from django.test import Client

from jiheng.web.api import access
from jiheng.web.api.actions.make_token import Wanted, make_token
from jiheng.web.organizations.acting import Actor

ROOT = "/api/v1"
numbers = itertools.count()


def token_of(actor: Actor, *scopes: str, rate: int = 1200) -> str:
    wanted = scopes or tuple(scope.value for scope in access.scopes_of(actor.person))
    return make_token(actor, Wanted("测试", wanted, 30, rate)).text


class Caller:
    """A program with somebody's token."""

    def __init__(self, held: County, who: str, *scopes: str) -> None:
        self.token = token_of(held[who], *scopes)
        self.client = Client(raise_request_exception=True)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(ROOT + path, headers={"Authorization": f"Bearer {self.token}", **headers})

    def post(self, path: str, said: object = None, *, key: str = "", method: str = "POST", **headers: str) -> Any:
        worn = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or f"key-{next(numbers)}", **headers}
        return self.client.generic(method, ROOT + path, _json(said), "application/json", headers=worn)

    def send(self, path: str, said: dict[str, object], *, key: str = "") -> Any:
        """A form with a file."""
        worn = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or f"key-{next(numbers)}"}
        return self.client.post(ROOT + path, said, headers=worn)


def _json(said: object) -> bytes:
    import json

    return b"" if said is None else json.dumps(said, default=str).encode()
