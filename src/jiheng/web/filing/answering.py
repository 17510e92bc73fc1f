"""Answering (办理回执): a deed that a form asked for is done and said, and the page goes back to where it was asked or onward."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jiheng.errors import DeedRefused
from jiheng.web.filing import access
from jiheng.web.organizations.requests import actor_of, language_of

TABLE = "filing:table"


def answered(
    request: HttpRequest, filing_id: int, deed: Callable[[], str], *, here: str = TABLE, onward: Callable[[], HttpResponse] | None = None
) -> HttpResponse:
    """Do the deed, say the sentence that it gives, and go onward, else back to the table's page `here`; a refusal is said there.

    Raises the refusal where the person may not see the table: then there is no page to go back to.
    """
    try:
        messages.success(request, deed())
    except DeedRefused as because:
        return refused(request, filing_id, because, here=here)
    return onward() if onward is not None else redirect(here, filing_id)


def refused(request: HttpRequest, filing_id: int, because: DeedRefused, *, here: str = TABLE) -> HttpResponse:
    """Say why a deed was not done, on the table's page. Raises the refusal where the person may not see the table."""
    if not access.filings(actor_of(request).person, "see").filter(pk=filing_id).exists():
        raise because
    messages.error(request, because.say(language_of(request)))
    return redirect(here, filing_id)
