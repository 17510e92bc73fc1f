"""Send back by the list (按清单退回): tables whose name, code or money is not the list's go back to their units in one deed, with both figures.

Each difference is an opinion at its cell, so that the unit changes it or says why it holds, and the reason goes up with the next hand-in.
"""

from collections.abc import Sequence

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotEnough
from jiheng.web.filing import access
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.listed import Differing, differing
from jiheng.web.filing.way import Deed, State
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.models import Thread
from jiheng.web.trail import chain

RULES = {"project": "FRM008", "code": "FRM008", "funds.total": "FND010"}
LABELS = {"project": "项目名称", "code": "项目编码", "funds.total": "年度资金总额"}
UNITS = {"funds.total": " 元"}
MOST = 3000
"""Tables in one deed."""


@frozen(eq=False)
class SentBack:
    """What came of it: the tables that went back, and how many of those asked for had nothing to go back for any more."""

    filings: tuple[Filing, ...]
    left: int


def send_back(actor: Actor, filing_ids: Sequence[int], word: str = "") -> SentBack:
    """Send back all of the tables that differ from the list and are the person's to send back; one transaction.

    Raises NotEnough where none of them does.
    """
    wanted = list(dict.fromkeys(filing_ids))[:MOST]
    with transaction.atomic():
        found = differing(access.filings(actor.person, "recall").filter(pk__in=wanted))
        rows = [each for each in found if each.fields]
        if not rows:
            raise NotEnough(
                "按清单退回：勾选的表都与清单一致，或已不在您可以退回的状态。应勾选列出的表；请刷新页面后再试。",
                "sending back: none of the ticked tables differs from the list, or none is yours to send back now: reload the page and try again.",
            )
        done = tuple(_sent(actor, each, word.strip()) for each in rows)
        said: dict[str, object] = {"tables": [each.pk for each in done], "word": word.strip()}
        chain.record(chain.Deed(actor.name, "recall-all", "list", str(rows[0].project.year), None, said, actor.address))
    return SentBack(done, len(wanted) - len(done))


def _sent(actor: Actor, differs: Differing, word: str) -> Filing:
    with doing(actor, "recall", differs.filing.pk) as under_way:
        filing = under_way.filing
        level, handin = filing.level or filing.task.levels[-1], filing.handed
        for field, said, listed in differs.fields:
            Thread.objects.create(
                filing=filing,
                handin=handin,
                level=level,
                field=field,
                said=said,
                text=words(field, said, listed),
                rule=RULES[field],
                sent=True,
                by=actor.person,
            )
        deed = Deed.REOPEN if filing.position.state is State.APPROVED else Deed.RETURN
        under_way.move(deed, opinion=word or words_of(differs))
        under_way.note(after={"differs": [list(each) for each in differs.fields], "listed": differs.project.code})
    return filing


def words(field: str, said: str, listed: str) -> str:
    """The opinion at a cell: both figures, and what to do."""
    unit = UNITS.get(field, "")
    return f"{LABELS[field]}：表中为 {said}{unit}，项目清单为 {listed}{unit}。请按清单修改目标和金额；如应维持，请说明理由。"


def words_of(differs: Differing) -> str:
    """What the step of the way says in one sentence."""
    named = "、".join(LABELS[field] for field, _said, _listed in differs.fields)
    return f"与年度项目清单不一致（{named}），请按清单修改或说明理由。"
