"""Operations (接口操作): how one is entered — its scope, whether it is done once a key — so that all of them answer alike."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from jiheng.web.api.bearer import Bearer
from jiheng.web.api.models import Scope
from jiheng.web.api.once import HEADER, LONGEST, once

View = Callable[..., Any]
router = Router()
"""All operations: one router, since two methods of one address must stand together."""
KEY = {"name": HEADER, "in": "header", "required": True, "schema": {"type": "string", "maxLength": LONGEST}}
"""How the description says that a request bears a key."""


def reads(path: str, answers: Any, scope: Scope = Scope.READ) -> Callable[[View], View]:
    """Enter an operation that changes nothing; `answers` is the schema of its answer, None for a file."""
    more = {"response": answers} if answers is not None else {"openapi_extra": FILE}

    def _enter(view: View) -> View:
        return router.get(path, auth=Bearer(scope), tags=[scope.value], summary=_summary(view), description=scope_said(scope), **more)(view)

    return _enter


def does(path: str, answers: Any, scope: Scope, method: str = "POST") -> Callable[[View], View]:
    """Enter an operation that does a deed: it bears a key and is done once."""

    def _enter(view: View) -> View:
        entered = router.api_operation(
            [method],
            path,
            auth=Bearer(scope),
            tags=[scope.value],
            response=answers,
            summary=_summary(view),
            description=scope_said(scope),
            openapi_extra={"parameters": [KEY]},
        )
        entered(once(view))
        return view

    return _enter


FILE = {
    "responses": {200: {"description": "file", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}


def file(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """A file to keep; whatever it is, no browser runs it."""
    from urllib.parse import quote

    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def scope_said(scope: Scope) -> str:
    """What the description says of the scope that the token needs."""
    return f"scope `{scope.value}`"


def _summary(view: View) -> str:
    return (view.__doc__ or "").split("\n\n")[0].strip().rstrip(".")
