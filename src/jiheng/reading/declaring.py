"""Declaring (成表): one form's parts, read and put together as declarations with places and mends."""

import re
from collections.abc import Sequence

from attrs import define, field

from jiheng.framework.forms import kind_of
from jiheng.model.declaration import Declaration, FormKind, Source
from jiheng.model.indicator import LevelWeight
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.model.value import ValueKind
from jiheng.reading import answers, dates
from jiheng.reading.endings import ending
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.heads import Head, Reader, Said, notice_unit
from jiheng.reading.forms.heads_flat import read_flat
from jiheng.reading.forms.heads_ruled import read_ruled
from jiheng.reading.forms.indicator import Found
from jiheng.reading.forms.indicators import Block, set_strays_aside, take
from jiheng.reading.forms.regions import with_regions
from jiheng.reading.forms.sections import Form, title_in
from jiheng.reading.laying import by_grid, header_of, laid, parted, projects, under_projects
from jiheng.reading.money import Counter, purse, with_row
from jiheng.reading.rows import Row
from jiheng.reading.views import Views

BUDGETS = ("execution.annual", "execution.initial")
UNPLACED = ("extra", "tail", "funds.source", "block")
EXECUTED = (FormKind.SELF_EVALUATION, FormKind.MONITORING)
_TITLE_YEAR = re.compile(r"[(（]\s*(?:19|20)\d{2}\s*年?\s*度?\s*[)）]$")
_STAMP = re.compile(r"[(（](?:盖章|公章|签章)[)）]")


@define(eq=False)
class Draft:
    """One declaration in the making: its head, its indicators, and what was mended."""

    kind: FormKind
    title: str | None
    year: int | None
    head: Head
    found: list[Found]
    place: Place
    places: dict[str, Place] = field(factory=dict)
    repairs: list[Repair] = field(factory=list)
    complete: bool = True


def declared(views: Views, form: Form, *, bounded: bool) -> list[Declaration]:
    """The declarations that one form's rows make: one, or one for each project of a list; none for a form left empty.

    `bounded` tells that the source says itself where its tables end, so that none is cut off.
    """
    titles = [title for row in form.titles for text in row.texts if (title := title_in(text))] or dates.headline(form)
    head = Head(unit=notice_unit([*form.notice, *form.titles, *form.head]) or notice_unit(form.around))
    _read_head(views, head, [row for row in form.head if row not in form.titles and not dates.is_year_line(row)])
    block = Block(views.looks, views.fields, dates.budget_year(form, titles, head))
    headers: list[Header] = []
    for band in form.bands:
        header = header_of(views, band)
        columns, rows = with_regions(views.looks, header, band.rows)
        inside, crossing = parted(views, columns, rows)
        take(block, columns, under_projects(columns, laid(views, columns, inside)))
        headers.append(columns)
        form.tail += crossing
    set_strays_aside(block)
    _read_head(views, head, form.tail)
    drafts = _drafts(views, form, titles, head, headers, block)
    if not bounded and drafts:
        last = ending(form, block, drafts[-1].found)
        drafts[-1].found, drafts[-1].complete = last.rows, last.complete
        drafts[-1].repairs += last.repairs
    made = [_declaration(views, form, draft, block, last=draft is drafts[-1]) for draft in drafts]
    return [each for each in made if _is_filled(each)]


def _read_head(views: Views, head: Head, rows: Sequence[Row]) -> None:
    reader = Reader(views.fields, views.looks)
    for group in by_grid(rows):
        (read_ruled if group[0].framed else read_flat)(reader, head, group)


def _drafts(views: Views, form: Form, titles: Sequence[str], head: Head, headers: Sequence[Header], block: Block) -> list[Draft]:
    """The form as one declaration to be, or each project of a list as one."""
    columns = {column.name for header in headers for column in header.columns} | ({"task.name"} if head.tasks else set[str]())
    kind = kind_of(views.framework, titles, columns)
    title = _TITLE_YEAR.sub("", titles[-1]) if titles else None
    place = form.bands[0].header[0].base
    if not headers[0].listed:
        return [Draft(kind, title, block.year, head, block.found, place, repairs=block.repairs)]
    listed = projects(views, headers[0], head, block.found)
    drafts = [Draft(kind, title, dates.own_year(each) or block.year, each, found, place) for each, found in listed]
    if drafts:
        drafts[0].repairs += block.repairs
    return drafts


def _declaration(views: Views, form: Form, draft: Draft, block: Block, *, last: bool) -> Declaration:
    head = draft.head
    counter = Counter(head.unit, views.looks.words["yearly"])
    executed = draft.kind in EXECUTED
    money = purse(head, counter, executed=executed)
    execution = with_row(money.execution, *block.executions[0]) if executed and block.executions else money.execution
    annual = [found for found in draft.found if not found.midterm]
    midterm = [found for found in draft.found if found.midterm]
    if midterm and not annual:
        annual, midterm = midterm, []
    _place_all(draft, head, annual, midterm, money.left)
    project, code = answers.project_of(head)
    published = dates.published(views, form)
    return Declaration(
        form=draft.kind,
        title=draft.title,
        year=draft.year,
        project=project,
        code=code,
        department=answers.department_of(head),
        unit=answers.unit_of(head) or answers.unit_above([*form.around, *form.notice, *form.titles, *form.head]),
        attribute=answers.attribute_of(views, head),
        term=answers.text_of(head, "term"),
        funds=money.funds,
        funds_midterm=money.midterm,
        execution=execution,
        goal=answers.text_of(head, "goal"),
        goal_midterm=answers.text_of(head, "goal_midterm"),
        goal_actual=answers.text_of(head, "goal_actual"),
        tasks=answers.tasks_of(head, counter),
        indicators=tuple(found.indicator for found in annual),
        midterm_indicators=tuple(found.indicator for found in midterm),
        total_score=answers.total_score(head, block),
        extra=answers.extra_of(head, block, published[1] if published else None, executed=executed),
        blank_levels=answers.blank_levels(views, block) if last else (),
        level_weights=_level_weights(annual),
        complete=draft.complete,
        source=Source(draft.place, draft.places, tuple(draft.repairs + counter.repairs), published[0] if published else None),
    )


def _level_weights(rows: Sequence[Found]) -> tuple[LevelWeight, ...]:
    """The points in the heads of first levels, each level once."""
    printed = {found.level1.text: points for found in rows if found.level1 is not None and (points := found.level1.points) is not None}
    return tuple(LevelWeight(label, points) for label, points in printed.items())


def _place_all(draft: Draft, head: Head, annual: Sequence[Found], midterm: Sequence[Found], left: Sequence[Said]) -> None:
    """Write down where each field stood; the first answer of a label is the field's. `left` are the medium term's lines of money."""
    for said in head.said:
        name = _placed_name(said)
        if any(said is line for line in left):
            name = name.replace("funds.", "funds_midterm.")
        if name:
            at = said.row.place(said.cell or said.label_cell)
            draft.places.setdefault(name, at)
            if said.amount is not None and name in BUDGETS:
                draft.places.setdefault("funds.total", at)
    for number, task in enumerate(head.tasks):
        for name, said in task.items():
            draft.places[f"tasks.{number}.{name.removeprefix('task.')}"] = said.row.place(said.cell or said.label_cell)
    for prefix, rows in (("indicators", annual), ("midterm_indicators", midterm)):
        for number, found in enumerate(rows):
            start = f"{prefix}.{number}."
            for name, at in found.places.items():
                draft.places[start + name] = at


def _placed_name(said: Said) -> str:
    """The field whose place an answer gives; blank where it has none (a blank line for a stamp asks for no unit)."""
    name = said.field.name if said.field is not None else ""
    if said.amount is not None:
        if name != "funds.total":
            return name if said.amount.name in BUDGETS and name != "funds.source" else ""
        return name if said.amount.name == "execution.funds" else said.amount.name
    if name == "unit" and not said.text and any(_STAMP.search(text) for text in said.row.texts):
        return ""
    return "" if name.startswith(UNPLACED) else name


def _is_filled(table: Declaration) -> bool:
    """Whether anything of the unit's own stands in the form; targets that only print a template (≥**人) are none.

    A programme's template names its project and its indicators, and nothing beside them.
    """
    rows = (*table.indicators, *table.midterm_indicators)
    if any(row.target.kind is not ValueKind.UNKNOWN for row in rows):
        return True
    if table.goal or table.funds.total:
        return bool(table.project or (table.goal and table.funds.total))
    return bool(table.project and any(row.target.text for row in rows))
