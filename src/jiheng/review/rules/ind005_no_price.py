"""A cost and a count of one name give no price (成本与数量对应而没有单价).

Finds:
    A cost that is an amount and a quantity indicator of the same thing: whether the amount is for one or for all can't be told.

Why it matters:
    With a price per piece the reviewer can compare with the market and the budget can be recomputed; with an amount he can't.

Basis:
    None in law: usual practice. The finding is worth a look, no more.

Silent when:
    The cost has a base (元/场) or its name one (每, 人均, 单价, 标准), says that it is for all (总), is the whole budget (IND008), or the
    count is one.

Known false alarms:
    A lump sum by contract, where no price exists.

Wrong:
    年度资金总额 | 30万元
    产出指标 | 数量指标 | 修复古籍 | 60册
    产出指标 | 成本指标 | 修复古籍 | ≤18万元
    产出指标 | 成本指标 | 库房恒湿设备运行 | ≤12万元

Right:
    年度资金总额 | 30万元
    产出指标 | 数量指标 | 修复古籍 | 60册
    产出指标 | 成本指标 | 修复古籍 | ≤3000元/册
    产出指标 | 成本指标 | 库房恒湿设备运行 | ≤12万元

How to mend:
    Give the cost per piece, or say in the name that it is the total.

Since: 0.1
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from jiheng.comparing.likeness import likeness
from jiheng.comparing.naming import Naming, naming
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Related, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.review.facts.levels import QUANTITY
from jiheng.review.subject import Scope, Table

CODE = "IND005"
SEVERITY = Severity.INFO
TEST = "适当性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND006", "IND008")
MESSAGE = {
    "zh": {"no_price": "成本“{name}”（{target}）与数量“{other}”（{count}）说的是同一件事，却看不出是单价还是总价；请写明每单位的成本。"},
    "en": {
        "no_price": "The cost “{name}” ({target}) and the quantity “{other}” ({count}) are of one thing, but is it the price of one or of all?"
    },
}

SAME_THING = 900
ONE = Decimal(1)


def check(subject: Table, context: Context) -> Outcome:
    """Fail each amount of cost whose thing is counted in more than one piece."""
    declaration = subject.declaration
    amounts = [cost for cost in subject.fact(costs, context) if cost.role is Role.AMOUNT and not cost.part]
    counts = [
        position for position, row in enumerate(declaration.indicators) if row.node == QUANTITY and row.target.kind is ValueKind.QUANTITY
    ]
    if not amounts or not counts:
        return NotApplicable("no amount of cost beside a count")
    return outcome_of(list(_faults(subject.position, declaration, amounts, counts, context)))


def _faults(table: int, declaration: Declaration, amounts: list[Cost], counts: list[int], context: Context) -> Iterator[Fault]:
    names = naming(context.framework)
    total = declaration.funds.total
    for cost in amounts:
        if cost.interval is not None and total is not None and cost.interval.upper == Fraction(total):
            continue
        other = next((at for at in counts if _of_several(declaration, at) and _same(declaration, cost, at, names)), None)
        if other is not None:
            row = declaration.indicators[other]
            evidence: Evidence = {"name": cost.name, "target": cost.value, "other": row.name, "count": row.target}
            yield Fault("no_price", cost.position, "target", evidence, related=(Related(table, other),), rests_on=(other,))


def _of_several(declaration: Declaration, position: int) -> bool:
    target = declaration.indicators[position].target
    return target.lower is not None and target.lower > ONE


def _same(declaration: Declaration, cost: Cost, position: int, names: Naming) -> bool:
    return likeness(cost.name, declaration.indicators[position].name, names) >= SAME_THING
