"""Requests (请求): who acts in a web request, and a deed that is refused as a page."""

from datetime import date

from django.http import HttpRequest

from jiheng.errors import DeedRefused, HeldByAnother, NotAllowed, NotEnough, OutOfDate, WrongState
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Person

STATUS: dict[type[DeedRefused], int] = {NotAllowed: 403, NotEnough: 422, WrongState: 409, OutOfDate: 409, HeldByAnother: 423}


def actor_of(request: HttpRequest) -> Actor:
    """The person who is signed in, with the address that the request came from. Raises TypeError where nobody is."""
    if not isinstance(request.user, Person):
        raise TypeError("a page of deeds is behind the sign-in")
    return Actor(request.user, str(request.META.get("REMOTE_ADDR", ""))[:64])


def language_of(request: HttpRequest) -> str:
    """The language of the page: `zh` or `en`."""
    return "en" if str(getattr(request, "LANGUAGE_CODE", "zh")).startswith("en") else "zh"


def day_of(said: str) -> date | None:
    """The day that a field of a form says, ISO 8601; None where it says none."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def status_of(refused: DeedRefused) -> int:
    """The HTTP status that says why a deed was not done."""
    return next((status for kind, status in STATUS.items() if isinstance(refused, kind)), 400)
