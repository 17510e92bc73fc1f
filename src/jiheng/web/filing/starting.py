"""Starting from another table (沿用、套用): last year's of the unit, and approved ones of the unit and its sister units, as patterns.

A pattern is a Declaration, wherever it comes from: `of_pattern` makes a new table of one, of a filing as of an indicator library.
"""

from enum import StrEnum

from attrs import evolve, frozen
from django.db.models import Q, QuerySet

from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.funds import Funds
from jiheng.model.indicator import Indicator
from jiheng.model.value import NO_VALUE
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.tables import Table, keyed
from jiheng.web.organizations.models import Body, Person

MOST = 50


class Keep(StrEnum):
    """What a new table takes over of its pattern."""

    NAMES = "names"
    """Branches, names and weights; targets and goal are left blank."""
    VALUES = "values"
    """Targets and goal, too, to be gone over."""


@frozen(eq=False)
class Offered:
    """What a new table of a unit may start from, newest first: tables of earlier years, and approved ones as patterns."""

    last: QuerySet[Filing]
    patterns: QuerySet[Filing]


def offered(person: Person, unit: Body | None, task: Task | None, words: str = "") -> Offered:
    """What the person may start from for the unit and the task; patterns by words of project or unit where some are given."""
    none = Filing.objects.none()
    if unit is None or task is None:
        return Offered(none, none)
    of_form = Q(task__form=task.form)
    own = access.filings(person, "see").filter(of_form, unit=unit, task__year__lt=task.year).exclude(revision=None)
    alike = access.filings(person, "copy").filter(of_form).exclude(handed=None)
    if words:
        alike = alike.filter(Q(project__icontains=words) | Q(unit__name__icontains=words))
    order = ("-task__year", "unit__path", "project")
    return Offered(own.select_related("task", "unit")[:MOST], alike.select_related("task", "unit").order_by(*order)[:MOST])


def of_pattern(pattern: Declaration, task: Task, unit: Body, keep: Keep) -> Table:
    """A new table of the unit on a pattern: never its project, its money, its results or its places; fresh keys for all rows."""
    values = keep is Keep.VALUES
    rows, midterm = (tuple(_row(row, values=values) for row in half) for half in (pattern.indicators, pattern.midterm_indicators))
    department = unit.department
    return keyed(
        Declaration(
            pattern.form,
            title=pattern.title,
            year=task.year,
            department=CodedName(department.code, department.name) if department is not None else None,
            unit=unit.name,
            attribute=pattern.attribute if values else None,
            term=pattern.term if values else None,
            funds=_blank(pattern.funds),
            funds_midterm=_blank(pattern.funds_midterm) if pattern.funds_midterm is not None else None,
            goal=pattern.goal if values else None,
            goal_midterm=pattern.goal_midterm if values else None,
            indicators=rows,
            midterm_indicators=midterm,
            blank_levels=pattern.blank_levels,
            level_weights=pattern.level_weights,
        )
    )


def _row(row: Indicator, *, values: bool) -> Indicator:
    kept = evolve(row, place=None, actual=None, score=None, reason=None, to_date=None, forecast=None, possibility=None)
    if values:
        return kept
    return evolve(kept, target=NO_VALUE, regions=tuple(evolve(each, target=NO_VALUE) for each in row.regions))


def _blank(funds: Funds) -> Funds:
    """The lines of the money without their amounts."""
    return Funds(sources=tuple(evolve(line, amount=None) for line in funds.sources))
