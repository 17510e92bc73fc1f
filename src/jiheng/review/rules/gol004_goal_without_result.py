"""The goal names money and no result (目标只有资金没有结果).

Finds:
    An annual goal that says how much is spent and when, and nothing that is done or achieved with it.

Why it matters:
    A goal is what the money is for; spending it is no result.

Basis:
    The table's own text.

Silent when:
    The goal names no amount, or any thing, deed or effect beside the money.

Known false alarms:
    Pass-through money whose use another document settles; name that document's aim.

Wrong:
    年度总体目标 | 本年度安排专项经费50万元，及时足额拨付到位。

Right:
    年度总体目标 | 本年度安排专项经费50万元，为12所村小更换课桌椅。

How to mend:
    Say what is done with the money and what it changes.

Since: 0.1
"""

import re

from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "GOL004"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.OVERALL, FormKind.TRANSFER})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM006",)
MESSAGE = {
    "zh": {"money": "总体目标只说了资金（{amount}），没有说用它做什么、达到什么效果；请补写产出和效果。"},
    "en": {"money": "The goal names money ({amount}) and no result; please say what is done with it and what it changes."},
}

AMOUNT = re.compile(r"(?<![\d,.])\d[\d,.]*\s*[万亿]?元")
LEAST = 2


def check(subject: Table, context: Context) -> Outcome:
    """Fail a goal of which nothing is left without its words of money."""
    goal = subject.declaration.goal
    amount = AMOUNT.search(goal or "")
    if not goal or amount is None:
        return NotApplicable("the goal names no amount")
    rest = words(context.framework, "money_only").without(goal)
    if len(rest) >= LEAST:
        return Passed()
    return Failed((Fault("money", None, "goal", {"amount": amount[0]}, reads=("goal",)),))
