"""Judging (指标评判): which share of its points one indicator has earned by a policy, and why."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import Factory, evolve, frozen

from jiheng.framework.equivalences import equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.indicator import Indicator
from jiheng.model.value import NO_VALUE, Value, ValueKind
from jiheng.scoring.direction import less_is_better
from jiheng.scoring.phrases import answered
from jiheng.scoring.policy import Counting, Falling, Joining, Passing, Policy
from jiheng.scoring.reaching import ONE, STATES, ZERO, Reached, Unsettled, reached
from jiheng.values.intervals import FIGURES, decimal_of
from jiheng.values.meeting import Met, Missed, meets

HUNDRED = 100
SATISFACTION = "satisfaction"
SATISFIED = "satisfactions"


@frozen
class Judgement:
    """What one indicator has earned: `degree` from 0 to 1, and the sentence that explains it with its figures.

    `needs` names what a person must still supply or decide, None where nothing is open. `remarks` are sentences that follow.
    `left_out` says that the indicator does not apply.
    """

    degree: Fraction
    sentence: str
    figures: Mapping[str, Fraction | str] = Factory(dict[str, Fraction | str])
    needs: str | None = None
    remarks: tuple[str, ...] = ()
    left_out: bool = False


@frozen
class Judge:
    """What every indicator of a table is judged by."""

    policy: Policy
    framework: Framework


def judged(row: Indicator, judge: Judge) -> Judgement:
    """What an indicator has earned; what nobody can tell gives nothing yet and says what is missing."""
    actual = row.actual if row.actual is not None else NO_VALUE
    if is_left_out(row, judge.framework):
        return Judgement(ZERO, "left_out", left_out=True)
    if not row.target.text or row.target.kind is ValueKind.UNKNOWN:
        return Judgement(ZERO, "no_target", needs="target")
    none_wanted = _asks_nothing(row.target) or words(judge.framework, "none_wanted").covers(row.target.text)
    if none_wanted and words(judge.framework, "none_happened").covers(actual.text):
        return Judgement(ONE, "met")
    if not actual.text or words(judge.framework, "not_applicable").covers(actual.text):
        return Judgement(ZERO, "no_actual", needs="actual")
    return _valued(row, row.target, actual, judge)


def is_left_out(row: Indicator, framework: Framework) -> bool:
    """Whether an indicator could not be carried out, or has no target because it does not apply."""
    if row.actual is not None and words(framework, "left_out").covers(row.actual.text):
        return True
    none = words(framework, "not_applicable")
    return none.covers(row.target.text) and (row.actual is None or not row.actual.text or none.covers(row.actual.text))


def _valued(row: Indicator, target: Value, actual: Value, judge: Judge) -> Judgement:
    """One target and its actual; the parts of several are judged one by one."""
    if target.kind is ValueKind.COMPOUND and len(target.parts) == len(actual.parts):
        return _joined(row, [_valued(row, part, done, judge) for part, done in zip(target.parts, actual.parts, strict=True)], judge)
    if target.kind in STATES:
        return _stated(row, target, actual, judge)
    target, actual, less = _without_change(row, target, actual, judge)
    if actual is NO_VALUE:
        return Judgement(ZERO, "other_way")
    wanted = _loosened(target, judge.policy.counting)
    passes = less if judge.policy.counting.exact_passed is Passing.FULL else None
    found = reached(wanted, actual, equivalences(judge.framework), less_is_better=passes, assuming=True)
    if isinstance(found, Reached):
        return _met(row, target, found, judge) if found.met else _missed(row, target, actual, found, judge)
    return _compared(row, target, actual, found, judge)


def _joined(row: Indicator, parts: list[Judgement], judge: Judge) -> Judgement:
    degrees = [part.degree for part in parts]
    least = judge.policy.counting.compound is Joining.LEAST
    degree = min(degrees) if least else sum(degrees, ZERO) / len(degrees)
    needs = next((part.needs for part in parts if part.needs), None)
    return Judgement(degree, "parts", {"parts": "、".join(f"{_percent(each)}%" for each in degrees), "name": row.name}, needs)


def _without_change(row: Indicator, target: Value, actual: Value, judge: Judge) -> tuple[Value, Value, bool]:
    """A change (增长≥5%) as the figure by which it is to grow or fall; no value for an actual that went the other way."""
    if target.change is None:
        return target, actual, less_is_better(row, judge.framework)
    if actual.change is not None and actual.change is not target.change:
        return evolve(target, change=None), NO_VALUE, False
    return evolve(target, change=None), evolve(actual, change=None), False


def _loosened(target: Value, counting: Counting) -> Value:
    """A target with 左右 as the range of figures that the policy takes for it."""
    if not target.approximate:
        return target
    lower, upper = (None if end is None else end * (1 + way * counting.approximate) for end, way in ((target.lower, -1), (target.upper, 1)))
    return evolve(target, lower=lower, upper=upper, approximate=False)


def _met(row: Indicator, target: Value, found: Reached, judge: Judge) -> Judgement:
    share, policy = found.share, judge.policy
    upwards = target.lower is not None and less_is_better(row, judge.framework) is not True
    if share is None or not upwards:
        return Judgement(ONE, "met")
    far = share - ONE - Fraction(policy.far_over)
    if target.lower is None or share <= ONE or far < 0:
        return Judgement(ONE, "reached", {"percent": share * HUNDRED})
    figures: dict[str, Fraction | str] = {"percent": share * HUNDRED, "far": Fraction(policy.far_over) * HUNDRED}
    remarks = () if row.reason else ("far",)
    if policy.counting.far_passed is Passing.DEVIATION:
        return Judgement(max(ONE - far, ZERO), "far_reduced", figures, remarks=remarks)
    return Judgement(ONE, "reached", figures, remarks=remarks)


def _missed(row: Indicator, target: Value, actual: Value, found: Reached, judge: Judge) -> Judgement:
    policy = judge.policy
    if policy.satisfaction and _asks_satisfaction(row, judge) and actual.lower is not None and actual.lower == actual.upper:
        return _stepped(Fraction(actual.lower), policy)
    if found.near is None:
        return _band(row, policy.counting.without_share, judge, "no_proportion")
    if not found.near:
        return Judgement(ZERO, "zero_target" if _asks_nothing(target) else "nothing", {"percent": ZERO})
    rule = _rule(target, found, policy.counting)
    degree = found.near
    if rule is Falling.NONE:
        return Judgement(ZERO, "edge_none" if found.near == ONE else "none", {"percent": found.near * HUNDRED})
    if rule is Falling.DEVIATION and found.above:
        degree = max(ONE - (1 / found.near - ONE), ZERO)
    figures: dict[str, Fraction | str] = {"percent": degree * HUNDRED, "floor": Fraction(policy.floor) * HUNDRED}
    if degree < Fraction(policy.floor):
        return Judgement(ZERO, "below_floor", figures)
    if found.near == ONE:
        return Judgement(ONE, "edge", figures)
    if found.above:
        return Judgement(degree, "deviation" if rule is Falling.DEVIATION else "inverse", figures)
    return Judgement(degree, "reached", figures)


def _rule(target: Value, found: Reached, counting: Counting) -> Falling:
    """Which of the policy's ways of counting a miss holds for a target."""
    if found.near == ONE:
        return counting.strict_edge
    if target.lower is None:
        return counting.at_most
    if target.upper is None:
        return counting.at_least
    return counting.exact if target.lower == target.upper else counting.range


def _asks_nothing(target: Value) -> bool:
    """Whether a target is 0 (零事故)."""
    return target.kind in FIGURES and target.upper == 0 and not target.lower


def _asks_satisfaction(row: Indicator, judge: Judge) -> bool:
    return bool(row.node and row.node.startswith(SATISFACTION)) or words(judge.framework, SATISFIED).found(row.name) is not None


def _stepped(rate: Fraction, policy: Policy) -> Judgement:
    """Satisfaction below its target by the policy's steps."""
    step = max((each for each in policy.satisfaction if rate >= Fraction(each.least)), key=lambda each: each.least, default=None)
    lowest = min(each.least for each in policy.satisfaction)
    gives = Fraction(step.gives) if step else ZERO
    return Judgement(
        gives / HUNDRED, "step" if step else "below_steps", {"least": Fraction(step.least if step else lowest), "gives": gives}
    )


def _compared(row: Indicator, target: Value, actual: Value, why: Unsettled, judge: Judge) -> Judgement:
    """What no figure decides: schedules, ratios, dates answered by a phrase; else what a person must supply."""
    meeting = meets(target, actual, equivalences(judge.framework))
    if isinstance(meeting, Met):
        return Judgement(ONE, "met")
    if isinstance(meeting, Missed):
        return _band(row, judge.policy.counting.without_share, judge, "no_proportion")
    if why is Unsettled.PHRASE or (target.kind is ValueKind.SCHEDULE and actual.kind in STATES):
        return _stated(row, target, actual, judge)
    return Judgement(ZERO, why.value, needs=why.value)


def _stated(row: Indicator, target: Value, actual: Value, judge: Judge) -> Judgement:
    """A phrase, a state or a date answered in words: by its grade, by the official answers, else by a person."""
    meeting = meets(target, actual, equivalences(judge.framework))
    if isinstance(meeting, Met):
        return Judgement(ONE, "met")
    if isinstance(meeting, Missed):
        return _band(row, judge.policy.counting.without_share, judge, "no_proportion")
    answer = answered(target.text, actual.text, judge.policy.phrases)
    if answer is not None:
        return _band(row, answer, judge, "band")
    own = _own_share(row)
    if own is not None:
        return Judgement(own, "judged", {"percent": own * HUNDRED})
    return Judgement(ZERO, "phrase", needs="phrase")


def _band(row: Indicator, answer: str, judge: Judge, sentence: str) -> Judgement:
    """A grade of phrases: the person's own points where they lie in it, else what it gives for certain."""
    grade = next(each for each in judge.policy.phrases if each.answer == answer)
    least, most, gives = (Fraction(each) for each in (grade.least, grade.most, grade.gives))
    figures: dict[str, Fraction | str] = {"answer": answer, "least": least, "most": most, "percent": gives}
    own = _own_share(row)
    if own is not None and not grade.fixed and least <= own * HUNDRED <= most:
        return Judgement(own, f"{sentence}_own", {**figures, "percent": own * HUNDRED})
    decided = grade.fixed or grade.gives == grade.most
    return Judgement(gives / HUNDRED, sentence if decided else f"{sentence}_open", figures, None if decided else "band")


def _own_share(row: Indicator) -> Fraction | None:
    """What share of its points the unit gave itself; None where it gave none or more than there are."""
    if row.score is None or not row.weight or not 0 <= row.score <= row.weight:
        return None
    return Fraction(row.score) / Fraction(row.weight)


def _percent(share: Fraction) -> str:
    return str(decimal_of(share * HUNDRED))
