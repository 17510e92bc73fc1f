"""Pages on which a document becomes the next version of a table (导入新版本): what was read and what would change, before it is taken."""

from attrs import frozen
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotEnough
from jiheng.model.declaration import Declaration
from jiheng.web.filing import access
from jiheng.web.filing.actions.import_document import LARGEST, Incoming, import_document, tables_in
from jiheng.web.filing.beginning import Previewed, previewed, waiting_of
from jiheng.web.filing.changes import Change, changes
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.incoming import keep
from jiheng.web.filing.joining import is_part, joined
from jiheng.web.filing.opening import blocks_of
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.filing.views import seen
from jiheng.web.organizations.requests import actor_of, language_of


@frozen(eq=False)
class Offered:
    """A table of a dropped document, what the filed table would say otherwise with it, and whether it has rows only (`part`)."""

    read: Previewed
    changes: tuple[Change, ...]
    part: bool


@login_required
@require_POST
def bring(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A document that was dropped on a table: kept, then shown beside what was read of it."""
    actor, file = actor_of(request), request.FILES.get("file")
    filing, _revision = seen(actor.person, filing_id)
    access.demand(actor.person, "import", filing)
    try:
        if file is None or not file.size or file.size > LARGEST:
            raise NotEnough(
                "导入：没有选文件，或文件为空、超过 20 MB。请选择或拖入一份 20 MB 以内的文件。",
                "import: no file, an empty one, or more than 20 MB; choose one within 20 MB or drop it.",
            )
        content = file.read()
        tables_in(str(file.name), content, language_of(request))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:table", filing_id)
    return redirect("filing:brought", filing_id, keep(actor.person, str(file.name), content).pk)


@login_required
@require_GET
def brought(request: HttpRequest, filing_id: int, waiting_id: int) -> HttpResponse:
    """What was read, beside the document, with what would change and every mend to accept or refuse."""
    filing, revision = seen(actor_of(request).person, filing_id)
    waiting, lang = waiting_of(request, waiting_id), language_of(request)
    content = bytes(waiting.body)
    read = tables_in(waiting.name, content, lang)
    found = [_offered(filing, revision, number, each, lang) for number, each in enumerate(read)]
    held = {
        "waiting": waiting,
        "filing": filing,
        "found": found,
        "meant": _meant(filing, read),
        "blocks": blocks_of(waiting.name, content),
        "lang": lang,
    }
    return render(request, "filing/brought.html", held)


@login_required
@require_POST
def take_in(request: HttpRequest, filing_id: int, waiting_id: int) -> HttpResponse:
    """The chosen table of the document as the next version; its rows keep their keys."""
    waiting, actor = waiting_of(request, waiting_id), actor_of(request)
    number = request.POST.get("table", "")
    position = int(number) if number.isdecimal() else 0
    refused = {int(name.rpartition("-")[2]) for name, said in request.POST.items() if said == "no" and _is_repair(name, position)}
    try:
        made = import_document(actor, filing_id, Incoming(waiting.name, bytes(waiting.body), position, frozenset(refused)))
    except DeedRefused as because:
        if not access.filings(actor.person, "see").filter(pk=filing_id).exists():
            raise
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:brought", filing_id, waiting_id)
    waiting.delete()
    messages.success(request, _("已导入，为第 {number} 版。").format(number=made.number))
    return redirect("filing:table", filing_id)


def _offered(filing: Filing, revision: Revision, number: int, read: Declaration, lang: str) -> Offered:
    old = table_of(revision)
    new, part = joined(old, read, framework()), is_part(read)
    drawn = previewed(number, read, lang, new, filing.layout) if part else previewed(number, read, lang)
    return Offered(drawn, changes(old, new, framework()), part)


def _meant(filing: Filing, read: tuple[Declaration, ...]) -> int:
    """Which of the tables is meant: the one of the same code or name, else the first."""
    for number, each in enumerate(read):
        if (each.code and each.code == filing.code) or (each.project and each.project == filing.project):
            return number
    return 0


def _is_repair(name: str, position: int) -> bool:
    start, _, number = name.rpartition("-")
    return start == f"repair-{position}" and number.isdecimal()
