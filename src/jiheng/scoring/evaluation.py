"""Evaluation (绩效自评计分): a table with its actuals, held against a policy, as a score whose every point is explained."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from jiheng.framework.framework import Framework
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.score import ExecutionScore, IndicatorScore, Score
from jiheng.model.value import NO_VALUE, ValueKind
from jiheng.scoring.judging import Judge, Judgement, is_left_out, judged
from jiheng.scoring.policy import Policy
from jiheng.scoring.sentences import FRAME, JUDGED, NEEDS, NOTES, REMARKS, SPENT
from jiheng.scoring.spending import Spent, spent
from jiheng.scoring.weights import Note, Weights, weights
from jiheng.values.intervals import decimal_of
from jiheng.values.wording import money

CENT = Decimal("0.01")
HUNDRED = 100
SEAM = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff㎡])(?![年月日])|(?<=[\u4e00-\u9fff])(?<![年月])(?=\d)")
MULTIPLIER = re.compile(r"[千万亿]")
Figure = Fraction | Decimal | int | str


def score(declaration: Declaration, policy: Policy, framework: Framework, lang: str = "zh", *, position: int = 0) -> Score:
    """The score of a table by a policy, explained in a language (`zh` or `en`); `position` is the table's in the order read.

    What nobody can tell gives no points yet and stands in `missing`; the grade is None while anything does.
    """
    rows = declaration.indicators
    left_out = [is_left_out(row, framework) for row in rows]
    found = weights(declaration, left_out, policy, framework)
    judge = Judge(policy, framework)
    judgements = [judged(row, judge) for row in rows]
    money_spent = spent(declaration, found.execution, policy)
    execution = _execution(money_spent, found.execution, policy, lang)
    scores = tuple(
        _scored(at, row, weight, judgement, policy, lang)
        for at, (row, weight, judgement) in enumerate(zip(rows, found.rows, judgements, strict=True))
    )
    total, cap = _capped(sum((each.score for each in scores), execution.score), money_spent.rate, policy)
    missing = tuple(_missing(declaration, found, money_spent, judgements, policy, lang))
    notes = (*(_said(note, lang) for note in (*found.notes, *cap)), *_remarked(rows, judgements, lang))
    grade = None if missing else policy.grade_of(total * HUNDRED / policy.total)
    return Score(
        declaration.project or declaration.title, total, grade, execution, scores, missing, notes, position, policy.name, policy.version
    )


def rounded(points: Fraction, most: Decimal, step: Decimal) -> Decimal:
    """Points rounded to a step, halves up, and never above the most there are."""
    steps = points / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return plain(min(whole * step, most))


def _scored(at: int, row: Indicator, weight: Decimal, judgement: Judgement, policy: Policy, lang: str) -> IndicatorScore:
    points = rounded(Fraction(weight) * judgement.degree, weight, policy.step)
    said = JUDGED[lang][judgement.sentence].format(**_printed(judgement.figures))
    if row.actual is not None and row.actual.text and row.target.text:
        said = FRAME[lang]["values"].format(actual=_actual(row), target=shown(row.target.text)) + said
    if weight or not judgement.left_out:
        said += FRAME[lang]["points"].format(score=plain(points), weight=plain(weight))
    remarks = "".join(REMARKS[lang][name].format(**_printed(judgement.figures)) for name in judgement.remarks)
    return IndicatorScore(at, weight, decimal_of(judgement.degree), points, said + remarks, judgement.needs is None)


def _execution(found: Spent, weight: Decimal, policy: Policy, lang: str) -> ExecutionScore:
    points = rounded(Fraction(weight) * found.degree, weight, policy.step)
    rate = None if found.rate is None else found.rate * HUNDRED
    amounts = {name: money(amount) for name, amount in found.amounts.items()}
    said = SPENT[lang][found.sentence].format(**_printed({**found.figures, "rate": rate or Fraction(0)}), **amounts)
    if weight:
        said += FRAME[lang]["points"].format(score=plain(points), weight=plain(weight))
    return ExecutionScore(None if rate is None else decimal_of(rate), weight, points, said)


def _capped(total: Decimal, rate: Fraction | None, policy: Policy) -> tuple[Decimal, tuple[Note, ...]]:
    """The total, at most what the policy allows at the rate of execution."""
    caps = [cap for cap in policy.caps if rate is not None and rate * HUNDRED < Fraction(cap.below)]
    cap = min(caps, key=lambda each: each.most, default=None)
    if cap is None or total <= cap.most:
        return total, ()
    return cap.most, (Note("capped", (cap.below, total, cap.most)),)


def _missing(
    declaration: Declaration, found: Weights, money_spent: Spent, judgements: Sequence[Judgement], policy: Policy, lang: str
) -> Iterator[str]:
    """What a person must still supply, the whole table's first."""
    words = NEEDS[lang]
    if not declaration.complete:
        yield words["incomplete"]
    if not declaration.indicators:
        yield words["no_rows"]
    if found.contradict is not None:
        yield words["weights"].format(sum=plain(found.contradict), total=plain(policy.total))
    if money_spent.needs:
        yield words[money_spent.needs]
    for row, judgement in zip(declaration.indicators, judgements, strict=True):
        if judgement.needs:
            yield words[judgement.needs].format(**_named(row, judgement))


def _remarked(rows: Sequence[Indicator], judgements: Sequence[Judgement], lang: str) -> Iterator[str]:
    """What is asked for without points hanging on it: the reason of an actual far over its target."""
    for row, judgement in zip(rows, judgements, strict=True):
        for remark in judgement.remarks:
            yield NEEDS[lang][remark].format(**_named(row, judgement))


def _named(row: Indicator, judgement: Judgement) -> dict[str, str]:
    return {"name": row.name, "target": shown(row.target.text), "actual": _actual(row), **_printed(judgement.figures)}


def _said(note: Note, lang: str) -> str:
    return NOTES[lang][note.sentence].format(*(plain(each) if isinstance(each, Decimal) else each for each in note.figures))


def _printed(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Figures for a sentence, with two decimals at most, halves up."""
    return {name: _figure(figure) for name, figure in figures.items()}


def _figure(figure: Figure) -> str:
    if isinstance(figure, str):
        return figure
    exact = decimal_of(Fraction(figure))
    return str(plain(exact if exact.as_tuple().exponent in {0, -1, -2} else exact.quantize(CENT, ROUND_HALF_UP)))


def _actual(row: Indicator) -> str:
    """The actual as a sentence shows it; a bare figure in the target's unit, where that is written without a multiplier (万元)."""
    actual, target = row.actual or NO_VALUE, row.target
    bare = actual.unit is None and actual.kind is ValueKind.QUANTITY and not actual.per
    plainly = target.unit is not None and not target.per and not MULTIPLIER.search(target.text) and target.unit in target.text
    return shown(f"{actual.text}{target.unit}" if bare and plainly else actual.text)


def shown(text: str) -> str:
    """A value as a sentence shows it: a blank between figures and Chinese words (完成 389 件), none inside a date."""
    return SEAM.sub(" ", text)
