"""Extend and delegate (延期与委托): a longer term for one table, and a colleague who may fill it in."""

from datetime import date

from jiheng.errors import NotEnough
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Person


def extend(actor: Actor, filing_id: int, until: date, reason: str) -> Filing:
    """Give the table a longer term (延期), with the reason. Raises NotEnough without one, or for a day before the one that holds."""
    if not reason.strip():
        raise NotEnough("延期：没有写理由。延期应说明原因；请填写后再试。", "extending: no reason was given: write it and try again.")
    with doing(actor, "extend", filing_id) as under_way:
        filing = under_way.filing
        if until <= filing.last_day:
            raise NotEnough(
                f"{filing}：延期至 {until} 不晚于现在的期限 {filing.last_day}。延期日应在其后；请另选日期。",
                f"{filing}: {until} is not after the present term {filing.last_day}: choose a later day.",
            )
        under_way.note(before={"due": filing.last_day}, after={"due": until, "reason": reason.strip()})
        filing.due = until
    return filing


def delegate(actor: Actor, filing_id: int, person: Person | None, reason: str) -> Filing:
    """Let a colleague of the same unit fill the table in (委托); None takes it back. Raises NotEnough for somebody of another unit."""
    with doing(actor, "edit", filing_id) as under_way:
        filing = under_way.filing
        if person is not None and not person.appointments.filter(body=filing.unit).exists():
            raise NotEnough(
                f"委托：{person} 不在 {filing.unit} 任职。只能委托本单位的人；请另选，或请管理员先登记任职。",
                f"delegating: {person} has no role at {filing.unit}; choose a colleague of the unit, or have the role entered first.",
            )
        under_way.note(before={"delegate": str(filing.delegate or "")}, after={"delegate": str(person or ""), "reason": reason.strip()})
        filing.delegate = person
    return filing
