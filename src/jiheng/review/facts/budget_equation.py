"""The budget equation (预算等式): what the costs of a table come to, multiplied out, against its total."""

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.review.facts.pairings import Pairer, pairer
from jiheng.review.facts.periods import Months, months
from jiheng.review.facts.printed_total import printed_total
from jiheng.review.facts.summands import Summand, Unpriced, summand
from jiheng.values.rounding import Printed


@frozen(eq=False)
class BudgetEquation:
    """The costs of a table against its total, which is None where it is blank or was adjusted after the targets were set.

    `summands` are the rates multiplied out and the amounts, parts left out; `unpriced` the rates without a sure count;
    `wholes` the rows of the total itself; `unclear` the cost rows without a figure in money.
    """

    total: Printed | None
    costs: tuple[Cost, ...]
    summands: tuple[Summand, ...]
    unpriced: tuple[Unpriced, ...]
    wholes: tuple[Cost, ...]
    unclear: tuple[Cost, ...]
    months: Months | None
    pairer: Pairer

    @property
    def rates(self) -> tuple[Cost, ...]:
        """The costs that multiply something."""
        return tuple(cost for cost in self.costs if cost.role is Role.RATE)

    @property
    def sure(self) -> bool:
        """Whether every cost is multiplied out with counts that may stand in a proof."""
        return not self.unpriced and not self.unclear and all(summand.sure for summand in self.summands)

    @property
    def claims_all(self) -> bool:
        """Whether the items claim to be all: none is called a part, and no row of the whole covers what they leave."""
        covered = self.total is not None and any(cost.interval and cost.interval.upper == self.total.amount for cost in self.wholes)
        return not covered and not any(cost.part for cost in self.costs)

    @property
    def unnamed(self) -> tuple[int, ...]:
        """The activities without a price: rows under 数量指标 that no cost prices or speaks of, and none that is priced (培训期数 beside 培训人数)."""
        used = {row for summand in self.summands for row in summand.rows}
        spoken = used | {cost.position for cost in self.costs}
        return tuple(
            row for row in self.pairer.quantities if row not in used and not any(self.pairer.speak_alike(row, other) for other in spoken)
        )


def budget_equation(declaration: Declaration, context: Context) -> BudgetEquation:
    """Multiply out every cost of a table. It is an equation for what the table says, sound or not: rules judge it."""
    found = costs(declaration, context)
    pairs = pairer(declaration, context, found)
    year = months(declaration, context, pairs.counts) if pairs.rates else None
    made = [summand(cost, pairs, year) for cost in found]
    return BudgetEquation(
        None if _adjusted(declaration) else printed_total(declaration, context),
        found,
        tuple(each for each in made if isinstance(each, Summand)),
        tuple(each for each in made if isinstance(each, Unpriced)),
        tuple(cost for cost in found if cost.role is Role.TOTAL),
        tuple(cost for cost in found if cost.role is Role.UNCLEAR),
        year,
        pairs,
    )


def _adjusted(declaration: Declaration) -> bool:
    """Whether the money was changed during the year, so that the targets were set for another sum."""
    execution = declaration.execution
    return execution is not None and execution.initial is not None and execution.initial != declaration.funds.total
