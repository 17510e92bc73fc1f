"""Coverage (任务与指标的对应): which of a table's indicators speak of a task, in its own words or in others."""

import re
from operator import add

from attrs import frozen

from jiheng.comparing.naming import Naming, naming
from jiheng.framework.deeds import Deeds, deeds
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.review.context import Context
from jiheng.review.facts.tasks import PromisedTask, promised_tasks

NAMED = frozenset({"project", "tasks"})
"""Fields whose tasks are only named, item by item."""
DIGITS = re.compile(r"\d[\d,.]*\s*[十百千万亿]*")


@frozen
class TaskCover:
    """A task and the positions of the indicators that speak of it, none where no indicator does."""

    task: PromisedTask
    rows: tuple[int, ...]


@frozen
class _Ground:
    """What a table's tasks are compared on: the words that tell nothing in it, and the framework's."""

    topic: frozenset[str]
    naming: Naming
    deeds: Deeds


@frozen
class _Row:
    """An indicator with its texts in one, and their pairs of characters."""

    position: int
    indicator: Indicator
    text: str
    pairs: frozenset[str]


@frozen
class _Marked:
    """A task with the pairs of characters that name its thing, other words for it, and the pairs that name for whom it is done."""

    task: PromisedTask
    pairs: frozenset[str]
    others: tuple[str, ...]
    persons: frozenset[str]

    def named(self, row: _Row) -> bool:
        """Whether a row names the thing."""
        return not self.pairs.isdisjoint(row.pairs) or any(word in row.text for word in self.others)

    def reached(self, row: _Row) -> bool:
        """Whether a row names those for whom it is done."""
        return not self.persons.isdisjoint(row.pairs)


def covered_tasks(declaration: Declaration, context: Context) -> tuple[TaskCover, ...]:
    """Every task of a table with the rows that cover it; satisfaction covers no task."""
    tasks = promised_tasks(declaration, context)
    if not tasks:
        return ()
    ground = _Ground(_pairs(declaration.project or ""), naming(context.framework), deeds(context.framework))
    rows = [
        _Row(position, row, text, _pairs(text))
        for position, row in enumerate(declaration.indicators)
        if not (row.node or "").startswith("satisfaction") and (text := _text(row))
    ]
    marked = [_marked(task, tasks, ground) for task in tasks]
    return tuple(TaskCover(one.task, tuple([row.position for row in rows if _covers(row, one, marked, ground)])) for one in marked)


def goal_speaks_of_rows(declaration: Declaration, context: Context) -> bool:
    """Whether the goal names the thing of an output in its own words, so that goal and rows speak one language."""
    names, goal = naming(context.framework), declaration.goal or ""
    topic = _pairs(declaration.project or "")
    outputs = (row for row in declaration.indicators if (row.node or "").startswith("output"))
    return any(pair in goal for row in outputs for pair in _pairs(names.counted(row.name).thing) - names.generic_bigrams - topic)


def _text(row: Indicator) -> str:
    return " ".join(part for part in (row.name, row.explanation, row.remark, row.scoring, row.target.text) if part)


def _has_thing(row: Indicator, ground: _Ground) -> bool:
    """Whether a row's name speaks of a thing of its own, beside deed and measure (课桌椅购置数量, but not 设备采购数量)."""
    thing = ground.deeds.found.sub("", ground.naming.counted(row.name).thing)
    return len(ground.naming.generic.sub("", thing)) > 1


def _covers(row: _Row, one: _Marked, marked: list[_Marked], ground: _Ground) -> bool:
    """Whether a row names the task's thing or figure, or shows its deed and speaks of no other thing.

    A task with a figure is not covered by the deed done to another thing with another figure (采购课桌椅550套 for 采购记录仪20台).
    """
    if one.named(row) or one.reached(row):
        return True
    task = one.task
    if task.figure and (digits := DIGITS.search(task.figure)) and digits[0].strip() + task.figure[digits.end() :][:1] in row.text:
        return True
    if task.deed is None or not task.deed.shows.search(row.text):
        return False
    if task.deed.persons:
        return True
    if task.figure and _has_thing(row.indicator, ground):
        return False
    return not any(_apart(other.task, task) and other.named(row) for other in marked)


def _apart(one: PromisedTask, other: PromisedTask) -> bool:
    return one.field == other.field and one.thing != other.thing


def _marked(task: PromisedTask, tasks: tuple[PromisedTask, ...], ground: _Ground) -> _Marked:
    """A task with the words by which it is known; none of them is of the table's topic where that can be."""
    shared = frozenset[str]().union(*[_pairs(other.thing) for other in tasks if _apart(other, task)])
    same = ground.deeds.other_heads(task.thing) if task.figure else ground.deeds.other_words(task.thing)
    others = tuple([word for word in same if word not in task.thing and not _pairs(word) <= ground.topic])
    return _Marked(task, _telling(task, shared, ground), others, _persons(task, ground))


def _telling(task: PromisedTask, shared: frozenset[str], ground: _Ground) -> frozenset[str]:
    """The pairs of characters of a task alone, else of any trade."""
    own = _pairs(task.thing)
    apart = own - ground.naming.generic_bigrams
    if task.field in NAMED:
        return apart - shared
    return (apart - ground.topic - shared) or (apart - shared) or apart or own


def _persons(task: PromisedTask, ground: _Ground) -> frozenset[str]:
    """The pairs of characters of those who are paid, anywhere in the clause; empty for other tasks and for what is only named."""
    if task.deed is None or not task.deed.persons or task.field in NAMED:
        return frozenset()
    return _pairs(task.clause or task.text) - ground.naming.generic_bigrams


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(add, text, text[1:]))
