"""A number in the goal contradicts the indicator that counts the same noun (目标数字与指标矛盾).

Finds:
    A count in the annual goal (31名护林员, 修建道路12公里) that the target of the indicator for the same noun does not hold, both brought
    to one unit (万亩 and 亩); where the goal gives a bound (不少于300人次), one that the target never meets.

Why it matters:
    Goal and indicator bind the unit to the same thing; with two figures nobody can say which one was promised.

Basis:
    The table's own figures.

Silent when:
    The nouns, their deeds or their units differ; the number is an age, a density, an income, a quota or a frequency (每名1节);
    it speaks of the stock or of an earlier year; the numbers of several parts add up to the indicator, or the indicators to the
    number; an estimate (约, 余) is within a tenth.

Known false alarms:
    A goal that counts the whole of a longer project and an indicator that counts this year's part: say so in the goal.

Wrong:
    年度总体目标 | 为全县46名乡村医生发放岗位补助
    产出指标 | 数量指标 | 乡村医生人数 | 64名

Right:
    年度总体目标 | 为全县46名乡村医生发放岗位补助
    产出指标 | 数量指标 | 乡村医生人数 | ≥46名

How to mend:
    Correct the one that is wrong; where the indicator counts a part, name the part.

Since: 0.1
"""

import re
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.comparing.naming import Counted, naming
from jiheng.framework.deeds import Deeds, deeds
from jiheng.framework.equivalences import Doubt, Equivalences, equivalences
from jiheng.framework.framework import Framework
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.bare_things import bare_thing
from jiheng.review.facts.counts import unit_in_name
from jiheng.review.facts.goal_numbers import DAYS, GoalNumber, goal_numbers
from jiheng.review.subject import Scope, Table, View
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import Interval, intersection, interval_of, point

CODE = "GOL001"
SEVERITY = Severity.ERROR
TEST = "相关性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {"contradicts": "总体目标写“{number}”，“{name}”的指标值却是 {target}；两处说的是同一件事，应一致，请更正。"},
    "en": {"contradicts": "The goal says “{number}”, but the target of “{name}” is {target}; they count the same, please correct one."},
}

SLACK = Fraction(1, 10)
LEAST = 2
SPECIAL = 3
"""A noun of so many characters (护林员) is taken for the same whatever is done; a shorter one (学生) only with the row's own deed."""
FOLLOWS = re.compile(
    r"$|[的按每参进完实接受享由共为在及和与等并全提均都将能依据落]|补助|补贴|发放|开展|培训|工资|生活|岗位|工作|数量|工程|建设|维修|改造|维护|保障|缴纳|购买|配备"
)


@frozen
class _Row:
    """An indicator that counts: its position, what it counts, the figures it allows."""

    position: int
    counted: Counted
    interval: Interval


@frozen
class _Ground:
    """What numbers and rows are compared on."""

    framework: Framework
    deeds: Deeds
    units: Equivalences


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row that holds none of the goal's numbers for its noun."""
    table = subject.declaration
    numbers = subject.fact(goal_numbers, context)
    rows = _rows(table, context)
    if not numbers or not rows:
        return NotApplicable("no count in the goal or among the indicators")
    ground = _Ground(context.framework, deeds(context.framework), equivalences(context.framework))
    pairs = _pairs(numbers, rows, ground)
    faults: list[Fault] = []
    for row in rows:
        own = [number for number, other in pairs if other is row and not _held_by_other(number, row, pairs, ground.units)]
        if own and not any(_fits(number, row, pairs, ground.units) for number in own) and not _sum_fits(own, row, ground.units):
            faults.append(_fault(own[0], row, table))
    return outcome_of(faults)


def _pairs(numbers: tuple[GoalNumber, ...], rows: list[_Row], ground: _Ground) -> list[tuple[GoalNumber, _Row]]:
    """Numbers with the rows for the same noun.

    Where the noun stands in the clause among other words, the number may count a part of it: then only a number that is more
    than the row allows counts, and only where the two are each other's only one.
    """
    like = [(number, row) for number in numbers for row in rows if _in_unit(number, row, ground.units)]
    sure = [pair for pair in like if _same_noun(*pair, ground)]
    near = [pair for pair in like if pair not in sure and _named_in_clause(*pair, ground)]
    both = [*sure, *near]
    single = [
        (number, row)
        for number, row in near
        if sum(other is number for other, _ in both) == 1
        and sum(other is row for _, other in both) == 1
        and _more(_in_unit(number, row, ground.units), row.interval)
    ]
    return [*sure, *single]


def _rows(table: Declaration, context: Context) -> list[_Row]:
    names = naming(context.framework)
    found: list[_Row] = []
    for position, row in enumerate(table.indicators):
        interval = _counting(row)
        unit = interval and (interval.unit or unit_in_name(row.name))
        if interval and unit and not (row.node or "").startswith(("satisfaction", "output.cost", "cost")):
            found.append(_Row(position, names.counted(row.name), evolve(interval, unit=unit)))
    return found


def _counting(row: Indicator) -> Interval | None:
    target = row.target
    days = target.kind is ValueKind.DURATION and target.unit == DAYS and row.node == "output.quantity"
    plain = (target.kind is ValueKind.QUANTITY or days) and not target.per and not target.change
    return interval_of(target) if plain else None


def _same_noun(number: GoalNumber, row: _Row, ground: _Ground) -> bool:
    """Whether the noun stands right at the number: 31名护林员, or 护林员31名 with no other noun before it and no other deed."""
    thing = row.counted.thing
    if len(row.counted.things) != 1 or len(thing) < LEAST:
        return False
    after, clause = number.after.removeprefix("的"), number.before + number.after
    if row.counted.telling and after.startswith(thing) and FOLLOWS.match(after[len(thing) :]):
        return len(thing) >= SPECIAL or all(deed in clause for deed in row.counted.deeds)
    tail = number.before[-len(thing) :]
    if tail != thing and sorted(tail) == sorted(thing) and all(deed in clause for deed in row.counted.deeds):
        return True
    told = bare_thing("".join((*row.counted.deeds, thing)), ground.framework)
    shown = evolve(bare_thing(number.after, ground.framework), deeds=bare_thing(clause, ground.framework).deeds)
    sides = [bare_thing(number.before, ground.framework), shown]
    return any(told.same(side) and (row.counted.telling or told.deeds & side.deeds) for side in sides)


def _named_in_clause(number: GoalNumber, row: _Row, ground: _Ground) -> bool:
    """Whether the number's clause names the row's noun in words of its own, and shows every deed of the row."""
    clause = number.before + number.after
    thing = row.counted.thing
    if len(row.counted.things) != 1 or len(thing) < LEAST or thing not in clause:
        return False
    stated = {*row.counted.deeds, *ground.deeds.found.findall(thing)}
    if not row.counted.telling and not stated:
        return False
    known = [deed for deed in ground.deeds.deeds if any(word in stated for word in deed.words)]
    other = stated - {word for deed in known for word in deed.words}
    return all(any(word in clause for word in deed.words) for deed in known) and all(word in clause for word in other)


def _more(promised: Interval | None, allowed: Interval) -> bool:
    """Whether even the least that the number promises is more than the row allows."""
    return promised is not None and None not in (promised.lower, allowed.upper) and (promised.lower or 0) > (allowed.upper or 0)


def _in_unit(number: GoalNumber, row: _Row, known: Equivalences) -> Interval | None:
    """The goal's figures in the row's unit; None where nothing sure relates the two."""
    found = converted(number.interval, row.interval.unit, (), known)
    return None if isinstance(found, Unlike) or found.doubt > Doubt.USUAL else found.interval


def _held_by_other(number: GoalNumber, row: _Row, pairs: list[tuple[GoalNumber, _Row]], known: Equivalences) -> bool:
    """Whether another row for the same noun answers for the number (补助 and 培训 of the same persons)."""
    others = [other for promised, other in pairs if promised is number and other is not row]
    return any(_meet(_in_unit(number, other, known), other.interval) for other in others)


def _fits(number: GoalNumber, row: _Row, pairs: list[tuple[GoalNumber, _Row]], known: Equivalences) -> bool:
    if _meet(_in_unit(number, row, known), row.interval):
        return True
    same = [other for promised, other in pairs if promised is number]
    parts = [other.interval.point or other.interval.lower for other in same]
    total = sum((part for part in parts if part is not None), Fraction(0))
    return len(same) > 1 and _meet(number.interval, point(total, number.unit))


def _sum_fits(numbers: list[GoalNumber], row: _Row, known: Equivalences) -> bool:
    figures = [found.lower or found.upper for number in numbers if (found := _in_unit(number, row, known))]
    return len(figures) > 1 and _meet(
        point(sum((figure or Fraction(0) for figure in figures), Fraction(0)), row.interval.unit), row.interval
    )


def _meet(promised: Interval | None, allowed: Interval) -> bool:
    if promised is None:
        return True
    bare = evolve(promised, unit=allowed.unit, per=allowed.per)
    return intersection(_loose(bare), _loose(allowed)) is not None


def _loose(interval: Interval) -> Interval:
    """An estimate with a tenth to either side."""
    if not interval.approximate:
        return interval
    lower = None if interval.lower is None else interval.lower * (1 - SLACK)
    return evolve(interval, lower=lower, upper=None if interval.upper is None else interval.upper * (1 + SLACK))


def _fault(number: GoalNumber, row: _Row, table: Declaration) -> Fault:
    indicator = table.indicators[row.position]
    figure = number.interval.lower if number.interval.lower is not None else number.interval.upper
    evidence: dict[str, EvidenceItem] = {
        "number": _shown(number, row),
        "figure": str(figure),
        "name": indicator.name,
        "target": indicator.target,
    }
    return Fault("contradicts", row.position, "target", evidence, reads=("goal",))


def _shown(number: GoalNumber, row: _Row) -> str:
    thing = row.counted.thing
    return number.text + thing if number.after.removeprefix("的").startswith(thing) else thing + number.text
