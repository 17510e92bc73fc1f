"""Problems (未办说明): whatever was not done as `application/problem+json` (RFC 9457), with the sentence in four parts as its detail."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jiheng.errors import DeedRefused, JihengError, RequestRefused
from jiheng.web.organizations.requests import language_of, status_of

Fault = Exception | type[Exception]
TYPE = "application/problem+json"
TITLES = {
    400: "request not understood",
    401: "no token that works",
    403: "not allowed",
    404: "not found",
    409: "not now",
    413: "too much",
    422: "something is missing",
    423: "held by another",
    428: "key or revision missing",
    429: "too many requests",
    500: "the program stumbled",
}
SHOWN = 60


def problem(request: HttpRequest, because: JihengError, **more: object) -> HttpResponse:
    """The answer for what was not done; `more` are further members, such as the revision that stands now."""
    status = status_in(because)
    said = {
        "type": f"urn:jiheng:problem:{kind_of(because)}",
        "title": TITLES.get(status, "not done"),
        "status": status,
        "detail": because.say(language_of(request)),
        "instance": request.path,
        **more,
    }
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=TYPE)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status == 429:
        answer.headers["Retry-After"] = "60"
    return answer


def status_in(because: JihengError) -> int:
    """The HTTP status of a fault."""
    if isinstance(because, RequestRefused):
        return because.status
    return status_of(because) if isinstance(because, DeedRefused) else 422


def kind_of(because: JihengError) -> str:
    """The name of its kind: `not-allowed` of NotAllowed."""
    name = type(because).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def unsigned(request: HttpRequest, _error: Fault) -> HttpResponse:
    """No token was sent."""
    return problem(request, no_token())


def missing(request: HttpRequest, _error: Fault) -> HttpResponse:
    """Nothing is there, or nothing that the person may know of."""
    return problem(request, not_found(request.path))


def misread(request: HttpRequest, error: Fault) -> HttpResponse:
    """A request whose form is another than the operation's."""
    faults: list[Any] = error.errors if isinstance(error, ValidationError) else []
    first = faults[0] if faults else {}
    place = ".".join(str(part) for part in first.get("loc", ()) if part not in {"body", "data", "payload", "said"}) or "body"
    found = str(first.get("msg", ""))[:SHOWN]
    because = RequestRefused(
        f"请求内容：{place} 与接口说明不符（{found}）。应按 /api/docs/ 中该操作的说明填写；请改正后再发。",
        f"request: {place} is not as the operation expects it ({found}); fill it in as /api/docs/ says, then send it again.",
        422,
    )
    return problem(request, because, fields=[".".join(map(str, each.get("loc", ()))) for each in faults])


def unreadable(request: HttpRequest, _error: Fault) -> HttpResponse:
    """A body that is no JSON."""
    because = RequestRefused(
        "请求内容：不是 JSON，读不出来。应为 UTF-8 的 JSON，请求头 Content-Type: application/json；请改正后再发。",
        "request: its body is no JSON; send UTF-8 JSON with Content-Type: application/json.",
    )
    return problem(request, because)


def too_much(request: HttpRequest, _error: Fault) -> HttpResponse:
    """More than a request may hold."""
    because = RequestRefused(
        "请求内容：超过一次能收的大小。JSON 应在 8 MB 以内，文件应在 20 MB 以内；请分几次发送。",
        "request: larger than what is taken at once; JSON within 8 MB, files within 20 MB: send it in parts.",
        413,
    )
    return problem(request, because)


def not_found(place: str) -> RequestRefused:
    """Nothing there."""
    return RequestRefused(
        f"{place}：没有找到，或不在您的权限内。应为您有权查看的对象；请从列表中取编号。",
        f"{place}: not found, or not yours to see; take its number from a list.",
        404,
    )


def no_token() -> RequestRefused:
    """No token, or one that does not work; the same for all reasons."""
    return RequestRefused(
        "访问令牌：没有提供，或已到期、停用。请求头应为 Authorization: Bearer 令牌；请在“访问令牌”页创建后重试。",
        "token: none was sent, or one that has expired or was revoked; send Authorization: Bearer TOKEN, made on the page of tokens.",
        401,
    )


HANDLERS = (
    (AuthenticationError, unsigned),
    (Http404, missing),
    (ValidationError, misread),
    (HttpError, unreadable),
    *((each, too_much) for each in (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)),
)
"""Which of the framework's exceptions is answered by what."""
