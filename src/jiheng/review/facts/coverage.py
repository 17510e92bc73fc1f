"""Coverage (任务与指标的对应): which of a table's indicators speak of a task, in its own words or in others."""

import re

from attrs import frozen

from jiheng.comparing.naming import Naming, naming
from jiheng.framework.deeds import Deeds, deeds
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.review.context import Context
from jiheng.review.facts.tasks import PromisedTask, promised_tasks

DIGITS = re.compile(r"\d[\d,.]*\s*[十百千万亿]*")


@frozen
class TaskCover:
    """A task and the positions of the indicators that speak of it, none where no indicator does."""

    task: PromisedTask
    rows: tuple[int, ...]


@frozen
class _Ground:
    """What a table's tasks are compared on: its rows' texts and the words that tell nothing in it."""

    texts: tuple[tuple[int, str], ...]
    topic: frozenset[str]
    naming: Naming
    deeds: Deeds


def covered_tasks(declaration: Declaration, context: Context) -> tuple[TaskCover, ...]:
    """Every task of a table with the rows that cover it; satisfaction covers no task."""
    tasks = promised_tasks(declaration, context)
    rows = tuple(
        (position, _text(row)) for position, row in enumerate(declaration.indicators) if (row.node or "").split(".")[0] != "satisfaction"
    )
    ground = _Ground(rows, _pairs(declaration.project or ""), naming(context.framework), deeds(context.framework))
    return tuple(TaskCover(task, tuple(position for position, text in rows if _covers(text, task, tasks, ground))) for task in tasks)


def _text(row: Indicator) -> str:
    return " ".join(part for part in (row.name, row.explanation, row.remark, row.scoring, row.target.text) if part)


def _covers(text: str, task: PromisedTask, tasks: tuple[PromisedTask, ...], ground: _Ground) -> bool:
    others = tuple(other for other in tasks if other.field == task.field and other.thing != task.thing)
    if _names(text, task, others, ground):
        return True
    if task.figure and (digits := DIGITS.search(task.figure)) and digits[0].strip() + task.figure[digits.end() :][:1] in text:
        return True
    if task.deed is None or not ground.deeds.shown(task.deed, text):
        return False
    rivals = () if task.deed.persons else tuple(other for other in others if other.deed == task.deed)
    return not any(_names(text, rival, (task,), ground) for rival in rivals)


def _names(text: str, task: PromisedTask, others: tuple[PromisedTask, ...], ground: _Ground) -> bool:
    """Whether a text names the task's thing, in its own words or in others."""
    if any(pair in text for pair in _telling(task, others, ground)):
        return True
    return any(word in text for word in ground.deeds.other_words(task.thing) if word not in task.thing and not _of_topic(word, ground))


def _telling(task: PromisedTask, others: tuple[PromisedTask, ...], ground: _Ground) -> frozenset[str]:
    """The pairs of characters by which a task is known: those of it alone, else of any trade; for payments also who is paid."""
    own = _pairs(task.thing)
    apart = own - ground.naming.generic_bigrams
    shared = frozenset[str]().union(*(_pairs(other.thing) for other in others))
    if task.field == "project":
        return apart - shared
    told = (apart - ground.topic - shared) or (apart - shared) or apart or own
    if task.deed and task.deed.persons:
        return told | (_pairs(task.clause or task.text) - ground.naming.generic_bigrams - ground.topic - shared)
    return told


def _of_topic(word: str, ground: _Ground) -> bool:
    return _pairs(word) <= ground.topic


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(len(text) - 1))
