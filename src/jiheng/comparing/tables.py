"""Tables (目标表对应): which table of one filing is which of another: last year's, a new Word version, an adjustment."""

from collections.abc import Sequence

from attrs import frozen

from jiheng.comparing.assignment import best_pairs
from jiheng.comparing.likeness import SAME, alike, profile
from jiheng.comparing.naming import Naming
from jiheng.model.declaration import Declaration

SAME_CODE = 2 * SAME
LEAST = 650
SAME_MONEY = 40
SAME_ROWS = 200


@frozen
class TablePair:
    """One project in both filings: the positions of its tables, and whether its code (项目代码) says so."""

    old: int
    new: int
    by_code: bool


def match_tables(old: Sequence[Declaration], new: Sequence[Declaration], naming: Naming) -> tuple[TablePair, ...]:
    """Pair the tables of one project in two filings, in the order of the old ones; a table that has no other stays out.

    A code that both bear decides; else forms, units and names must agree (names as far as a year or a wording may change), and
    the money and the names of their indicators settle what is left open.
    """
    scores = {
        (left, right): score
        for left, before in enumerate(old)
        for right, after in enumerate(new)
        if (score := _score(before, after, naming))
    }
    return tuple(TablePair(left, right, scores[left, right] >= SAME_CODE) for left, right in best_pairs(scores))


def _score(old: Declaration, new: Declaration, naming: Naming) -> int:
    """How far two tables are of one project; 0 where they are not."""
    if old.form is not new.form or (old.unit and new.unit and old.unit != new.unit):
        return 0
    settled = _rows_alike(old, new) * SAME_ROWS // SAME + (SAME_MONEY if old.funds.total == new.funds.total else 0)
    if old.code and new.code:
        return SAME_CODE + settled if old.code == new.code else 0
    if not old.project or not new.project:
        return 0
    like = SAME if old.project == new.project else alike(profile(old.project, naming), profile(new.project, naming))
    return like + settled if like >= LEAST else 0


def _rows_alike(old: Declaration, new: Declaration) -> int:
    """What share of the different indicator names stands in both, in thousandths."""
    before, after = ({row.name for row in table.indicators} for table in (old, new))
    return SAME * len(before & after) // max(len(before | after), 1)
