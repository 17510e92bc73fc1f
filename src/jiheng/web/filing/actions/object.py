"""Object (提出异议): the unit lets a finding stand with a reason; the next level upholds the finding or waives it."""

from datetime import date

from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.model.finding import Finding
from jiheng.web.filing.doing import doing
from jiheng.web.filing.holding import Objection
from jiheng.web.organizations.acting import Actor


def object_to(actor: Actor, filing_id: int, finding: Finding, reason: str) -> Objection:
    """Object to a finding. Raises NotEnough without a reason."""
    if not reason.strip():
        raise NotEnough(
            f"异议（{finding.rule}）：没有写理由。应说明为什么这样填是对的；请填写后提交。",
            f"objection ({finding.rule}): no reason was given; say why it is right as it is, then send it.",
        )
    with doing(actor, "object", filing_id) as under_way:
        objection, _ = Objection.objects.update_or_create(
            filing=under_way.filing,
            fingerprint=finding.fingerprint,
            defaults={
                "rule": finding.rule,
                "message": finding.message,
                "reason": reason.strip(),
                "by": actor.person,
                "at": timezone.now(),
                "waived": None,
                "decision": "",
                "decided_by": None,
                "decided": None,
            },
        )
        under_way.note(after={"objection": finding.fingerprint, "rule": finding.rule, "reason": objection.reason})
    return objection


def decide(actor: Actor, objection: Objection, *, waived: bool, reason: str, expires: date | None = None) -> Objection:
    """Waive the finding (豁免) or uphold it (维持). Raises NotEnough without a reason."""
    if not reason.strip():
        raise NotEnough(
            f"处理异议（{objection.rule}）：没有写处理意见。维持或豁免都应写明理由；请填写后提交。",
            f"deciding an objection ({objection.rule}): no reason was given; give it for either, then send it.",
        )
    with doing(actor, "decide", objection.filing_id) as under_way:
        objection.waived, objection.decision, objection.expires = waived, reason.strip(), expires
        objection.decided_by, objection.decided = actor.person, timezone.now()
        objection.save()
        under_way.note(after={"objection": objection.fingerprint, "waived": waived, "reason": objection.decision, "expires": expires})
    return objection
