"""Issue (批复): approved tables of a department or a unit go out in one letter with its 文号 and 成文日期; what was issued is kept as bytes."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotEnough
from jiheng.framework.papers import papers
from jiheng.web.approving.models import Approval, Letter
from jiheng.web.filing import access
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.listed import demand_money
from jiheng.web.filing.printing import noted
from jiheng.web.filing.tables import digest_of, table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.filing.way import Deed
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.trail import chain
from jiheng.writing import Particulars, drawn_of, letters

PAPER = "approval"
ENDING = ".pdf"
DRAFT = "草稿：文号、成文日期待定，未出具"
MARK = "审计日志链首　{head}"


@frozen
class Heading:
    """What the office gives a letter: its 文号, its 成文日期, and the office that sends it."""

    number: str
    dated: date
    office: str


def issue(actor: Actor, to: Body, filing_ids: Sequence[int], heading: Heading) -> Letter:
    """One letter for the tables, which are bound by it; all of them or none.

    Raises NotEnough without a number or a table, NotAllowed and WrongState for a table that can't be bound.
    """
    demand_new(heading, to)
    if not filing_ids:
        raise NotEnough(
            "批复：没有勾选表。应勾选要批复的表；请勾选后再办理。",
            "letter: no table is ticked; tick those that it approves, then try again.",
        )
    with transaction.atomic():
        approvals = [_bound(actor, filing_id, heading.number.strip(), to) for filing_id in dict.fromkeys(filing_ids)]
        return keep(actor, to, approvals, heading)


def demand_new(heading: Heading, to: Body) -> None:
    """Raise NotEnough without a number or an office, or for a number that was used for the body."""
    if not heading.number.strip() or not heading.office.strip():
        raise NotEnough(
            "批复：缺文号或发文机关。应填写办公室给的文号和发文机关；请补齐后再办理。",
            "letter: its number or its office is missing; fill in what the office has given, then try again.",
        )
    if Letter.objects.filter(to=to, number=heading.number.strip()).exists():
        raise NotEnough(
            f"批复：文号 {heading.number} 已对 {to} 用过。一个文号只能用一次；请核对文号。",
            f"letter: {heading.number} was used for {to}; a number is used once: check it.",
        )


def keep(actor: Actor, to: Body, approvals: Sequence[Approval], heading: Heading, *, under: Letter | None = None) -> Letter:
    """Write the letter and keep it as bytes, in the deed's transaction; it bears the head of the trail as it stands then."""
    _number, digest = chain.head()
    particulars = Particulars(heading.office.strip(), to.name, heading.number.strip(), heading.dated)
    content = drawn(approvals, particulars, MARK.format(head=digest))
    letter = Letter.objects.create(
        under=under,
        to=to,
        year=approvals[0].filing.task.year,
        number=heading.number.strip(),
        dated=heading.dated,
        name=f"{heading.number.strip()}-{to.name}{ENDING}",
        body=content,
        digest=digest_of(content),
        head=digest,
        by=actor.person,
    )
    letter.approvals.set(approvals)
    after: dict[str, object] = {
        "number": letter.number,
        "dated": letter.dated,
        "digest": letter.digest,
        "tables": [each.filing.pk for each in approvals],
        "under": under.number if under is not None else "",
    }
    chain.record(chain.Deed(actor.name, "issue", "letter", str(letter.pk), None, after, actor.address))
    return letter


def _bound(actor: Actor, filing_id: int, number: str, to: Body) -> Approval:
    """Bind one approved table; the approval that it was given."""
    with doing(actor, "issue", filing_id) as under_way:
        filing: Filing = under_way.filing
        if not filing.unit.path.startswith(to.path):
            raise NotEnough(
                f"{filing}：不是 {to} 的表，不能写进这份批复。一份批复只发给一个部门或单位；请只勾选它的表。",
                f"{filing}: is no table of {to}; a letter goes to one department or unit: tick its tables only.",
            )
        approval = _approved(filing)
        demand_money(filing)
        under_way.move(Deed.ISSUE)
        under_way.note(after={"number": number, "approval": approval.digest})
    return approval


def _approved(filing: Filing) -> Approval:
    approval = filing.approvals.order_by("-id").select_related("revision", "filing__task").first()
    if approval is None:
        raise NotEnough(f"{filing}：没有审定结果。应先由绩效股审定；请审定后再批复。", f"{filing}: was not approved: approve it first.")
    found: Approval = approval
    return found


def drawn(approvals: Sequence[Approval], particulars: Particulars, mark: str) -> bytes:
    """The letter with its annexes as a file; `mark` stands at its end."""
    tables = [table_of(each.revision).declaration for each in approvals]
    paper = next(each for each in papers(framework()) if each.name == PAPER)
    return drawn_of(noted(letters(framework(), tables, paper, particulars), mark), ENDING).content


def draft(actor: Actor, to: Body, filing_ids: Sequence[int], office: str) -> bytes:
    """The letter as it would be, without number and day, for the office that gives them; nothing is bound or kept.

    Raises NotEnough without a table, NotAllowed for one that the person may not bind.
    """
    waiting = access.filings(actor.person, "issue").filter(pk__in=filing_ids, unit__path__startswith=to.path)
    found = [_approved(filing) for filing in waiting.order_by("unit__path", "id")]
    if not found or len(found) != len(set(filing_ids)):
        raise NotEnough(
            f"批复预览：勾选的表不都是 {to} 已审定、待批复的表。应只勾选列出的表；请刷新页面后再试。",
            f"preview: the ticked tables are not all approved tables of {to}; tick those of the list, after reloading the page.",
        )
    return drawn(found, Particulars(office.strip() or None, to.name), DRAFT)


def reopen(actor: Actor, filing_id: int, reason: str) -> Filing:
    """Send an approved table that no letter names yet back to its unit (撤销审定). Raises NotEnough without a reason."""
    if not reason.strip():
        raise NotEnough("撤销审定：没有写理由。请填写后再办理。", "reopening: no reason was given: write it and try again.")
    with doing(actor, "reopen", filing_id) as under_way:
        under_way.move(Deed.REOPEN, opinion=reason.strip())
    return under_way.filing
