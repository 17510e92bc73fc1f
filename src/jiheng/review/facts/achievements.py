"""Achievements (完成情况): each actual of a self-evaluation held against its target, and what the form says of deviations."""

import re

from jiheng.framework.equivalences import equivalences
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.review.context import Context
from jiheng.review.facts.harm import is_harm
from jiheng.review.facts.subject_of_name import subjects_of_names
from jiheng.scoring import Reached, Unsettled, reached

NOTHING_SAID = re.compile(r"[\s—－\-/／.。]*|无|没有|不适用|无偏差|0")
"""What stands in a column of reasons where nobody gave one."""


def achievements(declaration: Declaration, context: Context) -> tuple[Reached | Unsettled, ...]:
    """How far each row's actual reaches its target, in the order of `indicators`."""
    known = equivalences(context.framework)
    return tuple(reached(row.target, row.actual, known) for row in declaration.indicators)


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


def reason_stated(row: Indicator) -> bool:
    """Whether the row gives a reason or a measure, in its column or as a remark."""
    return any(text and not NOTHING_SAID.fullmatch(text) for text in (row.reason, row.remark))
