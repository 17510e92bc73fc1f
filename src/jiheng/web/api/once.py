"""Once (只办一次): a request that changes something bears a key of its sender; the same key again gets the first answer and does nothing."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Schema

from jiheng.errors import RequestRefused
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Done

HEADER = "Idempotency-Key"
LONGEST = 100
KEPT = timedelta(days=7)
"""How long an answer is kept for its key."""
JSON = "application/json; charset=utf-8"


def once(view: Callable[..., Schema]) -> Callable[..., HttpResponse]:
    """The operation, done once a key, with its key and its answer in the deed's own transaction: what was refused may be tried again."""

    @wraps(view)
    def _answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key, said = _key(request), fingerprint(request)
        known = _known(request, key)
        if known is None:
            try:
                return _done(request, key, said, lambda: view(request, *args, **kwargs))
            except _Taken:
                known = _known(request, key)
        if known is None or known.said != said:
            raise _used(key)
        answer = HttpResponse(bytes(known.answer), content_type=JSON)
        answer.headers["Idempotent-Replayed"] = "true"
        return answer

    return _answer


class _Taken(Exception):
    """The key was taken by a request that ran beside this one."""


def _done(request: HttpRequest, key: str, said: str, deed: Callable[[], Schema]) -> HttpResponse:
    with transaction.atomic():
        kept = _claimed(request, key, said)
        made = deed()
        body = made.model_dump_json().encode()
        kept.answer = made.model_dump_json(exclude=set(getattr(made, "UNKEPT", ()))).encode()
        kept.save(update_fields=["answer"])
        Done.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return HttpResponse(body, content_type=JSON)


def _claimed(request: HttpRequest, key: str, said: str) -> Done:
    try:
        with transaction.atomic():
            return Done.objects.create(person=actor_of(request).person, key=key, said=said)
    except IntegrityError as error:
        raise _Taken from error


def _known(request: HttpRequest, key: str) -> Done | None:
    return Done.objects.filter(person=actor_of(request).person, key=key).first()


def fingerprint(request: HttpRequest) -> str:
    """SHA-256 over method, address and all that was sent; files by their content."""
    seal = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not str(request.content_type).startswith("multipart/"):
        seal.update(request.body)
        return seal.hexdigest()
    for name, values in sorted(request.POST.lists()):
        seal.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            seal.update(repr((name, file.name, hashlib.sha256(file.read()).hexdigest())).encode())
            file.seek(0)
    return seal.hexdigest()


def _key(request: HttpRequest) -> str:
    key = request.headers.get(HEADER, "").strip()
    if not key or len(key) > LONGEST or not key.isprintable():
        raise RequestRefused(
            f"请求头 {HEADER}：没有提供，或超过 {LONGEST} 个字符。办理类请求应带一个自己生成、不重复的编号（如 UUID），重发时用同一个；请补上后再发。",
            f"header {HEADER}: missing, or longer than {LONGEST}; a request that changes something bears a key of its own (such as a UUID), "
            "the same one when it is sent again: add it.",
            428,
        )
    return key


def _used(key: str) -> RequestRefused:
    return RequestRefused(
        f"请求头 {HEADER}：{key[:40]} 已用于另一个请求。一个编号只对应一个请求；请为新的请求另取编号。",
        f"header {HEADER}: {key[:40]} was used for another request; a key belongs to one request: take a new one.",
        409,
    )
