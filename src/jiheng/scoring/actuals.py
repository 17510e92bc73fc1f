"""Actuals put into tables (实际完成值填入): each line of a list to the table and the row it speaks of; what fits nowhere is said."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from jiheng.comparing.likeness import SAME, alike, profile
from jiheng.comparing.naming import Naming, naming
from jiheng.comparing.rows import match_rows
from jiheng.framework.fields import SCALES
from jiheng.framework.framework import Framework
from jiheng.model.actual import ActualLine, Unmatched
from jiheng.model.declaration import Declaration
from jiheng.model.funds import Execution
from jiheng.model.indicator import Indicator
from jiheng.values import read_value

LEAST = 650
"""So far must the names of two projects agree, in thousandths, to be one."""
WHY = {
    "zh": {
        "project": "没有名为“{project}”的目标表；请核对项目名称",
        "several": "名为“{project}”的目标表有几张，分不清是哪一张；请补填项目代码",
        "ambiguous": "有几张目标表，这一行没有写项目名称；请补填",
        "indicator": "“{project}”中没有对应的指标；请核对三级指标",
        "near": "“{project}”中没有对应的指标，最接近的是“{near}”；请核对三级指标",
        "money": "“{project}”的全年执行数写了不止一个（{amounts} 元），取第一个；请核对",
    },
    "en": {
        "project": "no table is called “{project}”; check the project's name",
        "several": "several tables may be “{project}”; add the project's code",
        "ambiguous": "there are several tables and this line names no project; add it",
        "indicator": "“{project}” has no such indicator; check the name",
        "near": "“{project}” has no such indicator, the nearest is “{near}”; check the name",
        "money": "“{project}” has more than one amount spent ({amounts} yuan); the first is taken; check them",
    },
}


@frozen
class Filled:
    """The tables with their actuals, and the lines that fit nowhere."""

    declarations: tuple[Declaration, ...]
    unmatched: tuple[Unmatched, ...]


def filled(declarations: Sequence[Declaration], lines: Sequence[ActualLine], framework: Framework, lang: str = "zh") -> Filled:
    """Tables with what a list says was reached and spent; an actual of the list stands in the place of the table's own.

    A line goes to the table of its code, else of its project's name, as far as a wording may change; a line without either
    to the only table. Rows are matched as between two years' tables.
    """
    names = naming(framework)
    chosen = [_table_of(line, declarations, names) for line in lines]
    unmatched: list[Unmatched] = []
    made: list[Declaration] = []
    for at, declaration in enumerate(declarations):
        own = [line for line, table in zip(lines, chosen, strict=True) if table == at]
        one, rest = _with_lines(declaration, own, names, lang) if own else (declaration, [])
        made.append(one)
        unmatched += rest
    for line, table in zip(lines, chosen, strict=True):
        if isinstance(table, str):
            why = WHY[lang][table].format(project=line.project or line.code)
            unmatched.append(Unmatched(line.project, line.indicator, why, line.place))
    return Filled(tuple(made), tuple(unmatched))


def _table_of(line: ActualLine, declarations: Sequence[Declaration], names: Naming) -> int | str:
    """The position of the table that a line speaks of, else the sentence that says why there is none."""
    by_code = [at for at, table in enumerate(declarations) if line.code and table.code == line.code]
    if len(by_code) == 1:
        return by_code[0]
    if not line.project:
        only = len(declarations) == 1 and (not line.code or declarations[0].code is None)
        return 0 if only else "project" if line.code else "ambiguous"
    likes = [(_like(line.project, table.project, names), at) for at, table in enumerate(declarations)]
    best, at = max(likes, default=(0, 0))
    if best < LEAST:
        return "project"
    return at if sum(1 for like, _ in likes if like == best) == 1 else "several"


def _like(project: str, name: str | None, names: Naming) -> int:
    if not name:
        return 0
    return SAME + 1 if project == name else alike(profile(project, names), profile(name, names))


def _with_lines(declaration: Declaration, lines: Sequence[ActualLine], names: Naming, lang: str) -> tuple[Declaration, list[Unmatched]]:
    stated = [line for line in lines if line.indicator]
    asked = [_as_row(line, declaration.year) for line in stated]
    matching = match_rows(declaration.indicators, asked, names)
    rows = list(declaration.indicators)
    for pair in matching.pairs:
        rows[pair.old] = _reported(rows[pair.old], stated[pair.new], declaration.year)
    project = declaration.project or "—"
    free = [declaration.indicators[at].name for at in matching.dropped]
    unmatched = [_unmatched(stated[at], project, free, names, lang) for at in matching.added]
    execution, doubled = _spent(declaration, lines)
    if doubled:
        amounts = "、".join(str(each) for each in doubled)
        unmatched.append(Unmatched(project, None, WHY[lang]["money"].format(project=project, amounts=amounts), lines[0].place))
    return evolve(declaration, indicators=tuple(rows), execution=execution), unmatched


def _unmatched(line: ActualLine, project: str, free: Sequence[str], names: Naming, lang: str) -> Unmatched:
    """A line that no row takes, with the nearest of the rows that no line spoke of."""
    own = profile(line.indicator or "", names)
    like, near = max(((alike(own, profile(name, names)), name) for name in free), default=(0, ""))
    why = WHY[lang]["near" if like else "indicator"].format(project=project, near=near)
    return Unmatched(line.project, line.indicator, why, line.place)


def _as_row(line: ActualLine, year: int | None) -> Indicator:
    """A line as a row to be matched: what was reached is of the kind of what was asked for."""
    return Indicator(name=line.indicator or "", level2=line.level2, target=read_value(line.actual or "", year=year))


def _reported(row: Indicator, line: ActualLine, year: int | None) -> Indicator:
    return evolve(row, actual=read_value(line.actual or "", year=year), reason=line.reason or row.reason)


def _spent(declaration: Declaration, lines: Sequence[ActualLine]) -> tuple[Execution | None, tuple[Decimal, ...]]:
    """The execution with the list's amounts, and those that disagree where there are several."""
    known = declaration.execution or Execution()
    annual = next((line.annual for line in lines if line.annual is not None), known.annual)
    budget = annual or known.initial or declaration.funds.total
    executed = tuple(dict.fromkeys(_in_yuan(line, budget) for line in lines if line.executed is not None))
    if not executed:
        return (declaration.execution if annual is known.annual else evolve(known, annual=annual)), ()
    return evolve(known, executed=executed[0], annual=annual, rate=None), executed if len(executed) > 1 else ()


def _in_yuan(line: ActualLine, budget: Decimal | None) -> Decimal:
    """An amount whose unit nothing names is in the unit, 元 or 万元, that brings it nearer to the budget."""
    amount = line.executed or Decimal(0)
    if line.supposed_unit is None or not budget or not amount:
        return amount
    bare = amount / SCALES[line.supposed_unit]
    return min((bare * SCALES[unit] for unit in ("元", "万元")), key=lambda each: max(each / budget, budget / each))
