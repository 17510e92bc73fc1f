"""A target far outside what others set (指标值明显偏离同类).

Finds:
    A target that lies far outside those that others set for the same indicator in the same unit: beyond the nearer quarter by
    more than three times the distance of the quarters. The spread is shown.

Why it matters:
    A target that everybody else passes with ease, or that nobody else dares, deserves a question.

Basis:
    财预〔2021〕101号: values rest on plans, trade standards and history. Given as guidance.

Silent when:
    There is no library (undecided), it knows the indicator from fewer than twenty targets, or the target is no figure. Counts and
    costs depend on the size of a project: only rates are compared.

Known false alarms:
    A unit whose conditions are unlike all others'.

Wrong:
    产出指标 | 质量指标 | 公路路面优良路率 | ≥40%

Right:
    产出指标 | 质量指标 | 公路路面优良路率 | ≥88%

How to mend:
    Set what comparable units reach, or state why not.

Since: 0.1
"""

from decimal import Decimal

from jiheng.framework.citations import Citation
from jiheng.model.decimals import plain
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.indicator_library import IndicatorLibrary, Spread
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table

CODE = "VAL011"
SEVERITY = Severity.INFO
TEST = "可行性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND003", "VAL003", "VAL005")
MESSAGE = {
    "zh": {"far": "“{name}”目标 {target}，同类 {count} 项的目标多在 {low}—{high}（中位数 {median}）{unit}，相差很大；请核对或说明。"},
    "en": {"far": "“{name}” is set at {target}; {count} others set {low} to {high} (median {median}) {unit}. See whether it is meant."},
}

ENOUGH = 20
FENCE = 3
NARROWEST = Decimal("0.05")
"""Quarters nearer than this share of the median are taken as so far apart: where all agree, a small step is no outlier."""


def check(subject: Table, context: Context) -> Outcome:
    """Fail each rate that lies far outside the spread that the library knows."""
    rows = subject.declaration.indicators
    rates = [position for position, row in enumerate(rows) if row.target.kind is ValueKind.PERCENT and row.target.change is None]
    if not rates:
        return NotApplicable("no target is a rate")
    if context.library is None:
        return Undecided("no library of indicators is at hand")
    names = subject.fact(subjects_of_names, context)
    known = ((position, _spread(rows[position], names[position], context.library)) for position in rates)
    return outcome_of([_fault(position, rows[position], spread) for position, spread in known if spread and _far(rows[position], spread)])


def _spread(row: Indicator, name: Asked, library: IndicatorLibrary) -> Spread | None:
    if row.node is None or row.target.unit is None:
        return None
    found = library.spread(name.bare, row.node, row.target.unit)
    return found if found and found.count >= ENOUGH else None


def _far(row: Indicator, spread: Spread) -> bool:
    figure = row.target.lower if row.target.lower is not None else row.target.upper
    if figure is None:
        return False
    reach = FENCE * max(spread.high_quarter - spread.low_quarter, abs(spread.median) * NARROWEST)
    return figure < spread.low_quarter - reach or figure > spread.high_quarter + reach


def _fault(position: int, row: Indicator, spread: Spread) -> Fault:
    evidence: Evidence = {
        "name": row.name,
        "target": row.target,
        "count": str(spread.count),
        "low": str(plain(spread.low_quarter)),
        "high": str(plain(spread.high_quarter)),
        "median": str(plain(spread.median)),
        "unit": spread.unit,
    }
    return Fault("far", position, "target", evidence)
