"""What is read (查看): the person, tasks, tables with all that was said of them, letters, projects; what the pages show, nothing more."""

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query

from jiheng.errors import RequestRefused
from jiheng.web.api import shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.operations import file, reads
from jiheng.web.api.problems import not_found
from jiheng.web.approving import access as letters_access
from jiheng.web.filing import access
from jiheng.web.filing.filings import Attachment, Filing, Revision, Task
from jiheng.web.filing.owing import owed
from jiheng.web.filing.pages import page_of
from jiheng.web.filing.printing import printed
from jiheng.web.filing.queries import Wanted, seen_revision
from jiheng.web.filing.queries import revisions as revisions_of
from jiheng.web.filing.queries import tables as tables_of
from jiheng.web.filing.views import ENDINGS
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import language_of
from jiheng.web.projects import access as projects_access

Row = TypeVar("Row", bound=Model)
Number = Annotated[int, Query(ge=1, le=100_000)]
Key = Annotated[int, Query(ge=0, lt=2**63)]
Year = Annotated[int, Query(ge=1900, le=2999)]
Size = Annotated[int, Query(ge=1, le=200)]


@reads("/me", shapes.Me)
def me(request: HttpRequest) -> shapes.Me:
    """令牌是谁的、能做什么 · Whose token it is, and what it may be used for."""
    token = request.auth.token  # type: ignore[attr-defined]
    held = token.person.appointments.select_related("body", "section")
    who = {"username": token.person.username, "name": token.person.name, "roles": [shapes.RoleShape.of(each) for each in held]}
    return shapes.Me(scopes=token.scopes, expires=token.expires, **who)


@reads("/tasks", list[shapes.TaskShape])
def tasks(request: HttpRequest) -> list[shapes.TaskShape]:  # noqa: ARG001 - the framework's signature
    """填报任务 · Tasks, the newest year first."""
    return [shapes.TaskShape.of(task) for task in Task.objects.prefetch_related("units")]


@reads("/tasks/{int:task_id}/owed", list[shapes.OwedShape])
def owing(request: HttpRequest, task_id: int) -> list[shapes.OwedShape]:
    """应报未报 · What each unit that the person looks after owes for a task."""
    task = found(Task.objects.all(), task_id, request)
    rows = owed(actor_of(request).person, task)
    return [shapes.OwedShape(unit=row.unit.code, states=dict(row.states), open=row.open, last=row.last, done=row.done) for row in rows]


@reads("/filings", shapes.FilingPage)
def filings(
    request: HttpRequest,
    state: str = "",
    task: Key | None = None,
    q: str = "",
    order: str = "changed",
    page: Number = 1,
    size: Size = 50,
) -> dict[str, object]:
    """我能看到的表 · The tables that the person sees."""
    seen = tables_of(actor_of(request).person, Wanted(state, task, q.replace("\0", "").strip()[:100], order))
    return paged(seen, page, size, shapes.FilingShape.of)


@reads("/filings/{int:filing_id}", shapes.FilingDetail)
def filing(request: HttpRequest, filing_id: int) -> shapes.FilingDetail:
    """一张表的状态和我现在能办的操作 · One table, where it stands, and what the person may do with it now."""
    person = actor_of(request).person
    held, revision = seen(person, filing_id, request)
    return detail(person, held, revision)


@reads("/filings/{int:filing_id}/table", shapes.TableShape)
def table(request: HttpRequest, response: HttpResponse, filing_id: int) -> Any:
    """表的内容（最新可见版本） · What the table says: the newest revision that the person may see; its ETag is the base of edits."""
    _filing, revision = seen(actor_of(request).person, filing_id, request)
    return said_by(request, response, revision)


@reads("/filings/{int:filing_id}/revisions", shapes.RevisionPage)
def revisions(request: HttpRequest, filing_id: int, page: Number = 1, size: Size = 50) -> dict[str, object]:
    """历次版本 · The revisions that the person may see."""
    held, newest = seen(actor_of(request).person, filing_id, request)
    return paged(revisions_of(held, newest), page, size, shapes.RevisionShape.of)


@reads("/filings/{int:filing_id}/revisions/{int:number}", shapes.TableShape)
def revision(request: HttpRequest, response: HttpResponse, filing_id: int, number: int) -> Any:
    """某一版的内容 · What a revision says."""
    held, newest = seen(actor_of(request).person, filing_id, request)
    earlier = revisions_of(held, newest).filter(number=number).first()
    if earlier is None:
        raise not_found(request.path)
    return said_by(request, response, earlier)


@reads("/filings/{int:filing_id}/review", shapes.ReviewShape)
def review(request: HttpRequest, filing_id: int) -> shapes.ReviewShape:
    """自动审核意见 · What the rules find in the revision that the person may see."""
    person = actor_of(request).person
    held, newest = seen(person, filing_id, request)
    drawn = page_of(held, newest, person, language_of(request))
    found_ = [finding_of(each) for each in drawn.findings]
    counted = {"errors": drawn.counts["error"], "warnings": drawn.counts["warning"], "blocking": len(drawn.blocking)}
    return shapes.ReviewShape(revision=newest.number, findings=found_, **counted)


@reads("/filings/{int:filing_id}/beside", shapes.Beside)
def beside(request: HttpRequest, filing_id: int) -> shapes.Beside:
    """办理记录、意见、异议、附件 · Steps, opinions, objections and attachments of a table."""
    person = actor_of(request).person
    held, _revision = seen(person, filing_id, request)
    threads = held.threads.filter(Q(sent=True) | Q(by=person)).select_related("by").prefetch_related("replies__by")
    return shapes.Beside(
        steps=[shapes.StepShape.of(each) for each in held.steps.select_related("by")],
        threads=[shapes.ThreadShape.of(each) for each in threads],
        objections=[shapes.ObjectionShape.of(each) for each in held.objections.all()],
        attachments=[shapes.AttachmentShape.of(each) for each in held.attachments.defer("body")],
    )


@reads("/filings/{int:filing_id}/attachments/{int:attachment_id}", None)
def attachment(request: HttpRequest, filing_id: int, attachment_id: int) -> HttpResponse:
    """附件原文 · An attachment as it came."""
    seen(actor_of(request).person, filing_id, request)
    kept = found(Attachment.objects.filter(filing=filing_id), attachment_id, request)
    return file(bytes(kept.body), kept.name)


@reads("/filings/{int:filing_id}/document.{ending}", None)
def document(request: HttpRequest, filing_id: int, ending: str) -> HttpResponse:
    """官方表样的文件（docx、xlsx、pdf、html、json、csv） · The table on its official form, as a file."""
    held, newest = seen(actor_of(request).person, filing_id, request)
    if ending not in ENDINGS:
        raise not_found(request.path)
    return file(printed(held, newest, f".{ending}"), f"{held.project or held.unit}-v{newest.number}.{ending}")


@reads("/letters", shapes.LetterPage)
def letters(request: HttpRequest, page: Number = 1, size: Size = 50) -> dict[str, object]:
    """批复 · Letters that the person reads."""
    held = letters_access.letters(actor_of(request).person, "see").select_related("to").prefetch_related("approvals").defer("body")
    return paged(held, page, size, shapes.LetterShape.of)


@reads("/letters/{int:letter_id}/file", None)
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """批复文件原文 · A letter as it was issued, byte for byte."""
    held = found(letters_access.letters(actor_of(request).person, "see"), letter_id, request)
    return file(bytes(held.body), held.name, "application/pdf")


@reads("/projects", shapes.ProjectPage)
def projects(request: HttpRequest, year: Year | None = None, page: Number = 1, size: Size = 50) -> dict[str, object]:
    """年度项目清单 · Projects of the year's list that the person sees."""
    held = projects_access.projects(actor_of(request).person).select_related("unit")
    return paged(held.filter(year=year) if year else held, page, size, shapes.ProjectShape.of)


def found(rows: QuerySet[Row], number: int, request: HttpRequest) -> Row:
    """The row of that number among those that the person may reach. Raises RequestRefused (404)."""
    row = rows.filter(pk=number).first()
    if row is None:
        raise not_found(request.path)
    return row


def seen(person: Person, filing_id: int, request: HttpRequest) -> tuple[Filing, Revision]:
    """The table and the revision that the person may see. Raises RequestRefused (404)."""
    rows = access.filings(person, "see").select_related("task", "unit__parent", "revision", "handed__revision", "listed")
    held = found(rows, filing_id, request)
    revision = seen_revision(person, held)
    if revision is None:
        raise not_found(request.path)
    return held, revision


def detail(person: Person, held: Filing, revision: Revision) -> shapes.FilingDetail:
    """A table with its revision and the deeds that the person may do with it now."""
    deeds = list(access.deeds_of(person, held, access.DEEDS))
    said = shapes.FilingShape.of(held).model_dump()
    return shapes.FilingDetail(revision=revision.number, digest=revision.digest, deeds=deeds, **said)


def etag_of(revision: Revision) -> str:
    """The entity tag of a revision: its number and the beginning of its digest."""
    return f'"{revision.number}-{revision.digest[:16]}"'


def said_by(request: HttpRequest, response: HttpResponse, revision: Revision) -> Any:
    """What a revision says, with its ETag; nothing (304) where the sender has it already."""
    tag = etag_of(revision)
    if tag in request.headers.get("If-None-Match", ""):
        answer = HttpResponse(status=304)
        answer.headers["ETag"] = tag
        return answer
    response.headers["ETag"] = tag
    where = {"revision": revision.number, "digest": revision.digest, "keys": revision.keys, "midterm_keys": revision.midterm_keys}
    return shapes.TableShape(declaration=json.loads(bytes(revision.body)), **where)


def finding_of(each: Any) -> shapes.FindingShape:
    """A finding at its cell."""
    finding = each.finding
    said = {"rule": finding.rule, "severity": finding.severity.value, "message": finding.message, "fingerprint": finding.fingerprint}
    return shapes.FindingShape(row=each.row, field=each.field, mend=finding.fix.after if finding.fix else None, **said)


def paged(rows: QuerySet[Row], page: int, size: int, of: Callable[[Row], Any]) -> dict[str, object]:
    """A page of a list. Raises RequestRefused (404) for one beyond the last."""
    pages = Paginator(rows, size)
    if page > pages.num_pages:
        raise RequestRefused(
            f"page：第 {page} 页不存在，共 {pages.num_pages} 页。应为 1 至 {pages.num_pages}；请改正页码。",
            f"page: there is no page {page} of {pages.num_pages}; ask for one from 1 to {pages.num_pages}.",
            404,
        )
    held = pages.page(page)
    return {
        "count": pages.count,
        "page": page,
        "next": page + 1 if held.has_next() else None,
        "items": [of(each) for each in held],
    }
