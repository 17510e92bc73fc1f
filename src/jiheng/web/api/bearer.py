"""The bearer of a token (令牌持有人): who a request comes from, whether the token reaches that far, and how often it may ask."""

import time
from datetime import timedelta
from typing import Any

from attrs import frozen
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from jiheng.errors import RequestRefused
from jiheng.web.api import access
from jiheng.web.api.models import Scope, Token
from jiheng.web.api.problems import no_token
from jiheng.web.api.signing import digest_of
from jiheng.web.organizations.acting import Actor

NOTED = timedelta(minutes=1)
"""How exactly it is kept when a token was used last."""
MINUTE = 60


@frozen(eq=False)
class Caller:
    """The token of a request and its person as the deeds know them; the trail's address names the token beside the machine."""

    token: Token
    actor: Actor


class Bearer(HttpBearer):
    """Asks for a token that works and has the scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who asks. Raises RequestRefused: 401 without a token that works, 403 beyond its scope, 429 beyond its rate."""
        found = Token.objects.select_related("person").filter(digest=digest_of(token)).first()
        if found is None or not found.works or not found.person.is_active:
            raise no_token()
        _demand_rate(found)
        _demand_scope(found, self.scope)
        address = str(request.META.get("REMOTE_ADDR", ""))[:40]
        _note(found, address)
        return Caller(found, Actor(found.person, f"{address} 令牌{found.pk}"[:64]))


def actor_of(request: HttpRequest) -> Actor:
    """The person whose token the request bears."""
    caller: Any = request.auth  # type: ignore[attr-defined]
    actor: Actor = caller.actor
    return actor


def _demand_scope(token: Token, scope: Scope) -> None:
    if scope.value in token.scopes and scope in access.scopes_of(token.person):
        return
    raise RequestRefused(
        f"令牌《{token.name}》：范围不含「{str(scope.label).partition('：')[0]}」（{scope.value}），或已超出本人现在的角色。"
        "该操作需要这一范围；请另建令牌，或联系管理员核对任职。",
        f"token {token.name}: it lacks the scope {scope.value}, or its person no longer has it; make a token with that scope.",
        403,
    )


def _demand_rate(token: Token) -> None:
    """Count the request in its minute, in the cache that all processes share."""
    key = f"api-rate-{token.pk}-{int(time.time()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    if cache.incr(key) > token.rate:
        raise RequestRefused(
            f"令牌《{token.name}》：本分钟请求已超过 {token.rate} 次。应在限额内调用；请等下一分钟，或另建次数更高的令牌。",
            f"token {token.name}: more than {token.rate} requests in this minute; wait for the next one, or make a token that may more.",
            429,
        )


def _note(token: Token, address: str) -> None:
    now = timezone.now()
    old = Q(last_used=None) | Q(last_used__lt=now - NOTED) | ~Q(last_address=address)
    Token.objects.filter(old, pk=token.pk).update(last_used=now, last_address=address)
