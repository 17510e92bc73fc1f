"""Direction, sign and words disagree (方向、符号与性质矛盾).

Finds:
    反向 beside a lower bound, 正向 beside an upper bound, 定性 beside a number or a date.

Why it matters:
    The score is computed by direction and nature: a row typed the wrong way is scored upside down or by hand.

Basis:
    None in law: two cells of one row contradict each other.

Silent when:
    The sign is = or the value a range, the columns hold neither 正向, 反向 nor 定性, or the direction is wrong in itself (IND003).

Known false alarms:
    Forms that call every row 正向 by default: they give one finding.

Wrong:
    产出指标 | 时效指标 | 设备采购完成时间 | 2024年9月底之前 | 性质=定性

Right:
    产出指标 | 时效指标 | 设备采购完成时间 | 2024年9月底之前 | 性质=定量

How to mend:
    Correct the cell that is wrong.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Change, ValueKind
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table, View

CODE = "VAL008"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND003")
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {
        "reverse": "“{name}”标为反向指标，目标“{target}”却只设下限；请核对指标性质或目标。",
        "forward": "“{name}”标为正向指标，目标“{target}”却只设上限；请核对指标性质或目标。",
        "qualitative": "“{name}”标为定性指标，目标“{target}”却是可以计算的数值或日期；请核对指标性质或目标。",
    },
    "en": {
        "reverse": (
            "“{name}” is marked as the less the better (反向), but “{target}” only sets a lower bound; check the nature or the target."
        ),
        "forward": (
            "“{name}” is marked as the more the better (正向), but “{target}” only sets an upper bound; check the nature or the target."
        ),
        "qualitative": "“{name}” is marked as qualitative (定性), but “{target}” is a number or a date; check the nature or the target.",
    },
}

MEASURED = frozenset({
    ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.DATE, ValueKind.DURATION, ValueKind.SCHEDULE, ValueKind.RATIO
})  # fmt: skip

SEVERAL = 3
"""So many rows with the same words are the form's default: one finding for all."""


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each row whose direction or nature contradicts its value."""
    typed = [(position, row) for position, row in enumerate(subject.declaration.indicators) if row.direction or row.nature]
    if not typed:
        return NotApplicable("no direction and no nature")
    said = [(position, row, sentence) for position, row in typed if (sentence := _sentence(row))]
    if len({_marks(row) for _, row in typed}) == 1 and len(typed) >= SEVERAL:
        said = said[:1]
    return outcome_of([Fault(sentence, position, "target", {"name": row.name, "target": row.target}) for position, row, sentence in said])


def _marks(row: Indicator) -> str:
    return f"{row.direction or ''}{row.nature or ''}"


def _sentence(row: Indicator) -> str | None:
    marks, target = _marks(row), row.target
    if "定性" in marks and "定量" not in marks:
        return "qualitative" if target.kind in MEASURED else None
    falling = target.change is Change.DECREASE
    if "反向" in marks and target.lower is not None and target.upper is None and target.lower > 0 and not falling:
        return "reverse"
    if "正向" in marks and target.upper is not None and target.lower is None and not falling:
        return "forward"
    return None
