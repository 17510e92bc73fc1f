"""Achievements (完成情况): each actual of a self-evaluation held against its target, and what the form says of deviations."""

from jiheng.framework.equivalences import Equivalences, equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.harm import is_harm
from jiheng.review.facts.levels import COSTS, TIMELINESS
from jiheng.review.facts.subject_of_name import subjects_of_names
from jiheng.scoring import Reached, Unsettled, reached


def achievements(declaration: Declaration, context: Context) -> tuple[Reached | Unsettled, ...]:
    """How far each row's actual reaches its target, in the order of `indicators`."""
    known = equivalences(context.framework)
    return tuple(_achieved(row, known, harm=harm) for row, harm in zip(declaration.indicators, harmful(declaration, context), strict=True))


def _achieved(row: Indicator, known: Equivalences, *, harm: bool) -> Reached | Unsettled:
    """A time that is shorter than one without a sign may be a deadline kept (30天) or a service cut short: nobody can tell."""
    less = _less_is_better(row, harm=harm)
    found = reached(row.target, row.actual, known, less_is_better=less)
    shorter = less is None and isinstance(found, Reached) and not found.met and not found.above and row.target.lower == row.target.upper
    return Unsettled.UNSURE if shorter and row.target.kind is ValueKind.DURATION else found


def _less_is_better(row: Indicator, *, harm: bool) -> bool | None:
    """Whether a figure below the target is as good as met; None for times, which may be meant as spans or as ends."""
    if harm or row.node in COSTS:
        return True
    return None if row.node == TIMELINESS and row.target.kind is not ValueKind.PERCENT else False


def harmful(declaration: Declaration, context: Context) -> tuple[bool, ...]:
    """Whether each row measures what should not happen (事故率, 投诉件数)."""
    return tuple(is_harm(name.bare, context.framework) for name in subjects_of_names(declaration, context))


def is_filled(declaration: Declaration) -> bool:
    """Whether anybody has entered an actual or a score: an empty self-evaluation form is no evaluation."""
    return any((row.actual is not None and row.actual.text) or row.score is not None for row in declaration.indicators)


def asks_for_reasons(declaration: Declaration) -> bool:
    """Whether the form has a column for reasons and measures (偏差原因分析及改进措施)."""
    places = declaration.source.places
    return any(row.reason is not None or f"indicators.{position}.reason" in places for position, row in enumerate(declaration.indicators))


def reason_stated(row: Indicator, framework: Framework) -> bool:
    """Whether the row gives a reason or a measure, in its column or as a remark."""
    return any(text and not words(framework, "unexplained").covers(text) for text in (row.reason, row.remark))
