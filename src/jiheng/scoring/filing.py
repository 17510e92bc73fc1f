"""Filing (填报自评表): a table with its score as the self-evaluation form that is filed, ready to be written."""

from decimal import ROUND_HALF_UP, Decimal

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind, Source
from jiheng.model.funds import Execution
from jiheng.model.score import Score

CENT = Decimal("0.01")


def self_evaluation(declaration: Declaration, score: Score) -> Declaration:
    """The self-evaluation form (项目支出绩效自评表) of a table that was scored: points, scores, the execution and the total.

    What a person must still supply stays blank: the score of an indicator that is not settled, the total while anything is missing.
    """
    rows = tuple(
        evolve(declaration.indicators[each.position], weight=each.weight, score=each.score if each.settled else None)
        for each in score.indicators
    )
    known, made = declaration.execution or Execution(), score.execution
    budget = known.annual or known.initial or declaration.funds.total
    execution = Execution(
        initial=known.initial if known.initial is not None else declaration.funds.total,
        annual=budget,
        executed=known.executed,
        weight=made.weight,
        rate=None if made.rate is None else made.rate.quantize(CENT, ROUND_HALF_UP),
        score=None if made.rate is None else made.score,
    )
    evaluated = declaration.form is FormKind.SELF_EVALUATION
    return evolve(
        declaration,
        form=FormKind.SELF_EVALUATION,
        title=declaration.title if evaluated else None,
        indicators=rows,
        execution=execution,
        total_score=None if score.missing else score.total,
        source=declaration.source if evaluated else Source(),
    )
