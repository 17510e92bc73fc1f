"""Requests (请求): who acts in a web request, and a deed that is refused as a page."""

from datetime import date

from django.http import HttpRequest

from jiheng.errors import DeedRefused, HeldByAnother, NotAllowed, NotEnough, OutOfDate, WrongState
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Person

MOST_SHOWN = 30
"""Letters of a text that a sentence repeats."""
STATUS: dict[type[DeedRefused], int] = {NotAllowed: 403, NotEnough: 422, WrongState: 409, OutOfDate: 409, HeldByAnother: 423}


def actor_of(request: HttpRequest) -> Actor:
    """The person who is signed in, with the address that the request came from. Raises TypeError where nobody is."""
    if not isinstance(request.user, Person):
        raise TypeError("a page of deeds is behind the sign-in")
    return Actor(request.user, str(request.META.get("REMOTE_ADDR", ""))[:64])


def language_of(request: HttpRequest) -> str:
    """The language of the page: `zh` or `en`."""
    return "en" if str(getattr(request, "LANGUAGE_CODE", "zh")).startswith("en") else "zh"


def day_of(said: str, field: tuple[str, str]) -> date | None:
    """The day that a field of a form says, ISO 8601; None where it says none. Raises NotEnough, naming the field, where it can't be read."""
    try:
        return date.fromisoformat(said.strip()) if said.strip() else None
    except ValueError as error:
        zh, en = field
        raise NotEnough(
            f"{zh}：「{said[:MOST_SHOWN]}」读不成日期。应写成年-月-日，如 2025-11-30；请改正后再提交。",
            f"{en}: “{said[:MOST_SHOWN]}” can't be read as a day; write it as year-month-day, like 2025-11-30, then send it again.",
        ) from error


def day_said(said: str, field: tuple[str, str]) -> date:
    """As `day_of`, for a day that the deed can't do without. Raises NotEnough where the field is empty too."""
    found = day_of(said, field)
    if found is None:
        zh, en = field
        raise NotEnough(
            f"{zh}：没有填。应填年-月-日，如 2025-11-30；请填写后再提交。",
            f"{en}: it is empty; give it as year-month-day, like 2025-11-30, then send it again.",
        )
    return found


def status_of(refused: DeedRefused) -> int:
    """The HTTP status that says why a deed was not done."""
    return next((status for kind, status in STATUS.items() if isinstance(refused, kind)), 400)
