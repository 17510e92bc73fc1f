"""Split (转批到单位): from the letter to a department one to each of its units, each with its own 文号 and 成文日期, kept as bytes."""

from attrs import frozen
from django.db import transaction
from django.db.models import QuerySet

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.approving import access
from jiheng.web.approving.actions.issue import Heading, demand_new, keep
from jiheng.web.approving.models import Approval, Letter
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body


@frozen(eq=False)
class Share:
    """What a letter to a department holds for one unit: its approvals, and the unit's own letter (None: not made yet)."""

    unit: Body
    approvals: tuple[Approval, ...]
    letter: Letter | None


def split(actor: Actor, letter_id: int, unit: Body, heading: Heading) -> Letter:
    """The unit's letter. Raises NotAllowed for whom the department's letter is not, NotEnough without a heading or for a unit that has nothing in it or its letter already."""
    with transaction.atomic():
        whole = access.letters(actor.person, "split").filter(pk=letter_id).first()
        if whole is None:
            raise NotAllowed(
                "转批到单位：没有找到这份批复，或不在您的权限内。由绩效股或受文的主管部门办理；请联系他们。",
                "splitting: no such letter, or not yours; the performance section or the department that it went to does it: ask them.",
            )
        whole = Letter.objects.select_for_update().select_related("to").defer("body").get(pk=whole.pk)
        share = next((each for each in shares(whole) if each.unit == unit), None)
        if share is None:
            raise NotEnough(
                f"转批到单位：批复《{whole.number}》里没有 {unit} 的表。应从该批复列出的单位中选；请刷新页面后再办。",
                f"splitting: {whole.number} holds no table of {unit}; choose one of the units that it names.",
            )
        if share.letter is not None:
            raise NotEnough(
                f"转批到单位：{unit} 已有批复《{share.letter.number}》。一份批复对一个单位只转一次；请直接使用已出具的文件。",
                f"splitting: {unit} has its letter {share.letter.number} already; it is made once: use that one.",
            )
        demand_new(heading, unit)
        return keep(actor, unit, share.approvals, heading, under=whole)


def shares(letter: Letter) -> list[Share]:
    """What the letter holds for each unit, by code; two queries."""
    approvals: QuerySet[Approval] = letter.approvals.select_related("revision", "filing__unit", "filing__task").order_by(
        "filing__unit__path", "id"
    )
    made = {each.to_id: each for each in letter.parts.defer("body")}
    by_unit: dict[Body, list[Approval]] = {}
    for approval in approvals:
        by_unit.setdefault(approval.filing.unit, []).append(approval)
    return [Share(unit, tuple(held), made.get(unit.pk)) for unit, held in by_unit.items()]
