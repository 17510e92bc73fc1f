"""Weights (分值): the points of each indicator and of the budget's execution, with what had to be proposed."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from attrs import evolve, frozen

from jiheng.framework.framework import Framework
from jiheng.framework.tree import tree
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration
from jiheng.model.funds import Execution
from jiheng.model.indicator import Indicator
from jiheng.scoring.policy import LeavingOut, Policy, Weighing

COST, OUTPUT, BENEFIT, SATISFACTION = "cost", "output", "benefit", "satisfaction"
ZERO = Decimal(0)


@frozen
class Note:
    """A sentence about the whole by its name, with its figures."""

    sentence: str
    figures: tuple[Decimal | int | str, ...] = ()


@frozen
class Weights:
    """The points of the rows, in the order of `indicators`, and of the execution; `notes` say what was proposed or taken.

    `contradict` is the sum of the form's own points where it is not what they should make, else None.
    """

    rows: tuple[Decimal, ...]
    execution: Decimal
    notes: tuple[Note, ...] = ()
    contradict: Decimal | None = None


def weights(declaration: Declaration, left_out: Sequence[bool], policy: Policy, framework: Framework) -> Weights:
    """The form's own points; where it gives none those of the policy, and the rest scaled where rows are left out.

    The form's points win over the policy's default: where the rows alone make all points, execution has none.
    """
    given = [None if row.weight is None or row.weight < 0 else row.weight for row in declaration.indicators]
    if not any(given):
        found = _proposed(declaration, left_out, policy, framework)
        return _rescaled(found, left_out, policy) if policy.weighing.left_out is LeavingOut.KEPT else found
    execution, notes = _execution(declaration.execution or Execution(), given, policy)
    filled = _filled(given, policy.total - execution, policy.weighing.step)
    if filled is not None:
        notes = (*notes, Note("weights_filled", (sum(1 for each in given if each is None),)))
    found = Weights(filled or tuple(each or ZERO for each in given), execution, notes)
    return _rescaled(_balanced(found, declaration, policy), left_out, policy)


def _execution(execution: Execution, given: Sequence[Decimal | None], policy: Policy) -> tuple[Decimal, tuple[Note, ...]]:
    """The points for execution: the form's where all add up with them, none where the rows alone make all, else the policy's."""
    rows, printed = sum((each or ZERO for each in given), ZERO), execution.weight
    if printed is not None and printed > 0 and rows + printed == policy.total:
        return printed, (() if printed == policy.execution else (Note("execution_by_form", (printed, policy.execution)),))
    if rows == policy.total:
        return ZERO, (Note("execution_without_points", (policy.total,)),)
    return policy.execution, ()


def _filled(given: Sequence[Decimal | None], rows: Decimal, step: Decimal) -> tuple[Decimal, ...] | None:
    """Blank points among given ones share what is left; None where none is blank or nothing is left."""
    blank, left = sum(1 for each in given if each is None), rows - sum((each or ZERO for each in given), ZERO)
    if not blank or left <= 0:
        return None
    shares = iter(shared(left, [Decimal(1)] * blank, step))
    return tuple(next(shares) if each is None else each for each in given)


def _balanced(found: Weights, declaration: Declaration, policy: Policy) -> Weights:
    """Points that do not make all: scaled where the form leaves room for another execution, else said to contradict."""
    rows = sum(found.rows, ZERO)
    due = policy.total - found.execution
    if rows == due or not rows or not declaration.complete:
        return found
    printed = declaration.execution is not None and declaration.execution.weight
    if not printed and rows < policy.total and policy.execution == found.execution and rows in _usual(policy):
        scaled = shared(due, found.rows, policy.weighing.step)
        return evolve(found, rows=scaled, notes=(*found.notes, Note("rows_scaled", (rows, due))))
    return evolve(found, contradict=rows + found.execution)


def _usual(policy: Policy) -> Iterable[Decimal]:
    """What the rows of forms make beside an execution that another policy weighs otherwise."""
    weighing = policy.weighing
    return {sum(table.values(), ZERO) for table in (weighing.with_cost, weighing.without_cost)}


def _rescaled(found: Weights, left_out: Sequence[bool], policy: Policy) -> Weights:
    """The points without those of rows that are left out: the rest, execution too, makes all points."""
    lost = sum((weight for weight, out in zip(found.rows, left_out, strict=True) if out), ZERO)
    rest = sum(found.rows, found.execution) - lost
    if not lost:
        return found
    if policy.weighing.left_out is LeavingOut.KEPT or rest <= 0:
        rows = found.rows
        return evolve(found, notes=(*found.notes, Note("left_out_lost", (lost,))), rows=rows)
    kept = [ZERO if out else weight for weight, out in zip(found.rows, left_out, strict=True)]
    *rows_scaled, execution = shared(rest + lost, [*kept, found.execution], policy.weighing.step)
    note = Note("rescaled", (sum(left_out), lost, rest, rest + lost))
    return evolve(found, rows=tuple(rows_scaled), execution=execution, notes=(*found.notes, note))


def _proposed(declaration: Declaration, left_out: Sequence[bool], policy: Policy, framework: Framework) -> Weights:
    """The policy's split: each first level's points shared evenly among its rows; a level that the form lacks leaves its to the others."""
    kept = policy.weighing.left_out is LeavingOut.KEPT
    levels = [None if out and not kept else _level(row, framework) for row, out in zip(declaration.indicators, left_out, strict=True)]
    present = {level for level in levels if level}
    if not present:
        return Weights(tuple(ZERO for _ in levels), policy.execution)
    points = _points(present, policy.weighing)
    counts = {level: levels.count(level) for level in present}
    parts = [points[level] / counts[level] if level else ZERO for level in levels]
    rows = shared(policy.total - policy.execution, parts, policy.weighing.step)
    names, made = (
        tree(framework).official,
        {level: sum((w for w, at in zip(rows, levels, strict=True) if at == level), ZERO) for level in points},
    )
    said = "、".join(f"{names[level]} {plain(made[level])}" for level in made)
    return Weights(rows, policy.execution, (Note("weights_proposed", (said, policy.execution)),))


def _level(row: Indicator, framework: Framework) -> str:
    """The first level of the official tree that a row counts under; outputs where the form does not say."""
    node = row.node or (tree(framework).level1_node(row.level1) if row.level1 else None) or OUTPUT
    level = node.split(".")[0]
    return level if level in {COST, OUTPUT, BENEFIT, SATISFACTION} else OUTPUT


def _points(present: set[str], weighing: Weighing) -> dict[str, Decimal]:
    """The points of the levels that the form has, with those of satisfaction where nobody is asked."""
    points = dict(weighing.with_cost if COST in present else weighing.without_cost)
    heir = weighing.satisfaction_to
    if SATISFACTION not in present and heir in present:
        points[heir] += points.pop(SATISFACTION, ZERO)
    return {level: points[level] for level in points if level in present}


def shared(whole: Decimal, parts: Sequence[Decimal], step: Decimal) -> tuple[Decimal, ...]:
    """A whole shared out in proportion to parts, each a number of steps, so that they make the whole exactly."""
    sum_of = sum(parts, ZERO)
    out: list[Decimal] = []
    given = passed = ZERO
    for part in parts:
        passed += part
        until = whole if passed == sum_of else (whole * passed / sum_of / step).to_integral_value(ROUND_HALF_UP) * step
        out.append(plain(until - given) if part else ZERO)
        given = until if part else given
    return tuple(out)
