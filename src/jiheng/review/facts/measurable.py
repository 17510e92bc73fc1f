"""Whether a target can be measured (指标值可衡量): figures, dates, schedules and agreed grades can, phrases can't."""

from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind


def is_phrase(target: Value, framework: Framework) -> bool:
    """Whether a value is a phrase without a measure: 显著提高, or 良好 as a grade that nobody has agreed on."""
    if target.kind is ValueKind.COMPOUND:
        return bool(target.parts) and all(is_phrase(part, framework) for part in target.parts)
    if target.kind is ValueKind.GRADE:
        return words(framework, "weak_grades").covers(target.grade or target.text)
    return target.kind is ValueKind.QUALITATIVE and not is_statutory(target, framework) and not is_answer(target, framework)


def is_statutory(target: Value, framework: Framework) -> bool:
    """Whether a value is a term that a law sets (法定期限内): it can be checked, though the table does not say how long it is."""
    return words(framework, "statutory").found(target.text) is not None


def is_answer(target: Value, framework: Framework) -> bool:
    """Whether a value says that there is nothing to set (无, 不适用)."""
    return words(framework, "not_applicable").covers(target.text)


def states_grades(row: Indicator, framework: Framework) -> bool:
    """Whether the row states the steps by which a phrase is judged, in its scoring rule, explanation, basis or remark."""
    texts = (row.scoring, row.explanation, row.basis, row.remark, *(cell.text for cell in row.extra))
    return any(text and words(framework, "stated_grades").found(text) for text in texts)
