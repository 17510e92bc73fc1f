"""An indicator without a target value, or a value without an indicator (指标与指标值不成对).

Finds:
    A row that names an indicator and gives no target, and a target that stands under no name.

Why it matters:
    What has no target can't be measured or scored; a value without a name measures nothing.

Basis:
    The table itself.

Silent when:
    The row says 不适用 or 无; a second level is left empty as a whole; a transfer form gives the values by region; the last
    row of a source that ended inside the form; a cell that was read with doubt.

Known false alarms:
    None known: the cell is there and blank.

Wrong:
    产出指标 | 数量指标 | 送戏下乡场次 |
    产出指标 | 质量指标 | 演出完成率 | ≥95%

Right:
    产出指标 | 数量指标 | 送戏下乡场次 | ≥60场
    产出指标 | 质量指标 | 演出完成率 | ≥95%

How to mend:
    Give the indicator a target (a number with its unit, a date, an agreed grade), or take the row out.

Since: 0.1
"""

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "FRM003"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "no_target": "“{name}”没有指标值；应填写可衡量的目标（数量、比率、时间或约定的等级），请补填。",
        "no_targets": "全部 {count} 个指标都没有指标值；请逐项补填。",
        "no_name": "指标值 {target} 没有对应的指标名称；请补填名称或删去该值。",
    },
    "en": {
        "no_target": "“{name}” has no target; expected a figure, rate, date or agreed grade, please fill it.",
        "no_targets": "None of the {count} indicators has a target; please fill them.",
        "no_name": "The target {target} belongs to no indicator; please name it or take it out.",
    },
}


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each row that has only one of name and target; all rows without a target are one fault, at the first."""
    table = subject.declaration
    if not table.indicators:
        return NotApplicable("no indicator")
    bare = [position for position, row in enumerate(table.indicators) if row.name.strip() and _open(row) and _seen(table, position)]
    faults = [
        Fault("no_name", position, "name", {"target": row.target})
        for position, row in enumerate(table.indicators)
        if not row.name.strip() and row.target.text.strip()
    ]
    if len(bare) == len(table.indicators) > 2:
        return outcome_of([Fault("no_targets", bare[0], "target", {"count": str(len(bare))})])
    return outcome_of([*faults, *(Fault("no_target", position, "target", {"name": table.indicators[position].name}) for position in bare)])


def _open(row: Indicator) -> bool:
    return not row.target.text.strip() and not any(region.target.text.strip() for region in row.regions)


def _seen(table: Declaration, position: int) -> bool:
    """Whether the blank cell itself was seen; where the source ended inside the form the last row's may have been cut off."""
    last = position == len(table.indicators) - 1
    return table.complete or not last or f"indicators.{position}.target" in table.source.places
