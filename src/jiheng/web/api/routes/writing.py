"""What the unit writes (编报): begin, import, edit, hold, attach, object, answer."""

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form
from ninja.files import UploadedFile

from jiheng.errors import NotEnough, RequestRefused
from jiheng.web.api import asking, shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Scope
from jiheng.web.api.operations import does
from jiheng.web.api.problems import not_found
from jiheng.web.api.routes.reading import detail, finding_of, found, seen
from jiheng.web.filing import access
from jiheng.web.filing.actions.allow import delegate
from jiheng.web.filing.actions.attach import Proof, attach
from jiheng.web.filing.actions.begin import Beginning, begin, blank, from_last_year
from jiheng.web.filing.actions.edit import Sending, Typed, edit, restore
from jiheng.web.filing.actions.hold import hold, release, take_over
from jiheng.web.filing.actions.import_document import Incoming, as_accepted, import_document, tables_in
from jiheng.web.filing.actions.object import object_to
from jiheng.web.filing.actions.submit import blocking
from jiheng.web.filing.edits import decoded, encoded
from jiheng.web.filing.filings import Attachment, Filing, Revision, Task
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.sheet import layout_of
from jiheng.web.filing.starting import Keep, of_pattern
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.typing import Typist
from jiheng.web.filing.understanding import checked, counts, framework, settings_of, shown
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Person
from jiheng.web.organizations.requests import language_of
from jiheng.web.reviewing.actions.opine import reply, take
from jiheng.web.reviewing.models import Thread

WRITE = Scope.WRITE


@does("/filings", shapes.FilingDetail, WRITE)
def new(request: HttpRequest, said: asking.Begin) -> shapes.FilingDetail:
    """新建表：空白、沿用上年或套用 · Begin a table."""
    actor, task, unit = actor_of(request), found(Task.objects.all(), said.task, request), body_of(said.unit)
    made = begin(actor, task, unit, _beginning(request, actor, said, task, unit))
    return shown_to(actor, made.pk, request)


@does("/filings/import", shapes.Begun, WRITE)
def new_of_document(
    request: HttpRequest,
    task: Annotated[int, Form(ge=0, lt=2**63)],
    unit: Form[str],
    file: File[UploadedFile],
    positions: Form[list[int]] = [],  # noqa: B006 - the framework copies it
) -> shapes.Begun:
    """用文件新建（一个文件可有多张表） · Begin tables of a document; `positions` are the tables that are meant, none: all."""
    actor, owed, body = actor_of(request), found(Task.objects.all(), task, request), body_of(unit)
    name, content = str(file.name), file.read()
    made = []
    for number, declaration in enumerate(tables_in(name, content, language_of(request))):
        if positions and number not in positions:
            continue
        layout = owed.layout or layout_of(framework(), declaration).name
        table = as_accepted(declaration, (), Typist(framework(), layout_of(framework(), declaration, layout)))
        made.append(begin(actor, owed, body, Beginning(table, Revision.Cause.IMPORTED, (name, content), layout)))
    if not made:
        raise NotEnough(
            f"{name}：没有第 {positions} 张表。应为文件中表的序号，从 0 起；请改正后再发。",
            f"{name}: holds no table {positions}; give the positions of its tables, from 0.",
        )
    return shapes.Begun(filings=[shown_to(actor, each.pk, request) for each in made])


@does("/filings/{int:filing_id}/edits", shapes.Edited, WRITE)
def edits(request: HttpRequest, filing_id: int, said: asking.Edits) -> shapes.Edited:
    """编辑（set、insert、move、drop） · Edits on a base revision."""
    lang = language_of(request)
    sending = Sending("", _base(request, said), decoded(said.edits), lang=lang)
    return _edited(edit(actor_of(request), filing_id, sending), lang)


@does("/filings/{int:filing_id}/import", shapes.FilingDetail, WRITE)
def bring(request: HttpRequest, filing_id: int, file: File[UploadedFile], position: Form[int] = 0) -> shapes.FilingDetail:
    """用文件更新一张表 · A document as the next revision of a table."""
    actor = actor_of(request)
    import_document(actor, filing_id, Incoming(str(file.name), file.read(), max(position, 0)))
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/restore", shapes.FilingDetail, WRITE)
def back(request: HttpRequest, filing_id: int, said: asking.Number) -> shapes.FilingDetail:
    """恢复某一版 · An earlier revision as the newest one."""
    actor = actor_of(request)
    restore(actor, filing_id, said.revision)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/hold", shapes.FilingDetail, WRITE)
def holding(request: HttpRequest, filing_id: int, said: asking.Hold) -> shapes.FilingDetail:
    """占用、接手、放开编辑 · Take the table for editing, take it over, give it free."""
    actor = actor_of(request)
    if said.do == "take":
        take_over(actor, filing_id, said.word)
    else:
        (release if said.do == "release" else hold)(actor, filing_id)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/delegate", shapes.FilingDetail, WRITE)
def entrust(request: HttpRequest, filing_id: int, said: asking.Delegate) -> shapes.FilingDetail:
    """委托同单位的人填报 · Let a colleague fill the table in."""
    actor = actor_of(request)
    person = Person.objects.filter(username=said.username, is_active=True).first()
    if said.username is not None and person is None:
        raise NotEnough(
            f"委托：没有账号 {said.username[:30]}。应为本单位人员的账号；请核对后再试。",
            f"delegating: there is no account {said.username[:30]}; give that of a colleague of the unit.",
        )
    delegate(actor, filing_id, person, said.reason)
    return shown_to(actor, filing_id, request)


Kind = Literal["basis", "estimate", "minutes", "appraisal", "stamped", "other"]


@does("/filings/{int:filing_id}/attachments", shapes.AttachmentShape, WRITE)
def proof(request: HttpRequest, filing_id: int, kind: Form[Kind], file: File[UploadedFile]) -> shapes.AttachmentShape:
    """上传附件 · Keep a proof beside a table."""
    made = attach(actor_of(request), filing_id, Proof(Attachment.Kind(kind), str(file.name), file.read()))
    return shapes.AttachmentShape.of(made)


@does("/filings/{int:filing_id}/objections", shapes.ObjectionShape, WRITE)
def objection(request: HttpRequest, filing_id: int, said: asking.Object) -> shapes.ObjectionShape:
    """对审核意见提出异议 · Object to a finding, by its fingerprint."""
    actor, lang = actor_of(request), language_of(request)
    filing, revision = seen(actor.person, filing_id, request)
    answer = checked(table_of(revision), settings_of(filing), today=timezone.localdate(), lang=lang, budget=budget_of(filing))
    finding = next((each for each in answer.findings if each.fingerprint == said.fingerprint), None)
    if finding is None:
        raise NotEnough(
            "异议：这条审核意见已不存在，可能已经改正。应为最新审核意见的 fingerprint；请重新查询。",
            "objection: there is no such finding any more; take the fingerprint of the newest review.",
        )
    return shapes.ObjectionShape.of(object_to(actor, filing_id, finding, said.reason))


@does("/threads/{int:thread_id}/reply", shapes.ThreadShape, WRITE)
def answer(request: HttpRequest, thread_id: int, said: asking.Reply) -> shapes.ThreadShape:
    """答复审核意见 · Answer an opinion."""
    thread = _sent_to(request, thread_id)
    reply(actor_of(request), thread, said.text, said.answer)
    return shapes.ThreadShape.of(_sent_to(request, thread_id))


@does("/threads/{int:thread_id}/take", shapes.ThreadShape, WRITE)
def accept(request: HttpRequest, thread_id: int) -> shapes.ThreadShape:
    """采纳修改建议 · Accept a suggestion."""
    take(actor_of(request), _sent_to(request, thread_id))
    return shapes.ThreadShape.of(_sent_to(request, thread_id))


def body_of(code: str) -> Body:
    """The unit or department of a code. Raises NotEnough for one that there is not."""
    body = Body.objects.filter(code=code.replace("\0", "")).exclude(kind=Body.Kind.REGION).first()
    if body is None:
        raise NotEnough(
            f"机构：没有编码 {code[:30]}。应为部门或单位的预算编码；请核对后再发。",
            f"body: there is none of the code {code[:30]}; give the budget code of a department or unit.",
        )
    return body


def shown_to(actor: Actor, filing_id: int, request: HttpRequest) -> shapes.FilingDetail:
    """The table as it stands after a deed; where the person sees it no more, what they were told of it last."""
    held = access.filings(actor.person, "see").filter(pk=filing_id)
    if not held.exists():
        raise not_found(request.path)
    return detail(actor.person, *seen(actor.person, filing_id, request))


def _beginning(request: HttpRequest, actor: Actor, said: asking.Begin, task: Task, unit: Body) -> Beginning:
    if said.start == "blank":
        return Beginning(blank(task, unit))
    deed = "see" if said.start == "last" else "copy"
    rows = access.filings(actor.person, deed).exclude(revision=None).select_related("handed__revision", "revision", "unit")
    old = found(rows, said.of or 0, request)
    if said.start == "last":
        return Beginning(from_last_year(old, task), Revision.Cause.CARRIED, layout=old.layout)
    pattern = _handed(old).declaration
    return Beginning(of_pattern(pattern, task, unit, Keep.VALUES if said.values else Keep.NAMES), layout=old.layout, pattern=old.pk)


def _handed(old: Filing) -> Table:
    """What was handed in of a table that is taken as a pattern. Raises NotEnough where nothing was."""
    if old.handed is None:
        raise NotEnough(f"{old}：尚未报送，不能套用。请选择已审定的表。", f"{old}: was not handed in; choose an approved table.")
    return table_of(old.handed.revision)


def _base(request: HttpRequest, said: asking.Edits) -> int:
    """The revision that edits were made on. Raises RequestRefused (428) where neither header nor body says it."""
    number = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"').partition("-")[0]
    if number.isdecimal() and len(number) < 10:
        return int(number)
    if said.base is None:
        raise RequestRefused(
            "编辑：没有说明在哪一版上改。应在请求头 If-Match 写查询时得到的 ETag，或在 base 写版本号；请补上后再发。",
            "edits: on which revision they were made is not said; send its ETag as If-Match, or its number as base.",
            428,
        )
    return said.base


def _edited(typed: Typed, lang: str) -> shapes.Edited:
    counted = counts(typed.review.findings)
    left = [shapes.Refusal(edit=each.number, message=each.because.en if lang == "en" else each.because.zh) for each in typed.result.unfit]
    return shapes.Edited(
        revision=typed.revision.number,
        digest=typed.revision.digest,
        made=encoded(typed.result.made),
        refused=left,
        errors=counted["error"],
        warnings=counted["warning"],
        blocking=len(blocking(typed.filing, typed.review)),
        findings=[finding_of(each) for each in shown(typed.review, typed.table)],
    )


def _sent_to(request: HttpRequest, thread_id: int) -> Thread:
    """The opinion, where the person sees its table and it was sent. Raises RequestRefused (404)."""
    seen_tables = access.filings(actor_of(request).person, "see")
    return found(Thread.objects.filter(sent=True, filing__in=seen_tables), thread_id, request)
