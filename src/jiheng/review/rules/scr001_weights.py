"""Weights do not add up (分值权重合计不符).

Finds:
    The weights of all indicators make neither 100 (with or without the points for the execution of the budget) nor 90; the rows of a
    first level make other points than its head prints. Where no head prints points, a split between the levels that is not the
    policy's is pointed out.

Why it matters:
    The score is a share of 100: with other weights no unit can be compared with another, and the grade is wrong.

Basis:
    财预〔2020〕10号: 100 points, of which the execution of the budget has 10 as a rule.

Silent when:
    The form has no weights or not on every row, the source ended inside the form, or the form's own points for execution make up
    the 100 (20 in some provinces). A split is never held against the policy where the form's own heads print one, where execution
    has other points than the policy's, or where a row's level can't be told.

Known false alarms:
    A form that weighs one level out of 100 and the whole by another key.

Wrong:
    产出指标 | 数量指标 | 补栽行道树 | ≥600株 | 分值=30
    产出指标 | 质量指标 | 行道树成活率 | ≥95% | 分值=20
    效益指标 | 生态效益指标 | 城区绿化覆盖率 | ≥42% | 分值=20
    满意度指标 | 服务对象满意度指标 | 沿街居民满意度 | ≥90% | 分值=10

Right:
    产出指标 | 数量指标 | 补栽行道树 | ≥600株 | 分值=30
    产出指标 | 质量指标 | 行道树成活率 | ≥95% | 分值=20
    效益指标 | 生态效益指标 | 城区绿化覆盖率 | ≥42% | 分值=30
    满意度指标 | 服务对象满意度指标 | 沿街居民满意度 | ≥90% | 分值=10

How to mend:
    Share out the 90 points that are not for the execution of the budget, or all 100, by the form's own heads.

Since: 0.1
"""

from decimal import Decimal

from jiheng.framework.citations import Citation
from jiheng.framework.tree import tree
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Policy, policy_of

CODE = "SCR001"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "sum": "{count} 项指标的分值合计 {sum}，既不是 {total}，也不是 {without}（另有预算执行 {execution} 分）；请核对各项分值。",
        "sum_with_execution": "{count} 项指标的分值合计 {sum}，加预算执行 {execution} 分为 {whole}，不是 {total}；请核对各项分值。",
        "head": "“{level}”下 {count} 项指标的分值合计 {sum}，表头标明 {head} 分；请核对各项分值。",
        "split": "各级分值为{split}，{policy}为{official}；本表没有自己的分值要求时，请按{policy}调整。",
    },
    "en": {
        "sum": (
            "The weights of the {count} indicators make {sum}: neither {total} nor {without} (beside {execution} for execution)"
            "; check the weights."
        ),
        "sum_with_execution": (
            "The weights of the {count} indicators make {sum}, with {execution} for execution {whole}, not {total}; check the weights."
        ),
        "head": "The {count} indicators under “{level}” have {sum} points, its head prints {head}; check the weights.",
        "split": "The levels have {split}, {policy} has {official}; share the points out so unless the form asks for its own split.",
    },
}

PERCENT = Decimal(100)


def check(subject: Table, context: Context) -> Outcome:
    """Fail the table whose weights make another sum than its own points for execution or the policy's leave."""
    declaration = subject.declaration
    weights = [row.weight for row in declaration.indicators if row.weight is not None]
    if not weights:
        return NotApplicable("the form has no weights")
    if not declaration.complete:
        return Undecided("the source ended inside the form")
    if len(weights) < len(declaration.indicators):
        return Undecided("some rows have no weight")
    return _judge(declaration, sum(weights, Decimal(0)), context)


def _judge(declaration: Declaration, sum_: Decimal, context: Context) -> Outcome:
    policy = policy_of(context.framework, context.settings.policy, declaration.year)
    own = declaration.execution.weight if declaration.execution else None
    execution = policy.execution if own is None or own >= policy.total else own
    allowed = {policy.total, policy.total - policy.execution, policy.total - execution}
    heads = _heads(declaration)
    if sum_ in allowed or sum_ * PERCENT in allowed:
        return outcome_of(heads or _split(declaration, sum_, policy, context))
    figures = {
        "count": str(len(declaration.indicators)),
        "sum": str(plain(sum_)),
        "total": str(plain(policy.total)),
        "without": str(plain(policy.total - execution)),
        "execution": str(plain(execution)),
        "whole": str(plain(sum_ + execution)),
    }
    return outcome_of([Fault("sum" if own is None else "sum_with_execution", None, None, figures), *heads])


def _heads(declaration: Declaration) -> list[Fault]:
    """The first levels whose rows make other points than their head prints, each at its first row."""
    faults: list[Fault] = []
    for head in declaration.level_weights:
        rows = [(at, row.weight or Decimal(0)) for at, row in enumerate(declaration.indicators) if row.level1 == head.level1]
        made = sum((weight for _, weight in rows), Decimal(0))
        if rows and made != head.weight:
            figures = {"level": head.level1, "count": str(len(rows)), "sum": str(plain(made)), "head": str(plain(head.weight))}
            faults.append(Fault("head", rows[0][0], "weight", figures))
    return faults


def _split(declaration: Declaration, sum_: Decimal, policy: Policy, context: Context) -> list[Fault]:
    """A split that is not the policy's, where nothing else says how points are to be split."""
    weighing = policy.weighing
    nodes = [row.node for row in declaration.indicators]
    if declaration.level_weights or sum_ != policy.total - policy.execution or None in nodes:
        return []
    made: dict[str, Decimal] = {}
    for row in declaration.indicators:
        level = (row.node or "").partition(".")[0]
        made[level] = made.get(level, Decimal(0)) + (row.weight or Decimal(0))
    official = weighing.with_cost if "cost" in made else weighing.without_cost
    if made.keys() != official.keys() or made == dict(official):
        return []
    names = tree(context.framework).official
    said = [{names[level]: points for level, points in split.items()} for split in (made, official)]
    split, wanted = ("、".join(f"{name} {plain(points)}" for name, points in each.items()) for each in said)
    figures = {"split": split, "official": wanted, "policy": policy.official}
    return [Fault("split", None, None, figures, Severity.INFO)]
