"""The actual can't be compared with the target (实际完成值与目标不可比).

Finds:
    A phrase where the target is a figure or a date, another unit or kind, a bound that leaves open whether the target is met, or
    a piece of the target's own words where it asks for a state that can be checked.

Why it matters:
    What can't be compared can't be scored; the points given for it rest on nothing.

Basis:
    财预〔2020〕10号: points follow the actual's share of the target.

Silent when:
    The target is a phrase (达成预期指标 is the official answer), the actual is blank (SCR009) or the target word for word (FRM007),
    or the target itself can't be read.

Known false alarms:
    A unit that the trade takes for another and the program does not know.

Wrong:
    表 | 自评
    产出指标 | 数量指标 | 修建晒谷场面积 | ≥3200平方米 | 实际=达成预期指标

Right:
    表 | 自评
    产出指标 | 数量指标 | 修建晒谷场面积 | ≥3200平方米 | 实际=3350平方米

How to mend:
    Enter the figure that was reached, in the target's unit.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.words import Words, words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.achievements import achievements
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Reached, Unsettled

CODE = "SCR005"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "phrase_for_figure": "“{name}”目标是 {target}，实际完成值却是一句话“{actual}”，无法比较；请填实际数值。",
        "other_unit": "“{name}”目标是 {target}，实际完成值“{actual}”是另一个计量单位，无法比较；请统一计量单位。",
        "other_kind": "“{name}”目标是 {target}，实际完成值“{actual}”是另一类内容，无法比较；请按目标的内容填写。",
        "bounded": "“{name}”目标是 {target}，实际完成值“{actual}”只是一个界限，看不出是否完成；请填实际数值。",
        "fragment": "“{name}”目标是“{target}”，实际完成值“{actual}”只抄了其中几个字，看不出是否达到；请写明实际达到的情况。",
    },
    "en": {
        "phrase_for_figure": "“{name}” aims at {target}, but its actual is the phrase “{actual}”: enter the figure that was reached.",
        "other_unit": "“{name}” aims at {target}, but its actual “{actual}” is in another unit; use one unit.",
        "other_kind": "“{name}” aims at {target}, but its actual “{actual}” is of another kind; enter what the target asks for.",
        "bounded": "“{name}” aims at {target}, but “{actual}” leaves open whether it is met: enter the figure that was reached.",
        "fragment": "“{name}” aims at “{target}”, but its actual “{actual}” only copies some of the words; say what was reached.",
    },
}

SPOKEN = frozenset({Unsettled.PHRASE_FOR_FIGURE, Unsettled.OTHER_UNIT, Unsettled.OTHER_KIND, Unsettled.BOUNDED})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each actual that can't be held against its target."""
    rows = subject.declaration.indicators
    results = subject.fact(achievements, context)
    if all(result is Unsettled.BLANK for result in results):
        return NotApplicable("no row has both a target and an actual")
    answers = words(context.framework, "official_answers")
    said = [(position, row, _sentence(row, result, answers)) for position, (row, result) in enumerate(zip(rows, results, strict=True))]
    return outcome_of(
        [
            Fault(sentence, position, "actual", {"name": row.name, "target": row.target, "actual": row.actual or ""})
            for position, row, sentence in said
            if sentence
        ]
    )


def _sentence(row: Indicator, result: Reached | Unsettled, answers: Words) -> str | None:
    copied = row.actual is not None and row.actual.text == row.target.text
    if isinstance(result, Reached) or copied:
        return None
    if result in SPOKEN:
        return result.value
    return "fragment" if result is Unsettled.PHRASE and _is_fragment(row, answers) else None


def _is_fragment(row: Indicator, answers: Words) -> bool:
    """Whether a state that can be checked (通过验收) is answered by a piece of its own words that leaves the state out."""
    text = row.actual.text if row.actual is not None else row.target.text
    if text == row.target.text or text not in row.target.text:
        return False
    return answers.found(row.target.text) is not None and answers.found(text) is None
