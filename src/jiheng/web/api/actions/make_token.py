"""Make a token (创建令牌): for a program that acts as the person who makes it, within the scopes chosen and until a day; shown once."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.api import access
from jiheng.web.api.models import Scope, Token
from jiheng.web.api.signing import digest_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.trail import chain

BEGINNING = "jh_"
HINT = 8
LONGEST_DAYS = 366
RATES = range(1, 1201)
MOST = 20
"""Tokens of a person that work at the same time."""


@frozen
class Wanted:
    """What is asked for: a name to know it by, what it may be used for, for how many days, and how many requests a minute."""

    name: str
    scopes: Sequence[str]
    days: int
    rate: int = 120


@frozen(eq=False)
class Made:
    """The token, and the text that is shown once and kept nowhere."""

    token: Token
    text: str


def make_token(actor: Actor, wanted: Wanted) -> Made:
    """Make it. Raises NotEnough without a name or a scope or for terms beyond a year, NotAllowed for a scope that is not the person's."""
    scopes = _fit(actor, wanted)
    text = BEGINNING + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            person=actor.person,
            name=wanted.name.strip()[:60],
            digest=digest_of(text),
            hint=text[:HINT],
            scopes=scopes,
            rate=wanted.rate,
            expires=timezone.now() + timedelta(days=wanted.days),
        )
        after: dict[str, object] = {"name": token.name, "scopes": scopes, "expires": token.expires, "rate": token.rate}
        chain.record(chain.Deed(actor.name, "make-token", "token", str(token.pk), None, after, actor.address))
    return Made(token, text)


def revoke_token(actor: Actor, token_id: int) -> Token:
    """Revoke (停用) one's own token, as the administrator anybody's. Raises NotAllowed for another's or none."""
    with transaction.atomic():
        token = access.tokens(actor.person).select_for_update(of=("self",)).filter(pk=token_id).first()
        if token is None:
            raise NotAllowed(
                f"令牌：没有第 {token_id} 号，或不是您的。应停用自己的令牌；请从列表中选择。",
                f"token {token_id}: not found, or not yours; revoke one of your own list.",
            )
        if token.revoked is None:
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            after: dict[str, object] = {"name": token.name, "of": token.person.username}
            chain.record(chain.Deed(actor.name, "revoke-token", "token", str(token.pk), None, after, actor.address))
    return token


def _fit(actor: Actor, wanted: Wanted) -> list[str]:
    scopes = [scope.value for scope in Scope if scope.value in wanted.scopes]
    if not wanted.name.strip() or not scopes:
        raise NotEnough(
            "创建令牌：没有写名称或没有选范围。应写明用途并至少选一项范围；请补齐后再试。",
            "making a token: its name or its scope is missing; say what it is for and choose at least one scope, then try again.",
        )
    if wanted.days not in range(1, LONGEST_DAYS + 1) or wanted.rate not in RATES:
        raise NotEnough(
            f"创建令牌：有效 {wanted.days} 天、每分钟 {wanted.rate} 次。有效期应为 1 至 {LONGEST_DAYS} 天，次数应为 1 至 {RATES[-1]}；请改正后再试。",
            f"making a token: {wanted.days} days and {wanted.rate} a minute; give 1 to {LONGEST_DAYS} days and 1 to {RATES[-1]} a minute.",
        )
    _demand_own(actor, scopes)
    return scopes


def _demand_own(actor: Actor, scopes: Sequence[str]) -> None:
    """Raise NotAllowed for a scope that goes beyond the person, NotEnough where there are too many tokens already."""
    beyond = [scope for scope in scopes if scope not in access.scopes_of(actor.person)]
    if beyond:
        named = "、".join(str(Scope(each).label).partition("：")[0] for each in beyond)
        raise NotAllowed(
            f"创建令牌：范围「{named}」超出您的角色。令牌不能大于本人的权限；请取消这一项，或请管理员核对您的任职。",
            f"making a token: the scope {', '.join(beyond)} goes beyond your role; a token never may more than its person: leave it out.",
        )
    if sum(token.works for token in actor.person.tokens.all()) >= MOST:
        raise NotEnough(
            f"创建令牌：已有 {MOST} 个在用的令牌。一人最多 {MOST} 个；请先停用不再需要的。",
            f"making a token: {MOST} are in use already, which is the most; revoke one that is not needed.",
        )
