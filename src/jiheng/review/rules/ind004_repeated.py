"""An indicator repeats another under the same second level (指标重复).

Finds:
    Two rows under one second level whose names say the same in the same measure: word for word, or but for 年度, 开展, 的 and
    the like.

Why it matters:
    What is counted twice weighs twice, and where the two targets differ nobody knows which of them binds.

Basis:
    财预〔2021〕101号: few and core indicators. Given as guidance.

Silent when:
    The two are counted in different units (16 场 and 300 人), one of them is a part of the other (其中), brackets, a figure or
    another column tell them apart (regions, stages, kinds), or they stand in different levels, or in the annual and the mid-term half.

Known false alarms:
    Two things of one name that only the project's plan tells apart: name them apart.

Wrong:
    产出指标 | 数量指标 | 举办消防培训场次 | ≥12场
    产出指标 | 数量指标 | 全年举办消防培训的场次 | ≥10场

Right:
    产出指标 | 数量指标 | 举办消防培训场次 | ≥12场
    产出指标 | 数量指标 | 举办消防演练场次 | ≥4场

How to mend:
    Keep one of the two, with one target.

Since: 0.1
"""

from collections.abc import Iterator

from jiheng.framework.citations import Citation
from jiheng.framework.framework import Framework
from jiheng.framework.names import name_shape
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Related, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.meanings import meanings, measure
from jiheng.review.subject import Scope, Table, View

CODE = "IND004"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "same": "“{name}”与同一二级指标下的“{other}”重复，目标也同为“{target}”；请只留一行。",
        "differing": "“{name}”（{target}）与同一二级指标下的“{other}”（{other_target}）说的是同一件事，目标却不同；请只留一行。",
    },
    "en": {
        "same": "“{name}” repeats “{other}” under the same second level with the same target “{target}”; keep one row.",
        "differing": "“{name}” ({target}) says the same as “{other}” ({other_target}) under the same second level, with another target; keep one row.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail the later of two rows under one second level that say the same in the same measure."""
    rows = subject.declaration.indicators
    if len(rows) < 2:
        return NotApplicable("fewer than two indicators")
    return outcome_of(list(_repeated(subject.position, rows, subject.fact(meanings, context), context.framework)))


def _repeated(table: int, rows: tuple[Indicator, ...], meant: tuple[str, ...], framework: Framework) -> Iterator[Fault]:
    part = name_shape(framework).part
    seen: dict[tuple[object, ...], int] = {}
    for position, (row, said) in enumerate(zip(rows, meant, strict=True)):
        if not said or not (row.node or row.level2) or part.search(row.name):
            continue
        key = (row.node, row.level1, row.level2, said, *measure(row.target), row.remark, *row.extra)
        first = seen.setdefault(key, position)
        if first != position:
            yield _fault(table, position, row, first, rows[first])


def _fault(table: int, position: int, row: Indicator, first: int, other: Indicator) -> Fault:
    same = other.target.text == row.target.text
    evidence: Evidence = {"name": row.name, "other": other.name, "target": row.target, "other_target": other.target}
    return Fault("same" if same else "differing", position, "name", evidence, related=(Related(table, first),), rests_on=(first,))
