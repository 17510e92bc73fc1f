"""A score differs from what target and actual give (得分与完成情况不符).

Finds:
    Points off where the target is met, full points where it is not, more points than the row has. Where the office's policy is
    known, also a score away from what that policy gives.

Why it matters:
    The total and the grade rest on it, and a reason does not make a wrong score right.

Basis:
    财预〔2020〕10号: met gives all points, not met a proportion of them.

Silent when:
    The actual can't be held against the target, the target is a phrase (a person judges), or it is passed so far that points may
    be taken off. A score near the proportion is undecided where no policy is named.

Known false alarms:
    A policy of bands that gives full points a little below the target: name it in the settings.

Wrong:
    表 | 自评
    产出指标 | 数量指标 | 开展爱国卫生活动 | ≥20场 | 分值=10 | 实际=22场 | 得分=8
    满意度指标 | 服务对象满意度指标 | 社区居民满意度 | ≥90% | 分值=80 | 实际=95% | 得分=80

Right:
    表 | 自评
    产出指标 | 数量指标 | 开展爱国卫生活动 | ≥20场 | 分值=10 | 实际=22场 | 得分=10
    满意度指标 | 服务对象满意度指标 | 社区居民满意度 | ≥90% | 分值=80 | 实际=95% | 得分=80

How to mend:
    Give the points that target and actual give.

Since: 0.1
"""

from decimal import Decimal
from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.achievements import achievements
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Judge, Reached, Unsettled, judged, policy_of
from jiheng.values.intervals import decimal_of

CODE = "SCR002"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "met_not_full": "“{name}”实际 {actual}，目标 {target}，已经完成，应得满分 {weight}，却只得 {score}；请更正得分。",
        "full_not_met": "“{name}”实际 {actual}，目标 {target}，没有完成，却得满分 {weight}；请核对得分。",
        "above_weight": "“{name}”得分 {score} 超过分值 {weight}；请核对得分。",
        "differs": "“{name}”实际 {actual}，目标 {target}，按{policy}应得 {expected}，却得 {score}；请更正得分。",
    },
    "en": {
        "met_not_full": "“{name}”: {actual} meets {target} and gives the full {weight} points, but has {score}; correct the score.",
        "full_not_met": "“{name}”: {actual} does not meet {target}, but has the full {weight} points; check the score.",
        "above_weight": "“{name}” has {score} of {weight} points; check the score.",
        "differs": "“{name}”: {actual} of {target} gives {expected} points by {policy}, but has {score}; correct the score.",
    },
}

CENT = Fraction(1, 100)
NEAR = Fraction(1, 2)
"""Points that rounding to whole numbers may move."""


def check(subject: Table, context: Context) -> Outcome:
    """Fail each score that no policy, or not the office's, can give."""
    declaration = subject.declaration
    scored = [position for position, row in enumerate(declaration.indicators) if row.score is not None and row.weight]
    if not scored:
        return NotApplicable("no row has points and a score")
    policy = policy_of(context.framework, context.settings.policy, declaration.year)
    judge = Judge(policy, context.framework)
    faults, doubtful = _faults(declaration, scored, subject.fact(achievements, context), judge, known=context.settings.policy is not None)
    outcome = outcome_of(faults)
    if not isinstance(outcome, Failed) and doubtful:
        return Undecided("a score is near the proportion, or can't be computed, and no policy decides it")
    return outcome


def _faults(
    declaration: Declaration, scored: list[int], results: tuple[Reached | Unsettled, ...], judge: Judge, *, known: bool
) -> tuple[list[Fault], bool]:
    faults: list[Fault] = []
    doubtful = False
    for position in scored:
        row = declaration.indicators[position]
        sentence = _sentence(row, results[position], judge, known=known)
        doubtful = doubtful or sentence == "doubtful"
        if sentence and sentence != "doubtful":
            faults.append(_fault(sentence, position, row, results[position], judge))
    return faults, doubtful


def _sentence(row: Indicator, result: Reached | Unsettled, judge: Judge, *, known: bool) -> str | None:
    """Which sentence the score of a row calls for; `doubtful` where only a policy could say, None where it is right."""
    weight, score = Fraction(row.weight or 0), Fraction(row.score or 0)
    if score > weight:
        return "above_weight"
    if isinstance(result, Unsettled):
        return None if result is Unsettled.PHRASE else "doubtful"
    if result.met:
        far = result.share is not None and result.share >= 1 + Fraction(judge.policy.far_over)
        return None if score == weight else "doubtful" if far else "met_not_full"
    if score == weight:
        return "full_not_met" if result.share is None or weight * (1 - result.share) >= CENT / 2 else "doubtful"
    if not known or result.share is None:
        return "doubtful"
    return "differs" if abs(score - weight * judged(row, judge).degree) >= NEAR else None


def _fault(sentence: str, position: int, row: Indicator, result: Reached | Unsettled, judge: Judge) -> Fault:
    weight = row.weight or Decimal(0)
    expected = Fraction(weight) * (judged(row, judge).degree if isinstance(result, Reached) else 1)
    evidence: Evidence = {
        "name": row.name,
        "target": row.target,
        "actual": row.actual or "",
        "weight": str(plain(weight)),
        "score": str(plain(row.score or Decimal(0))),
        "expected": str(plain(decimal_of(expected).quantize(Decimal("0.01")))),
        "policy": judge.policy.official,
    }
    return Fault(sentence, position, "score", evidence)
