"""An indicator is filed under the wrong second level (指标归类错误).

Finds:
    A row whose name asks for something that belongs under another second level: a count under 质量指标, 合格率 under 数量指标,
    及时率 or 完成时间 outside 时效指标, 满意度 under 社会效益指标, a price under 数量指标, a date under 成本指标.
    The name decides, not the kind of the value.

Why it matters:
    Weights, scoring and the four tests go by level: a count under quality leaves quality unmeasured, and nobody sees it.

Basis:
    财预〔2021〕101号: what each second level measures. Given as guidance.

Silent when:
    The name does not decide (a deed, a rate that fits several levels), names two measures at once, or the form gives no level.
    覆盖率, 配备率 and 缴纳率 under 数量, counts of those who benefit and 知晓率 under 效益; counts of what went well or wrong
    (获奖, 差错, 事故) under 质量; all of 社会成本 and 生态环境成本.

Known false alarms:
    A province's own library may print a name under another level; lower or ignore the rule there.

Wrong:
    产出指标 | 质量指标 | 接受技术培训农户人次 | ≥600人次

Right:
    产出指标 | 数量指标 | 接受技术培训农户人次 | ≥600人次
    产出指标 | 质量指标 | 技术培训合格率 | ≥95%

How to mend:
    Move the row to the level that the message names, and give the level that it leaves an indicator of its own.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.framework import Framework
from jiheng.framework.tree import tree
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Fix, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.harm import is_harm
from jiheng.review.facts.levels import COSTS, QUALITY, level_name
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "IND001"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "count": "“{name}”问的是数量，列在“{level}”下不当，应列入{belongs}。",
        "quality": "“{name}”问的是质量（{tail}），列在“{level}”下不当，应列入{belongs}。",
        "output_rate": "“{name}”衡量的是产出的质量（{tail}），列在“{level}”下不当，应列入{belongs}。",
        "property": "“{name}”是所用设备或所建设施的技术参数，不是交付的数量，列在“{level}”下不当，应列入{belongs}或改设数量。",
        "timeliness": "“{name}”问的是时效（{tail}），列在“{level}”下不当，应列入{belongs}。",
        "timeliness_deed": "“{name}”问的是是否按时，列在“{level}”下不当，应列入{belongs}。",
        "cost": "“{name}”问的是成本（{tail}），列在“{level}”下不当，应列入{belongs}。",
        "satisfaction": "“{name}”问的是满意度，列在“{level}”下不当，应列入{belongs}。",
        "date_as_cost": "“{name}”的目标“{target}”是时间而不是金额，列在“{level}”下不当，应列入{belongs}，成本另设金额。",
    },
    "en": {
        "count": "“{name}” asks how much: under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "quality": "“{name}” asks how well ({tail}): under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "output_rate": "“{name}” measures how good the output is ({tail}): under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "property": "“{name}” is a technical property, not an amount delivered: under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "timeliness": "“{name}” asks by when ({tail}): under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "timeliness_deed": "“{name}” asks whether it is done in time: under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "cost": "“{name}” asks what it costs ({tail}): under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "satisfaction": "“{name}” asks for satisfaction: under “{level}” it is in the wrong place; it belongs under {belongs}.",
        "date_as_cost": "“{target}” of “{name}” is a time and no money: it does not belong under “{level}” but under {belongs}; set a cost besides.",
    },
}

TIMES = frozenset({ValueKind.DATE, ValueKind.SCHEDULE})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row whose name belongs for certain under another second level than the one it stands under."""
    if not any(row.node for row in subject.declaration.indicators):
        return NotApplicable("no row says its second level")
    names = subject.fact(subjects_of_names, context)
    rows = enumerate(zip(subject.declaration.indicators, names, strict=True))
    found = (_fault(position, row, name, context.framework) for position, (row, name) in rows)
    return outcome_of([fault for fault in found if fault])


def _fault(position: int, row: Indicator, name: Asked, framework: Framework) -> Fault | None:
    kind = name.kind
    if kind and row.node == QUALITY and kind.kind == "count" and is_harm(name.bare, framework):
        return None
    if kind and kind.kind == "count" and row.node in COSTS and row.target.kind is ValueKind.MONEY:
        return None
    if kind and kind.belongs and kind.is_wrong_at(row.node, name.bare):
        return _misfiled(kind.kind, kind.belongs, position, row, name, framework)
    if row.node in COSTS and row.target.kind in TIMES and name.says not in {"cost", "money"}:
        return _misfiled("date_as_cost", "output.timeliness", position, row, name, framework)
    return None


def _misfiled(sentence: str, belongs: str, position: int, row: Indicator, name: Asked, framework: Framework) -> Fault:
    home = tree(framework).official[belongs]
    evidence: Evidence = {
        "name": row.name,
        "tail": name.tail or "",
        "level": level_name(row, framework),
        "belongs": home,
        "target": row.target,
    }
    fix = Fix(position, "level2", row.level2, home, safe=False) if row.level2 else None
    return Fault(sentence, position, "level2", evidence, fix=fix)
