"""Names that are no names (口号式、整句式的指标名称): what is wrong with a name as such."""

import re
from enum import StrEnum

from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import BENEFITS, COSTS
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names

CLAUSE = re.compile(r"[，,。；;！!]")
LONG = 25
VERY_LONG = 40
LOOSE = frozenset({None, "money", "duration", "timeliness_deed"})
"""Kinds that the last words of a sentence may show by chance (提高农民收入)."""
OPEN = frozenset({ValueKind.PERCENT, ValueKind.QUALITATIVE, ValueKind.GRADE})


class NameFault(StrEnum):
    """What is wrong with a name."""

    FIGURE = "figure"
    """It carries the number that belongs in the value (126人)."""
    NATURE = "nature"
    """It carries its nature (定性)."""
    SENTENCE = "sentence"
    """It is a whole sentence."""
    SLOGAN = "slogan"
    """It is a wish that says nothing of what is measured."""


def name_faults(declaration: Declaration, context: Context) -> tuple[NameFault | None, ...]:
    """What is wrong with each indicator's name, None where nothing is."""
    names = subjects_of_names(declaration, context)
    return tuple(name_fault(row, name, context.framework) for row, name in zip(declaration.indicators, names, strict=True))


def name_fault(row: Indicator, name: Asked, framework: Framework) -> NameFault | None:
    """What is wrong with one name; a unit in brackets, a year and a long list of cost items are in order."""
    if name.figure:
        return NameFault.FIGURE
    if name.nature:
        return NameFault.NATURE
    if _is_sentence(row, name, framework):
        return NameFault.SENTENCE
    return NameFault.SLOGAN if _is_slogan(row, name, framework) else None


def _is_sentence(row: Indicator, name: Asked, framework: Framework) -> bool:
    if row.node in COSTS or len(name.bare) < 8:
        return False
    wish = name.says == "quality" and words(framework, "slogans").found(name.bare) is not None
    measured = name.says not in LOOSE and not wish
    if not measured and CLAUSE.search(name.bare):
        return True
    return len(name.bare) > (VERY_LONG if measured else LONG)


def _is_slogan(row: Indicator, name: Asked, framework: Framework) -> bool:
    """A wish under 效益: a percentage of nothing, or a phrase answered by a phrase. One that ends in a state takes a phrase."""
    if row.node not in BENEFITS or name.says is not None or row.target.kind not in OPEN or row.target.change is not None:
        return False
    if not words(framework, "slogans").found(name.bare):
        return False
    return row.target.kind is ValueKind.PERCENT or not words(framework, "states").found(name.bare)
