"""Hold (占用与接手): one person edits a table at a time; a second takes it over with a word, and what the first typed stays as a revision."""

from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.web.filing.actions.edit import demand_hold
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.organizations.acting import Actor


def hold(actor: Actor, filing_id: int) -> Filing:
    """Take the table for editing. Raises NotAllowed and HeldByAnother."""
    with doing(actor, "hold", filing_id) as under_way:
        demand_hold(under_way)
        under_way.note(after={"holder": actor.name})
    return under_way.filing


def take_over(actor: Actor, filing_id: int, word: str) -> Filing:
    """Take the table from the colleague who holds it. Raises NotEnough without a word."""
    if not word.strip():
        raise NotEnough(
            "接手编辑：没有写理由。接手他人正在编辑的表应说明理由；请填写后再试。",
            "taking over: no reason was given; taking over a table that a colleague edits needs a word: write it and try again.",
        )
    with doing(actor, "hold", filing_id) as under_way:
        filing = under_way.filing
        under_way.note(before={"holder": str(filing.holder or "")}, after={"holder": actor.name, "word": word.strip()})
        filing.holder, filing.held = actor.person, timezone.now()
    return under_way.filing


def release(actor: Actor, filing_id: int) -> Filing:
    """Give the table free; nothing happens where somebody else holds it."""
    with doing(actor, "hold", filing_id) as under_way:
        if under_way.filing.holder == actor.person:
            under_way.filing.holder, under_way.filing.held = None, None
    return under_way.filing
