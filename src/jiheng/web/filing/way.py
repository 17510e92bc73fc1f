"""The way (办理流程): how a table goes from draft to binding, for every form alike. Pure: no database, no clock, no person.

    drafting ──submit──▶ reviewing at the first level ──pass──▶ … ──pass at the last──▶ approved ──issue──▶ bound
       ▲                    │        │         │                                          │
       │◀──withdraw─────────┘        │         └──refuse──▶ refused                       └──reopen──▶ returned
    returned ◀──return───────────────┤
                                     └──amend──▶ confirming ──confirm──▶ reviewing at the same level
                                                      └──contest──▶ reviewing at the same level

The levels of a task are those of its county, in order; a table that comes back from a return starts at the first one again.
Grades move a table as 财预〔2015〕88号 says: 优 and, once completed with the unit, 良 pass; 中 goes back; 差 ends as 不予安排.
"""

from collections.abc import Sequence
from enum import StrEnum

from attrs import evolve, frozen


class State(StrEnum):
    """Where a table stands (办理状态)."""

    DRAFTING = "drafting"
    """编报中: with the unit, never handed in or withdrawn."""
    REVIEWING = "reviewing"
    """审核中: at a level."""
    RETURNED = "returned"
    """退回修改: with the unit, with opinions to answer."""
    CONFIRMING = "confirming"
    """待单位确认: a reviewer's own change (代改) waits for the unit's word."""
    APPROVED = "approved"
    """已审定: passed by the last level, not yet in a letter."""
    BOUND = "bound"
    """已批复: binding with the budget."""
    REFUSED = "refused"
    """不予安排."""


class Level(StrEnum):
    """Who reviews (审核环节)."""

    UNIT = "unit"
    """单位负责人."""
    DEPARTMENT = "department"
    """主管部门."""
    SECTION = "section"
    """业务股室."""
    PERFORMANCE = "performance"
    """绩效股."""


class Deed(StrEnum):
    """What moves a table (办理操作)."""

    SUBMIT = "submit"
    """报送."""
    WITHDRAW = "withdraw"
    """撤回."""
    PASS = "pass"  # noqa: S105 - a deed
    """审核通过."""
    RETURN = "return"
    """退回."""
    AMEND = "amend"
    """代改: the reviewer changes the table and asks the unit."""
    CONFIRM = "confirm"
    """确认代改."""
    CONTEST = "contest"
    """不同意代改."""
    REFUSE = "refuse"
    """不予安排."""
    ISSUE = "issue"
    """批复."""
    REOPEN = "reopen"
    """撤销审定: an approved table that no letter names yet goes back to its unit."""


class Grade(StrEnum):
    """The review's grade (审核评级), 财预〔2015〕88号."""

    EXCELLENT = "优"
    GOOD = "良"
    MIDDLING = "中"
    POOR = "差"


ALL_LEVELS = tuple(Level)
WITH_UNIT = frozenset({State.DRAFTING, State.RETURNED})
"""The states in which the unit edits."""
ENDED = frozenset({State.BOUND, State.REFUSED})
"""The states that no deed leads out of; a bound table is changed by an adjustment, which is a filing of its own."""
DEED_OF_GRADE = {Grade.EXCELLENT: Deed.PASS, Grade.GOOD: Deed.PASS, Grade.MIDDLING: Deed.RETURN, Grade.POOR: Deed.REFUSE}
"""What a grade does to the table; 良 passes once it was completed with the unit."""


@frozen
class Position:
    """Where a table is: its state, and the level that it is at while it is reviewed or waits for the unit's word, else None."""

    state: State = State.DRAFTING
    level: Level | None = None


@frozen
class NoWay:
    """A deed that does not lead on from where the table is."""

    position: Position
    deed: Deed


@frozen
class Way:
    """The levels that a task's tables pass, in order; at least one."""

    levels: tuple[Level, ...] = ALL_LEVELS

    def after(self, position: Position, deed: Deed) -> Position | NoWay:
        """Where the deed takes a table that is at `position`."""
        moved = self._moved(position, deed)
        return NoWay(position, deed) if moved is None else moved

    def deeds(self, position: Position) -> tuple[Deed, ...]:
        """The deeds that lead on from there, in the order of Deed."""
        return tuple(deed for deed in Deed if self._moved(position, deed) is not None)

    def reached(self, position: Position) -> tuple[Level, ...]:
        """The levels that a table at `position` has come to, and whose people see it; after the last all of them."""
        if position.state in {State.APPROVED, State.BOUND}:
            return self.levels
        return self.levels[: self.levels.index(position.level) + 1] if position.level in self.levels else ()

    def _moved(self, position: Position, deed: Deed) -> Position | None:
        match position.state, deed:
            case ((State.DRAFTING | State.RETURNED), Deed.SUBMIT):
                return Position(State.REVIEWING, self.levels[0])
            case State.REVIEWING, Deed.PASS:
                return self._passed(position)
            case State.REVIEWING, Deed.WITHDRAW if position.level == self.levels[0]:
                return Position(State.DRAFTING)
            case State.REVIEWING, Deed.RETURN:
                return Position(State.RETURNED)
            case State.REVIEWING, Deed.REFUSE:
                return Position(State.REFUSED)
            case State.REVIEWING, Deed.AMEND if position.level is not Level.UNIT:
                return evolve(position, state=State.CONFIRMING)
            case State.CONFIRMING, (Deed.CONFIRM | Deed.CONTEST):
                return evolve(position, state=State.REVIEWING)
            case State.APPROVED, Deed.ISSUE:
                return Position(State.BOUND)
            case State.APPROVED, Deed.REOPEN:
                return Position(State.RETURNED)
            case _:
                return None

    def _passed(self, position: Position) -> Position | None:
        if position.level not in self.levels:
            return None
        following = self.levels[self.levels.index(position.level) + 1 :]
        return Position(State.REVIEWING, following[0]) if following else Position(State.APPROVED)


def way_of(levels: Sequence[str]) -> Way:
    """The way through the levels named; all of them where none is. Raises ValueError for one that there is not."""
    return Way(tuple(Level(level) for level in levels) or ALL_LEVELS)
