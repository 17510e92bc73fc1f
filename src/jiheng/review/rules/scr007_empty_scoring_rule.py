"""The scoring rule decides nothing (评分标准没有标准).

Finds:
    A scoring rule that leaves the points to whoever gives them: 酌情扣分, 视情况给分.

Why it matters:
    Two people give different points, and both are right by the rule.

Basis:
    财预〔2021〕101号: each indicator has its rule for giving points. Given as guidance.

Silent when:
    A figure stands in the rule (每少1场扣1分). What the form repeats on every row is one finding.

Known false alarms:
    None known.

Wrong:
    产出指标 | 数量指标 | 放映公益电影 | ≥480场 | 评分标准=未达指标值酌情扣分

Right:
    产出指标 | 数量指标 | 放映公益电影 | ≥480场 | 评分标准=每少放映10场扣0.5分

How to mend:
    Say how many points go for how much.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "SCR007"
SEVERITY = Severity.INFO
TEST = "–"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"void": "“{name}”的评分标准“{scoring}”没有说明扣多少分，等于没有标准；请写明扣分办法。"},
    "en": {"void": "The scoring rule “{scoring}” of “{name}” does not say how many points go for how much; say how points are taken off."},
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each scoring rule that decides nothing, the same text once."""
    rows = [(position, row.name, row.scoring) for position, row in enumerate(subject.declaration.indicators) if row.scoring]
    if not rows:
        return NotApplicable("no row has a scoring rule")
    void = words(context.framework, "void_scoring")
    seen: set[str] = set()
    faults: list[Fault] = []
    for position, name, scoring in rows:
        if scoring not in seen and void.found(scoring):
            faults.append(Fault("void", position, "scoring", {"name": name, "scoring": scoring}))
        seen.add(scoring)
    return outcome_of(faults)
