"""The story of a table (办理经过): which deeds brought it where it stands, by whom and when, along the way that all tables go."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from attrs import frozen
from django.utils import timezone

from jiheng.web.demo.preparing import Prepared
from jiheng.web.filing.way import Deed, Grade, NoWay, Position, Way
from jiheng.web.organizations.models import Person

WORDS = {
    Deed.SUBMIT: ("已逐项核对，提醒事项将在执行中落实。", "已与预算核对一致。", "按实施方案填报。"),
    Deed.PASS: ("同意上报。", "已核对测算依据，同意。", "同意。"),
    Deed.RETURN: ("成本指标与预算金额对不上，请补充测算说明后重报。", "指标值偏低，请参照上年完成情况修改。", "请细化数量指标。"),
    Deed.REFUSE: ("与其他项目内容重复，本年度不予安排。",),
    Deed.ISSUE: ("",),
}
OPENS, CLOSES, SATURDAY = 8, 18, 5
HOURS = (3, 30)
"""Hours between two deeds."""


@frozen
class Stage:
    """How far a table has come: the deeds after the first draft, and how large a share of the open year's tables stands there."""

    deeds: tuple[Deed, ...]
    share: int = 0


@frozen(eq=False)
class Told:
    """One deed of the story: what, by whom, when, from where to where, and the words with it."""

    deed: Deed | None
    by: Person
    at: datetime
    before: Position
    after: Position
    word: str = ""
    grade: str = ""


PASSED = (Deed.SUBMIT, Deed.PASS, Deed.PASS, Deed.PASS, Deed.PASS)
STAGES = (
    Stage((), 16),
    Stage(PASSED[:1], 8),
    Stage(PASSED[:2], 12),
    Stage(PASSED[:3], 14),
    Stage(PASSED[:4], 14),
    Stage((*PASSED[:2], Deed.RETURN), 4),
    Stage((*PASSED[:3], Deed.RETURN), 5),
    Stage((*PASSED[:3], Deed.RETURN, *PASSED[:2]), 4),
    Stage(PASSED, 14),
    Stage((*PASSED[:4], Deed.REFUSE), 1),
    Stage((*PASSED[:2], Deed.RETURN, *PASSED), 4),
)
ENDINGS = {False: Stage((*PASSED, Deed.ISSUE)), True: Stage((*PASSED[:3], Deed.RETURN, *PASSED, Deed.ISSUE))}
"""How an earlier year's tables ended, without and with errors at first."""


def told(stage: Stage, made: Prepared, clerk: Person, people: Mapping[str, Person], begun: datetime, dice: Random) -> list[Told]:
    """The story from the draft on; every deed leads on from where the one before it left the table, none is later than now.

    Raises ValueError for a stage that the way does not allow.
    """
    way, at, position = Way(), begun, Position()
    out = [Told(None, clerk, at, position, position)]
    for deed in stage.deeds:
        after = way.after(position, deed)
        if isinstance(after, NoWay):
            raise ValueError(f"{deed} does not lead on from {position}")  # noqa: TRY004 - a stage is data
        at = min(_at_work(at + timedelta(hours=dice.randint(*HOURS), minutes=dice.randint(0, 59)), dice), timezone.now())
        who = clerk if deed is Deed.SUBMIT else people["performance" if deed is Deed.ISSUE else position.level or "performance"]
        out.append(Told(deed, who, at, position, after, _word(deed, made, dice), _grade(deed, made, after, way)))
        position = after
    return out


def _at_work(at: datetime, dice: Random) -> datetime:
    """The moment itself within office hours of a working day, else one of the next such day."""
    local = timezone.localtime(at)
    while local.weekday() >= SATURDAY or not OPENS <= local.hour < CLOSES:
        later = local + timedelta(days=0 if local.hour < OPENS and local.weekday() < SATURDAY else 1)
        local = later.replace(hour=dice.randint(OPENS, CLOSES - 1))
    return local


def last(story: Sequence[Told], deed: Deed) -> Told | None:
    """The last time that a deed was done; None where it never was."""
    return next((each for each in reversed(story) if each.deed is deed), None)


def _word(deed: Deed, made: Prepared, dice: Random) -> str:
    if deed is Deed.SUBMIT and not made.warnings:
        return dice.choice(("", *WORDS[deed]))
    return dice.choice(WORDS[deed])


def _grade(deed: Deed, made: Prepared, after: Position, way: Way) -> str:
    if deed is not Deed.PASS or after.level is way.levels[-1] or after.level is not None:
        return ""
    return (Grade.GOOD if made.warnings or made.errors else Grade.EXCELLENT).value
