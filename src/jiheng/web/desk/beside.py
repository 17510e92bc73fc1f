"""Beside a target (上年与同类): what the same project said last year, and what sister units say for the same indicator."""

import re
from collections.abc import Iterable, Mapping

from attrs import frozen
from django.db.models import Q

from jiheng.comparing.naming import naming
from jiheng.comparing.rows import match_rows
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.models import Person

SISTERS = 3
"""How many tables of other units are shown beside a target."""
LOOKED_AT = 30
"""How many tables of a like name are looked at for them."""
YEAR = re.compile(r"20\d\d\s*年?度?")
SHORTEST = 4
"""Letters of a project's name without its year by which others are looked for; a shorter one must be the same."""


@frozen(eq=False)
class Beside:
    """What stands beside a target: what the same project said last year, and what sister units say for the same indicator."""

    last_year: str = ""
    sisters: tuple[tuple[str, str], ...] = ()


def beside(table: Table, filing: Filing, person: Person) -> Mapping[str, Beside]:
    """For each row by its key what stood there last year and what sister units say; matched by the one matcher, over tables the person sees."""
    seen = access.filings(person, "see").exclude(pk=filing.pk).exclude(handed=None).select_related("unit", "task", "handed__revision")
    like = seen.filter(_like(filing), adjusts=None, task__form=filing.task.form, task__period=filing.task.period)
    earlier = _same(like.filter(task__year=filing.task.year - 1, unit=filing.unit).order_by("-id")[:LOOKED_AT], filing)
    sisters = _same(like.filter(task=filing.task).exclude(unit=filing.unit).order_by("id")[:LOOKED_AT], filing)
    last_year = _matched(table, earlier[0]) if earlier else {}
    others = [(each.unit.name, _matched(table, each)) for each in sisters[:SISTERS]]
    found = {key: Beside(last_year.get(key, ""), tuple((unit, said[key]) for unit, said in others if key in said)) for key in table.keys}
    return {key: each for key, each in found.items() if each.last_year or each.sisters}


def _core(project: str) -> str:
    """The name of a project without the year that it bears."""
    return YEAR.sub("", project).strip()


def _like(filing: Filing) -> Q:
    core = _core(filing.project)
    named = Q(project__icontains=core) if len(core) >= SHORTEST else Q(project=filing.project)
    return named | Q(code=filing.code) if filing.code else named


def _same(found: Iterable[Filing], filing: Filing) -> list[Filing]:
    """Those of the same name but for the year, or of the same code."""
    core = _core(filing.project)
    return [each for each in found if _core(each.project) == core or (filing.code and each.code == filing.code)]


def _matched(table: Table, other: Filing) -> Mapping[str, str]:
    """The targets of another table by the keys of the rows that they belong to here."""
    if other.handed is None:
        return {}
    rows = table_of(other.handed.revision).declaration.indicators
    matching = match_rows(rows, table.declaration.indicators, naming(framework()))
    return {table.keys[pair.new]: rows[pair.old].target.text for pair in matching.pairs if rows[pair.old].target.text}
