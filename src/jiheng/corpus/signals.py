"""Signals over years (跨年信号): what the tables of a unit show together, with its evidence; a reason to look, never a verdict.

Units are taken one after another, so that memory stays flat over any number of them. What the rules of consistency find over the
tables of a unit (copied rows, targets that fall while the money rises, definitions that changed) is a signal; beside them stand
tables that are the same for years, and targets that were missed again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from attrs import field, frozen

from jiheng.comparing.naming import bare_name
from jiheng.corpus.asking import connected
from jiheng.framework import Framework
from jiheng.model.codec import from_json
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.settings import Settings
from jiheng.review import Context, review
from jiheng.review.facts.same_projects import same_project
from jiheng.scoring import policy_of, score

UNCHANGED, MISSED = "unchanged", "missed"
YEARS_UNCHANGED = 3
RULES = ("CON002", "CON004")
AT_A_TIME = 500
YEAR = re.compile(r"(?:19|20)\d\d年?度?")
ABOUT = {
    UNCHANGED: {
        "zh": "“{project}”{years} 年的目标和 {rows} 项指标值一字未改；请看是否每年重新测算。",
        "en": "“{project}”: goal and {rows} targets are word for word the same in {years}; see whether they are worked out each year.",
    },
    MISSED: {
        "zh": "“{project}”的“{name}”{years} 年都没有完成（{told}）；请看目标是否合适、措施是否落实。",
        "en": "“{project}”: “{name}” was missed in {years} ({told}); see whether the target fits and what was done.",
    },
}
UNITS = """select coalesce(unit, '') || '|' || coalesce(department, ''), content, number, json from declarations
where unit is not null qualify count(*) over (partition by unit, department) > 1 order by 1, year, content, number"""


@frozen
class Signal:
    """What the tables of a unit show: the code of a rule or the name of a signal, in what project, said in a sentence, from which tables."""

    kind: str
    unit: str | None
    project: str | None
    message: str
    tables: tuple[tuple[str, int], ...]


@frozen(eq=False)
class Filed:
    """A declaration with the content and number that it is found by."""

    content: str
    number: int
    declaration: Declaration = field(repr=False)

    @property
    def key(self) -> tuple[str, int]:
        """Where the declaration is found."""
        return self.content, self.number

    @cached_property
    def words(self) -> tuple[object, ...]:
        """What would be written anew each year, years left out."""
        told = self.declaration
        return YEAR.sub("", told.goal or ""), tuple((row.node, row.name, YEAR.sub("", row.target.text)) for row in told.indicators)


def signals(path: Path, framework: Framework, lang: str = "zh") -> Iterator[Signal]:
    """The signals of the corpus in a folder, unit by unit. Raises UnreadableCorpus."""
    with connected(path) as connection:
        asked = connection.execute(UNITS)
        lines = (line for lines in iter(lambda: asked.fetchmany(AT_A_TIME), []) for line in lines)
        for _unit, members in groupby(lines, itemgetter(0)):
            tables = [Filed(content, number, from_json(Declaration, json)) for _key, content, number, json in members]
            yield from of_unit(tables, framework, lang)


def of_unit(tables: Sequence[Filed], framework: Framework, lang: str) -> Iterator[Signal]:
    """The signals of one unit's tables."""
    yield from _of_rules(tables, framework, lang)
    for project in _projects(tables):
        yield from _unchanged(project, lang)
        yield from _missed([table for table in project if table.declaration.form is FormKind.SELF_EVALUATION], framework, lang)


def _of_rules(tables: Sequence[Filed], framework: Framework, lang: str) -> Iterator[Signal]:
    found = review([table.declaration for table in tables], Context(framework, Settings(select=RULES)), lang)
    for finding in found.findings:
        beside = dict.fromkeys((finding.declaration, *(related.declaration for related in finding.related)))
        told = tables[finding.declaration].declaration
        yield Signal(finding.rule, told.unit, told.project, finding.message, tuple(tables[position].key for position in beside))


def _projects(tables: Sequence[Filed]) -> Iterator[list[Filed]]:
    """The tables of each project of two years or more, by year; of each year and form the first."""
    left = [table for table in tables if table.declaration.year is not None and table.declaration.project]
    while left:
        first = left[0]
        same = [table for table in left if table is first or same_project(first.declaration, table.declaration)]
        left = [table for table in left if table not in same]
        for _kind, members in groupby(sorted(same, key=_form), key=_form):
            yearly = list({table.declaration.year: table for table in reversed(list(members))}.values())
            if len(yearly) > 1:
                yield sorted(yearly, key=lambda table: table.declaration.year or 0)


def _form(table: Filed) -> str:
    return table.declaration.form.value


def _unchanged(years: Sequence[Filed], lang: str) -> Iterator[Signal]:
    """Tables that are the same for three years or more, years that follow each other."""
    for _words, run in groupby(years, key=lambda table: table.words):
        same = list(run)
        if len(same) >= YEARS_UNCHANGED and same[0].declaration.indicators:
            rows = len(same[0].declaration.indicators)
            yield _signal(UNCHANGED, same, lang, rows=str(rows))


def _missed(years: Sequence[Filed], framework: Framework, lang: str) -> Iterator[Signal]:
    """Indicators of self-evaluations that were missed in two years or more."""
    by_name: dict[str, list[tuple[Filed, str]]] = {}
    for table in years:
        told = table.declaration
        for scored in score(told, policy_of(framework, None, told.year), framework, lang).indicators:
            row = told.indicators[scored.position]
            if scored.degree < 1 and row.actual is not None:
                said = f"{told.year}：{row.target.text} → {row.actual.text}"
                by_name.setdefault(bare_name(row.name), []).append((table, said))
    for name, found in by_name.items():
        if len(found) > 1:
            yield _signal(MISSED, [table for table, _said in found], lang, name=name, told="；".join(said for _table, said in found))


def _signal(kind: str, tables: Sequence[Filed], lang: str, **told: str) -> Signal:
    last = tables[-1].declaration
    years = "、".join(str(table.declaration.year) for table in tables)
    message = ABOUT[kind][lang].format(project=last.project, years=years, **told)
    return Signal(kind, last.unit, last.project, message, tuple(table.key for table in tables))
