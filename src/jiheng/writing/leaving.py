"""Leaving out (表式没有的栏): what a declaration says and a form has no cell for, said and never dropped in silence."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import attrs

from jiheng.framework import Framework
from jiheng.framework.fields import fields
from jiheng.framework.layouts import Layout
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value
from jiheng.writing.columns import SPLIT, ticks_in

ELSEWHERE = frozenset(
    {"form", "title", "year", "code", "extra", "blank_levels", "complete", "source", "funds", "funds_midterm", "execution"}
)
"""fields that every form shows or that say nothing of the table itself, and those looked at part by part"""
ROW_ELSEWHERE = frozenset({"node", "place", "required"})
NAMES = {
    "midterm_indicators": "中期指标",
    "indicators": "绩效指标",
    "tasks": "年度主要任务",
    "regions": "分地区指标值",
    "total_score": "总分",
    "level_weights": "各级分值",
    "execution.scored_again": "明细行得分",
}
MOST_NAMED = 3
PARTS = ("total", "fiscal", "other", "initial", "annual", "executed", "forecast", "weight", "rate", "score", "scored_again")


@attrs.frozen
class LeftOut:
    """One thing that the form has no cell for: the project, the field, and what the field is called on forms."""

    project: str | None
    field: str
    label: str
    form: str


def sentences(left: Iterable[LeftOut], lang: str) -> list[str]:
    """What was not written, a sentence for each form, in the language asked for (`zh` or `en`)."""
    forms: dict[str, list[LeftOut]] = {}
    for each in left:
        forms.setdefault(each.form, []).append(each)
    return [_sentence(form, held, lang) for form, held in forms.items()]


def _sentence(form: str, held: Sequence[LeftOut], lang: str) -> str:
    labels = list(dict.fromkeys(each.label for each in held))
    projects = list(dict.fromkeys(each.project or "—" for each in held))
    more = len(projects) - MOST_NAMED
    if lang == "en":
        tables = ", ".join(projects[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"{tables}: the form {form} has no cell for {', '.join(labels)}, which is not written; choose another with --form."
    tables = "、".join(projects[:MOST_NAMED]) + (f"等 {len(projects)} 张表" if more > 0 else "")
    return f"{tables}：表式 {form} 没有{''.join(f'“{label}”' for label in labels)}栏，应有的内容未写入；需要时用 --form 另选表式。"


def left_out(framework: Framework, table: Declaration, layout: Layout) -> tuple[LeftOut, ...]:
    """Everything that the layout has no cell for, each field once."""
    known = {entry.name: entry.labels[0] for entry in fields(framework).entries}
    names = [name for name in dict.fromkeys(_said(table)) if not _shown(name, layout)] + _unticked(table, layout)
    return tuple(LeftOut(table.project, name, _label(name, known), layout.name) for name in names)


def _label(name: str, known: dict[str, str]) -> str:
    last = name.removeprefix("indicators.").removeprefix("midterm_indicators.")
    return known.get(name) or known.get(last) or NAMES.get(last) or NAMES.get(name.partition(".")[0]) or last


def _shown(name: str, layout: Layout) -> bool:
    shown = layout.fields
    if name in shown or (name.endswith(".target") and name.replace("target", SPLIT[1]) in shown):
        return True
    if name == "midterm_indicators.level1":  # both halves stand under one first level
        return "indicators.level1" in shown and "midterm_indicators.target" in shown
    if name == "funds.total":
        return "execution.annual" in shown or "execution.initial" in shown
    if name == "level_weights":
        return "indicators.level1" in shown and layout.listed is None
    if name.startswith("funds") and name.count(".") == 1:
        return f"{name.partition('.')[0]}.sources.amount" in shown
    return name.rpartition(".")[2] == "extra" and layout.listed is None


def _unticked(table: Declaration, layout: Layout) -> list[str]:
    """Fields of rows whose text names none of the columns that the layout takes it apart into."""
    out: list[str] = []
    for name in dict.fromkeys(column.field for column in layout.columns if column.tick):
        ticks = ticks_in(layout, name)
        if ticks is not None and any(ticks.cells(getattr(row, name) or "") is None for row in table.indicators):
            out.append(f"indicators.{name}")
    return out


def _said(table: Declaration) -> Iterator[str]:
    """The fields in which the declaration says something, those of rows as `indicators.remark`."""
    for name in attrs.fields_dict(Declaration):
        value = getattr(table, name)
        if name in ("indicators", "midterm_indicators"):
            yield from (f"{name}.{each}" for row in value for each in _said_of(row))
        elif name == "tasks":
            yield from (f"tasks.{each}" for task in value for each in ("name", "content", "amount") if getattr(task, each) is not None)
        elif name in ("funds", "funds_midterm", "execution"):
            yield from (f"{name}.{part}" for part in PARTS if getattr(value, part, None) not in (None, ()))
        elif name not in ELSEWHERE and value not in (None, ()):
            yield name
    yield from ("extra" for _ in table.extra)


def _said_of(row: Indicator) -> Iterator[str]:
    for name in attrs.fields_dict(Indicator):
        value: Value | Decimal | str | tuple[object, ...] | None = getattr(row, name)
        if name in ROW_ELSEWHERE or value is None or value == () or (isinstance(value, Value) and not value.text):
            continue
        yield name
