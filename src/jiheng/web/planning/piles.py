"""Pages of folders (成批导入): files brought at once, what was read of them beside the projects they matched, and the pile of the others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotAllowed, NotEnough
from jiheng.web.filing.commissions import units_filed_for
from jiheng.web.filing.listed import bare
from jiheng.web.filing.queries import tasks_of
from jiheng.web.organizations.requests import actor_of, language_of
from jiheng.web.planning.actions.take_pile import assign_pieces, pile_of, take_pile
from jiheng.web.planning.intake import bring, within
from jiheng.web.planning.models import Piece, Pile
from jiheng.web.planning.queries import candidates
from jiheng.web.planning.unpacking import MOST, File

PAGE = 100
UNMATCHED = (Piece.Match.NOTHING, Piece.Match.TWICE, Piece.Match.TAKEN)


@login_required
@require_GET
def folders(request: HttpRequest) -> HttpResponse:
    """My piles, and a new one."""
    person = actor_of(request).person
    units = units_filed_for(person)
    held = {
        "piles": Pile.objects.filter(by=person).select_related("task")[:50],
        "tasks": tasks_of(units) if units else (),
        "units": units,
        "most": MOST,
    }
    return render(request, "planning/folders.html", held)


@login_required
@require_POST
def bring_folder(request: HttpRequest) -> HttpResponse:
    """Files or zips of them."""
    actor = actor_of(request)
    task = next((each for each in tasks_of(units_filed_for(actor.person)) if str(each.pk) == request.POST.get("task")), None)
    try:
        if task is None:
            raise NotEnough("成批导入：没有选开放的任务。请选择后再上传。", "bringing a folder: no open task is chosen: choose one.")
        pile = bring(actor, task, [File(str(file.name), file.read()) for file in request.FILES.getlist("file")[: MOST + 1]])
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("planning:folders")
    return redirect("planning:folder", pile.pk)


@login_required
@require_GET
def folder(request: HttpRequest, pile_id: int) -> HttpResponse:
    """What was read of a pile: matched, not matched, and files in which nothing was found."""
    pile = pile_of(actor_of(request), pile_id)
    pieces = pile.pieces.select_related("project__unit", "file", "filing").defer("table", "file__body")
    projects = list(within(pile.by, pile.task))
    page = Paginator(pieces.exclude(project=None), PAGE).get_page(request.GET.get("page"))
    held = {
        "pile": pile,
        "page": page,
        "rows": [(each, _differs(each), _strange(each)) for each in page.object_list],
        "loose": [(each, candidates(each.said, projects)) for each in pieces.filter(project=None, filing=None)[:PAGE]],
        "refused": [(each, each.refusal.get(language_of(request), "")) for each in pile.files.exclude(refusal={}).defer("body")],
        "waiting": pile.files.filter(read=False).count(),
        "files": pile.files.count(),
        "open": pieces.filter(filing=None).exclude(project=None).count(),
    }
    return render(request, "planning/folder.html", held)


@login_required
@require_POST
def take_folder(request: HttpRequest, pile_id: int) -> HttpResponse:
    """Say which project a table is, or take the ticked ones."""
    actor, said = actor_of(request), request.POST
    chosen = {
        int(key): int(str(said[name]))
        for name in said
        if (key := name.removeprefix("project-")).isdecimal() and str(said[name]).isdecimal()
    }
    try:
        if chosen:
            assign_pieces(actor, pile_id, chosen)
        if said.get("do") != "assign":
            made = take_pile(actor, pile_id, [int(str(each)) for each in said.getlist("piece") if str(each).isdecimal()])
            messages.success(request, _("已接收 {count} 张表，都是草稿，核对后报送。").format(count=len(made)))
    except NotAllowed:
        raise
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("planning:folder", pile_id)


def _differs(piece: Piece) -> bool:
    """Whether the table has other money than the project that it matched."""
    return piece.project is not None and piece.total != piece.project.amount


def _strange(piece: Piece) -> bool:
    """Whether the table names another unit than its project's: it is not ticked by itself then."""
    if piece.project is None or not piece.unit:
        return False
    said, listed = bare(piece.unit), bare(piece.project.unit.name)
    return said not in listed and listed not in said
