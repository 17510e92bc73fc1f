"""Costs (代价): how ill a cell's text fits a column, and how much a column minds being left blank; the aligner seeks the least sum.

The unit is about one clear contradiction of a weak sign; 0 is a perfect fit, `NEVER` what no row would say.
"""

from collections.abc import Callable, Mapping

from jiheng.reading.forms.looks import Look

NEVER = 9.0
UNKNOWN_COLUMN = "extra"


def _level1(look: Look) -> float:
    if look.level1:
        return 0.0
    if look.level2:
        return 5.0
    return 2.0 if look.levelled else NEVER


def _level2(look: Look) -> float:
    if look.level2:
        return 0.0
    if look.level1:
        return 3.0
    return 1.0 if look.levelled else 8.0


def _side(_look: Look) -> float:
    return NEVER


def _name(look: Look) -> float:
    if look.figure or look.percent:
        return 7.0
    if look.sign or look.nothing:
        return 8.0
    if look.trait or look.level:
        return 5.0
    if look.value:
        return 3.5 if look.length <= 8 else 1.0
    if look.levelled:
        return 1.5
    return 1.0 if look.length <= 2 else 0.0


def _target(look: Look) -> float:
    if look.value:
        return 0.0
    if look.level:
        return 8.0
    if look.sign or look.direction:
        return 5.0
    if look.nature:
        return 3.0
    if look.nothing:
        return 1.0
    if look.levelled:
        return 4.0
    return 0.8 if look.length <= 6 else 1.4 if look.length <= 14 else 2.5 if look.length <= 30 else 4.0


def _actual(look: Look) -> float:
    if look.value:
        return 0.0
    if look.level:
        return 8.0
    return 3.0 if look.trait else 0.8 if look.length <= 14 else 1.5


def _sign(look: Look) -> float:
    return 0.0 if look.sign else 0.6 if look.nature or look.direction else 1.0 if look.change else NEVER


def _trait(look: Look) -> float:
    return 0.0 if look.direction or look.nature else 0.6 if look.sign else NEVER


def _measure(look: Look) -> float:
    if look.measure:
        return 0.0
    if look.figure or look.level or look.sign or look.direction:
        return 8.0
    if look.nothing:
        return 0.5
    return 2.5 if look.length <= 5 and not look.value else 6.0


def _points(look: Look) -> float:
    if look.figure:
        return 0.0 if look.length <= 5 else 2.0
    if look.nothing:
        return 0.8
    return 2.5 if look.percent else 5.0 if look.value and look.length <= 5 else NEVER


def _money(look: Look) -> float:
    if look.figure:
        return 0.0
    return 0.8 if look.nothing else 2.0 if look.value and look.length <= 14 else 8.0


def _rate(look: Look) -> float:
    return 0.0 if look.percent else 1.0 if look.figure or look.nothing else 8.0


def _words(look: Look) -> float:
    if look.level:
        return 7.0
    if look.figure or look.sign or look.direction:
        return 4.0
    if look.nothing:
        return 0.3
    return 1.0 if look.value or look.length <= 4 else 0.3


def _body(look: Look) -> float:
    if look.coded:
        return 0.0
    if look.level or look.figure or look.trait:
        return 8.0
    return 0.8 if look.length <= 20 else 3.0


def _project(look: Look) -> float:
    if look.level or look.figure or look.trait:
        return 8.0
    return 0.6 if look.length <= 40 else 2.5


def _goal(look: Look) -> float:
    if look.level or look.figure or look.trait:
        return 8.0
    return 0.0 if look.sentence or look.length > 20 else 1.5


def _region(look: Look) -> float:
    return 0.0 if look.value or look.nothing else 1.0 if look.length <= 10 else 4.0


FIT: Mapping[str, Callable[[Look], float]] = {
    "side": _side,
    "level1": _level1,
    "level2": _level2,
    "name": _name,
    "target": _target,
    "target_midterm": _target,
    "region": _region,
    "actual": _actual,
    "to_date": _actual,
    "forecast": _actual,
    "sign": _sign,
    "direction": _trait,
    "nature": _trait,
    "measure": _measure,
    "weight": _points,
    "score": _points,
    "execution.weight": _points,
    "execution.score": _points,
    "execution.rate": _rate,
    "project": _project,
    "unit": _body,
    "department": _body,
    "goal": _goal,
}
BLANK: Mapping[str, float] = {
    "side": 0.0,
    "level1": 0.1,
    "level2": 0.4,
    "name": 6.0,
    "target": 3.0,
    "target_midterm": 2.0,
    "region": 1.5,
    "actual": 1.5,
    "to_date": 1.5,
    "forecast": 1.5,
    "sign": 1.0,
    "direction": 1.0,
    "nature": 1.0,
    "measure": 1.0,
    "weight": 2.6,
    "score": 2.6,
    "reason": 0.3,
    "remark": 0.2,
    "execution.initial": 0.8,
    "execution.annual": 1.6,
    "execution.executed": 1.5,
}


def fit(name: str) -> Callable[[Look], float]:
    """How ill a text fits the column of a field."""
    if name in FIT:
        return FIT[name]
    return _money if name.startswith(("funds", "execution")) else _words


def blank(name: str, *, head: bool) -> float:
    """What it costs to leave the column of a field blank in a row; `head` for a field of the whole table in a list."""
    return 0.15 if head else BLANK.get(name, 0.5)
