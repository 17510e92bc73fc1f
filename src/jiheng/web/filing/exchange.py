"""The editor's exchange (编辑器往来): edits as JSON in, readings and findings and what did not fit as JSON out."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiheng.errors import DeedRefused, HeldByAnother, NotAllowed, NotEnough, OutOfDate
from jiheng.framework.layouts import layout_named
from jiheng.model.codec import to_builtins
from jiheng.web.filing import access
from jiheng.web.filing.actions.edit import Sending, Typed, edit, typist
from jiheng.web.filing.actions.hold import hold, release, take_over
from jiheng.web.filing.actions.submit import blocking
from jiheng.web.filing.doing import unseen
from jiheng.web.filing.edits import Edit, Set, decoded, encoded
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.incoming import keep
from jiheng.web.filing.pages import by_cell
from jiheng.web.filing.pasting import Whole, block_of, demand_few, whole
from jiheng.web.filing.sheet import readings, sheet
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import counts, equation_of, framework, settings_of, shown
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of, language_of, status_of

MOST_EDITS = 2000
"""Edits in one sending; a larger block is brought in as a file."""


@require_POST
def edits(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Make edits; see the contract of the editor in docs/explanation/the-editor.md."""
    if not isinstance(request.user, Person):
        return JsonResponse({"sign_in": reverse("account_login")}, status=401)
    lang = language_of(request)
    try:
        sent = _sent(request, lang)
        typed = edit(actor_of(request), filing_id, sent)
    except DeedRefused as because:
        return _refused(because, filing_id, lang, request.user)
    merged = typed.revision.number > sent.base + 1
    return _json(_answer(typed, lang, anew=merged or any(map(_moves, sent.edits))))


@require_POST
def holding(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Take the table, take it over with a word, or give it free."""
    if not isinstance(request.user, Person):
        return JsonResponse({"sign_in": reverse("account_login")}, status=401)
    deed, actor = request.POST.get("do", "hold"), actor_of(request)
    try:
        if deed == "release":
            release(actor, filing_id)
        elif deed == "take":
            take_over(actor, filing_id, request.POST.get("word", ""))
        else:
            hold(actor, filing_id)
    except DeedRefused as because:
        return _refused(because, filing_id, language_of(request), request.user)
    return _json({"held": True})


@require_POST
def paste(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A block from a clipboard, cut into cells by the reader of documents; a whole table is offered as a document to look at first."""
    if not isinstance(request.user, Person):
        return JsonResponse({"sign_in": reverse("account_login")}, status=401)
    filing = access.filings(request.user, "edit").filter(pk=filing_id).first()
    if filing is None:
        return _json({"error": unseen(filing_id).say(language_of(request))}, 404)
    lang = language_of(request)
    try:
        cells = block_of(request.POST.get("html", ""), request.POST.get("text", ""))
        found = whole(cells, typist(filing), lang)
        if found is None:
            demand_few(cells)
            return _json({"cells": cells})
        return _json(_offer(request.user, filing_id, found) | {"cells": cells if len(cells) <= MOST_EDITS else []})
    except DeedRefused as because:
        return _refused(because, filing_id, lang, request.user)


def _offer(person: Person, filing_id: int, found: Whole) -> dict[str, object]:
    """Where the block waits as a document, and what was read of it."""
    waiting = keep(person, found.name, found.content)
    rows = sum(len(table.indicators) + len(table.midterm_indicators) for table in found.tables)
    mends = sum(len(table.source.repairs) for table in found.tables)
    return {"whole": reverse("filing:brought", args=(filing_id, waiting.pk)), "rows": rows, "mends": mends}


def _sent(request: HttpRequest, lang: str) -> Sending:
    try:
        said: dict[str, Any] = json.loads(request.body)
        token, base, items = str(said.get("token", ""))[:64], int(said.get("base", 0)), said.get("edits")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotEnough("编辑请求：不是 JSON。请刷新页面后重做。", "edits: no JSON; reload the page and do it again.") from error
    if isinstance(items, list) and len(items) > MOST_EDITS:
        raise NotEnough(
            f"编辑请求：一次 {len(items)} 处，超过 {MOST_EDITS} 处。大块内容请用“导入文件”；请拆分后再贴。",
            f"edits: {len(items)} at once, more than {MOST_EDITS}; bring large blocks in as a file, or paste in parts.",
        )
    return Sending(token, base, decoded(items), lang=lang)


def _moves(each: Edit) -> bool:
    """Whether an edit changes more of the sheet than the text of one cell."""
    return not isinstance(each, Set) or each.field in {"level1", "level2"}


def _answer(typed: Typed, lang: str, *, anew: bool) -> dict[str, object]:
    found = shown(typed.review, typed.table)
    made: dict[str, object] = {
        "revision": typed.revision.number,
        "made": encoded(typed.result.made),
        "readings": readings(typed.table, lang),
        "findings": [_finding(each) for each in found],
        "counts": counts(typed.review.findings),
        "blocking": len(blocking(typed.filing, typed.review)),
        "equation": _equation(typed, lang),
        "refused": [{"edit": each.number, "message": each.because.en if lang == "en" else each.because.zh} for each in typed.result.unfit],
    }
    if anew:
        made["sheet"] = drawn(typed.filing, typed, lang)
    return made


def _equation(typed: Typed, lang: str) -> object:
    found = equation_of(typed.table, settings_of(None), lang)
    return to_builtins(found) if found is not None else None


def drawn(filing: Filing, typed: Typed, lang: str) -> str:
    """The whole sheet as HTML, for rows that came, went or moved."""
    made = sheet(framework(), typed.table, layout_named(framework(), filing.layout), lang)
    return render_to_string("filing/sheet.html", {"sheet": made, "by_cell": by_cell(shown(typed.review, typed.table)), "editable": True})


def _finding(each: Any) -> dict[str, object]:
    finding = each.finding
    fix = finding.fix
    return {
        "cell": each.cell,
        "row": each.row,
        "field": each.field,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "fix": {"before": fix.before, "text": fix.after, "safe": fix.safe, "field": fix.field} if fix else None,
    }


def _refused(because: DeedRefused, filing_id: int, lang: str, person: Person) -> HttpResponse:
    seen = access.filings(person, "see").select_related("revision", "holder").filter(pk=filing_id).first()
    if seen is None:
        return _json({"error": unseen(filing_id).say(lang)}, 404)
    said: dict[str, object] = {"error": because.say(lang)}
    if isinstance(because, HeldByAnother):
        said["holder"] = str(seen.holder or "")
    if isinstance(because, OutOfDate) and seen.revision is not None:
        table = table_of(seen.revision)
        made = sheet(framework(), table, layout_named(framework(), seen.layout), lang)
        said["revision"] = seen.revision.number
        said["sheet"] = render_to_string("filing/sheet.html", {"sheet": made, "by_cell": {}, "editable": True})
    return _json(said, 403 if isinstance(because, NotAllowed) else status_of(because))


def _json(said: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
