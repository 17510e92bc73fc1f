"""Declaring (成表): one form's parts, read and put together as declarations with places and mends."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import define, field, frozen

from jiheng.framework import Framework
from jiheng.framework.fields import Fields, Part, fields, money_unit
from jiheng.framework.forms import kind_of
from jiheng.model.declaration import CodedName, Declaration, ExtraCell, FormKind, Source, Task
from jiheng.model.indicator import BlankLevel
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.reading.forms.alignment import Aligner, Laid
from jiheng.reading.forms.columns import Header, flat_header, ruled_header
from jiheng.reading.forms.geometry import crosses, fills, lay_ruled
from jiheng.reading.forms.heads import Head, Reader, Said, notice_unit
from jiheng.reading.forms.heads_flat import read_flat
from jiheng.reading.forms.heads_ruled import read_ruled
from jiheng.reading.forms.indicator import Found
from jiheng.reading.forms.indicators import Block, take
from jiheng.reading.forms.looks import Looks, looks
from jiheng.reading.forms.sections import Band, Form, title_in
from jiheng.reading.money import Counter, purse
from jiheng.reading.rows import Row
from jiheng.reading.texts import coded, decimal, ticked, year_line, year_of

EXECUTED = (FormKind.SELF_EVALUATION, FormKind.MONITORING)
SHORTEST_PROJECT_CODE = 6
LONGEST_NOTICE = 400
LONGEST_YEAR_LINE = 12
LEAST_WEIGHTS = 90
"""The weights of a whole form add up to this at least: 100, or 90 beside 10 for the execution of the budget."""
_TITLE_YEAR = re.compile(r"[(（]\s*(?:19|20)\d{2}\s*年?\s*度?\s*[)）]$")
_STAMP = re.compile(r"[(（](?:盖章|公章|签章)[)）]")
_DATE = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")


@frozen(eq=False)
class Readings:
    """What forms are read with: the framework and its views."""

    framework: Framework
    fields: Fields
    looks: Looks
    published: re.Pattern[str]
    day_words: tuple[str, ...]
    """what every label of the day of publication contains"""


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


def readings(framework: Framework) -> Readings:
    """The views of a framework that reading needs, made once."""
    return framework.part(_readings)


def _readings(framework: Framework) -> Readings:
    known = fields(framework)
    published = known.named("notice.published").labels
    short, long = ("|".join(re.escape(label) for label in published if (len(label) > 2) is longer) for longer in (False, True))
    words = tuple({label[-2:] for label in published})
    return Readings(framework, known, looks(framework), _after(rf"(?:(?<![\u4e00-\u9fff])(?:{short})|{long})"), words)


def _after(labels: str) -> re.Pattern[str]:
    """A date right behind one of the labels; a long one may stand right behind the publisher's name."""
    return re.compile(rf"{labels}\s*[:：]?\s*(?={_DATE.pattern})")


def declared(tools: Readings, form: Form, *, bounded: bool) -> list[Declaration]:
    """The declarations that one form's rows make: one, or one for each project of a list; none for a form left empty.

    `bounded` tells that the source says itself where its tables end, so that none is cut off.
    """
    titles = [title for row in form.titles for text in row.texts if (title := title_in(text))]
    head = Head(unit=notice_unit([*form.notice, *form.titles, *form.head]) or notice_unit(form.around))
    for group in _by_grid(row for row in form.head if row not in form.titles and not _is_year_line(row)):
        _read_head(tools, head, group)
    year = _year(form, titles, head)
    block = Block(tools.looks, tools.fields, year)
    headers = [_header(tools.fields, band) for band in form.bands]
    for header, band in zip(headers, form.bands, strict=True):
        inside, crossing = _parted(tools, header, band.rows)
        take(block, header, _laid(tools, header, inside))
        form.tail += crossing
    for group in _by_grid(form.tail):
        _read_head(tools, head, group)
    columns = {column.name for header in headers for column in header.columns} | ({"task.name"} if head.tasks else set())
    kind = kind_of(tools.framework, titles, columns)
    title = _TITLE_YEAR.sub("", titles[-1]) if titles else None
    place = form.bands[0].header[0].base
    if headers[0].listed:
        drafts = [Draft(kind, title, year, each, found, place) for each, found in _projects(tools, headers, head, block)]
    else:
        drafts = [Draft(kind, title, year, head, block.found, place, repairs=block.repairs)]
    if not bounded and drafts:
        _cut_off(form, drafts[-1], block)
    made = [_declaration(tools, form, draft, block, last=number == len(drafts) - 1) for number, draft in enumerate(drafts)]
    return [each for each in made if _is_filled(each)]


def _by_grid(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows grouped by the grid they stand in; unruled rows and paragraphs that follow each other are one group."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and (groups[-1][-1].grid is row.grid or not (row.framed or groups[-1][-1].framed)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _read_head(tools: Readings, head: Head, rows: Sequence[Row]) -> None:
    reader = Reader(tools.fields, tools.looks)
    (read_ruled if rows[0].framed else read_flat)(reader, head, rows)


def _header(known: Fields, band: Band) -> Header:
    first = band.header[0]
    return ruled_header(known, band.header) if first.framed or (first.ruled and len(band.header) == 1) else flat_header(known, band.header)


def _parted(tools: Readings, header: Header, rows: Sequence[Row]) -> tuple[Sequence[Row], list[Row]]:
    """The rows of indicators, and those in which a cell stands across name and target and which so are none (立项依据, 说明 …)."""
    crossing = [row for row in rows if row.framed and crosses(header, row) and not any(tools.looks(text).level for text in row.texts if text)]
    return ([row for row in rows if row not in crossing] if crossing else rows), crossing


def _laid(tools: Readings, header: Header, rows: Sequence[Row]) -> list[Laid]:
    """The rows under a header laid into its columns: by geometry where the grid is ruled, else by what the cells can be."""
    out: list[Laid] = []
    for group in _by_grid(rows):
        if group[0].ruled and header.placed and header.rows[0].ruled and fills(header, group):
            out += lay_ruled(header, group)
        else:
            kept = any("" in row.texts for row in group)
            out += Aligner(header.columns, tools.looks, tools.fields, kept).lay(group)
    return out


def _year(form: Form, titles: Sequence[str], head: Head) -> int | None:
    """The budget year: of the line under the title, the title, the project's name; never of the page around the form.

    A form that names none has that of the forms before it, where their title is its own.
    """
    project = head.one("project")
    year = _year_line((*form.titles, *form.head, *form.notice)) or _first_year((*reversed(titles), project.text if project else ""))
    if year is not None:
        return year
    above = [title for row in form.around for text in row.texts if (title := title_in(text))]
    return (_year_line(form.around) or _first_year(above)) if set(above) & set(titles) else None


def _year_line(rows: Iterable[Row]) -> int | None:
    lines = (year_line(text) for row in rows for text in row.texts if text and len(text) <= LONGEST_YEAR_LINE)
    return next((year for year in lines if year is not None), None)


def _first_year(texts: Iterable[str]) -> int | None:
    return next((year for text in texts if (year := year_of(text)) is not None), None)


def _is_year_line(row: Row) -> bool:
    filled = [text for text in row.texts if text]
    return len(filled) == 1 and year_line(filled[0]) is not None


def _projects(tools: Readings, headers: Sequence[Header], head: Head, block: Block) -> list[tuple[Head, list[Found]]]:
    """The projects of a list, each with a head of its own made of the list's columns, and its indicators."""
    header = headers[0]
    out: list[tuple[Head, list[Found]]] = []
    now: dict[str, Said] = {}
    for found in block.found:
        begun = False
        for number, column in enumerate(header.columns):
            spot = next((spot for spot in found.laid.cells.get(number, ()) if spot[2]), None)
            if not column.head or spot is None:
                continue
            known = tools.fields.find(column.label, Part.HEAD, Part.MONEY)
            begun = begun or (column.name == "project" and (column.name not in now or now[column.name].text != spot[2]))
            if begun and column.name == "project":
                now = {name: said for name, said in now.items() if name in ("unit", "department", "department.code")}
            now[column.name] = Said(known, column.label, spot[0], spot[1], spot[1], spot[2], money_unit(column.label))
        if begun or not out:
            out.append((Head([], unit=head.unit), []))
        out[-1][1].append(found)
        out[-1][0].said[:] = [*now.values(), *head.said]
    return out


def _declaration(tools: Readings, form: Form, draft: Draft, block: Block, *, last: bool) -> Declaration:
    head = draft.head
    counter = Counter(head.unit)
    money = purse(head, counter, executed=draft.kind in EXECUTED)
    annual = [found for found in draft.found if not found.midterm]
    midterm = [found for found in draft.found if found.midterm]
    if midterm and not annual:
        annual, midterm = midterm, []
    _place_all(draft, head, annual, midterm)
    project, code = _project(head)
    published = _published(tools, form)
    return Declaration(
        form=draft.kind,
        title=draft.title,
        year=draft.year,
        project=project,
        code=code,
        department=_department(head),
        unit=_unit(head),
        attribute=_attribute(tools, head),
        term=_text(head, "term"),
        funds=money.funds,
        funds_midterm=money.midterm,
        execution=money.execution,
        goal=_text(head, "goal"),
        goal_midterm=_text(head, "goal_midterm"),
        goal_actual=_text(head, "goal_actual"),
        tasks=_tasks(head, counter),
        indicators=tuple(found.indicator for found in annual),
        midterm_indicators=tuple(found.indicator for found in midterm),
        total_score=_total(head, block),
        extra=_extra(head, block, published),
        blank_levels=_blank_levels(tools, block) if last else (),
        complete=draft.complete,
        source=Source(draft.place, draft.places, tuple(draft.repairs + counter.repairs), published[0] if published else None),
    )


def _place_all(draft: Draft, head: Head, annual: Sequence[Found], midterm: Sequence[Found]) -> None:
    """Write down where each field stood; the first answer of a label is the field's."""
    for said in head.said:
        name = said.field.name if said.field is not None else "extra"
        if name == "unit" and not said.text and any(_STAMP.search(text) for text in said.row.texts):
            continue
        if said.amount is not None:
            name = said.amount.name if name == "funds.total" else ""
        if name and not name.startswith(("extra", "tail", "funds.source", "block", "execution.funds")):
            at = said.row.place(said.cell or said.label_cell)
            draft.places.setdefault(name, at)
            if said.amount is not None and name in ("execution.annual", "execution.initial", "execution.funds"):
                draft.places.setdefault("funds.total", at)
    for prefix, rows in (("indicators", annual), ("midterm_indicators", midterm)):
        for number, found in enumerate(rows):
            for name, at in found.places.items():
                draft.places[f"{prefix}.{number}.{name}"] = at


def _text(head: Head, name: str) -> str | None:
    said = head.one(name)
    return said.text if said and said.text else None


def _unit(head: Head) -> str | None:
    """The unit's name without its code; beside a department's name (部门名称) it is the other."""
    held = [said.text for said in head.said if said.field is not None and said.field.name == "unit" and said.text]
    superior = _superior(head)
    text = next((each for each in held if each != superior), None) if superior else held[0] if held else None
    return coded(text).name if text else None


def _attribute(tools: Readings, head: Head) -> CodedName | None:
    text = _text(head, "attribute")
    chosen = ticked(text, tools.looks.words["ticks"], tools.looks.words["boxes"]) if text else ""
    return coded(chosen) if chosen else None


def _project(head: Head) -> tuple[str | None, str | None]:
    """The project's name without its code, and the code."""
    text = _text(head, "project")
    own = _text(head, "code")
    if text is None:
        return None, own
    apart = coded(text)
    if apart.code is None or len(apart.code) < SHORTEST_PROJECT_CODE:
        return text, own
    return apart.name, own or apart.code


def _department(head: Head) -> CodedName | None:
    text = _text(head, "department") or _superior(head)
    code = _text(head, "department.code")
    if text is None:
        return CodedName(code, None) if code else None
    apart = coded(text)
    return CodedName(apart.code or code, apart.name)


def _superior(head: Head) -> str | None:
    """The department of a form that asks for 部门名称 and for a unit beside it."""
    held = [said for said in head.said if said.field is not None and said.field.name == "unit" and said.text]
    return held[0].text if len(held) > 1 and "部门" in held[0].label and held[0].text != held[-1].text else None


def _tasks(head: Head, counter: Counter) -> tuple[Task, ...]:
    out = []
    for task in head.tasks:
        name, content, money = (task.get(f"task.{part}") for part in ("name", "content", "amount"))
        value = counter.yuan(money, f"tasks.{len(out)}.amount") if money else None
        out.append(Task(name.text if name else "", content.text if content else None, value))
    return tuple(out)


def _total(head: Head, block: Block) -> Decimal | None:
    """总分 as the form shows it: under the score's column, else under the weight's; of two figures the score stands second."""
    for name in ("score", "weight"):
        for header, laid in block.totals:
            for number, column in enumerate(header.columns):
                spot = next((spot for spot in laid.cells.get(number, ()) if spot[2]), None)
                if column.name == name and spot is not None and decimal(spot[2]) is not None:
                    return decimal(spot[2])
    said = head.one("tail.total")
    parts = said.text.split("\n") if said else [spot[2] for _, laid in block.totals for cells in laid.cells.values() for spot in cells]
    figures = [figure for part in parts if (figure := decimal(part)) is not None]
    return figures[min(1, len(figures) - 1)] if figures else None


def _published(tools: Readings, form: Form) -> tuple[str, ExtraCell] | None:
    """The day of publication that the page around the form names, ISO 8601, and the cell to keep it in."""
    for row in (*form.notice, *form.titles, *form.head, *form.around):
        if not any(word in text for text in row.texts for word in tools.day_words):
            continue
        text = " ".join(text for text in row.texts if text)
        found = tools.published.search(text) if len(text) < LONGEST_NOTICE else None
        if found:
            year, month, day = (int(part) for part in found.groups())
            date = f"{year:04}-{month:02}-{day:02}"
            return date, ExtraCell("发布时间", date, row.place(row.cells[0]))
    return None


def _extra(head: Head, block: Block, published: tuple[str, ExtraCell] | None) -> tuple[ExtraCell, ...]:
    """The cells without a field of their own, those of one grid in the order in which they stand."""
    kept = [said for said in head.said if said.text and (said.field is None or said.field.name in ("extra", "tail.note"))]
    out = [published[1]] if published else []
    for _, run in groupby(kept, key=lambda said: id(said.row.grid)):
        for said in sorted(run, key=lambda said: (said.label_cell.row, said.label_cell.column)):
            out.append(ExtraCell(said.label.strip("：: "), said.text, said.row.place(said.cell or said.label_cell)))
    out += [ExtraCell(label, spot[2], spot[0].place(spot[1])) for label, spot in block.leftovers]
    return tuple(out)


def _blank_levels(tools: Readings, block: Block) -> tuple[BlankLevel, ...]:
    out: list[BlankLevel] = []
    for levels in block.printed.values():
        first, second = levels.level1.text if levels.level1 else None, levels.level2
        if second is None or any(blank.level1 == first and blank.level2 == second.text for blank in out):
            continue
        out.append(BlankLevel(first, second.text, levels.node(tools.looks), second.required, second.place))
    return tuple(out)


def _cut_off(form: Form, draft: Draft, block: Block) -> None:
    """Find out whether the source ended inside the form, and leave out a last row that it cut in two; the mend is recorded."""
    if not form.last or form.tail or block.totals:
        return
    last = draft.found[-1] if draft.found else None
    if last is not None and not block.pending and not _has_target(block, last) and _ends_text(last):
        draft.found.pop()
        draft.complete = False
        said = " | ".join(text for text in last.laid.row.texts if text)
        draft.repairs.append(Repair(last.indicator.place, "row-cut-off", said, ""))
    weights = [found.indicator.weight for found in draft.found if found.indicator.weight is not None]
    satisfied = any((found.indicator.node or "").startswith("satisfaction") for found in draft.found)
    light = bool(weights) and sum(weights) < LEAST_WEIGHTS
    draft.complete = draft.complete and satisfied and not light and not block.pending and bool(draft.found)


def _has_target(block: Block, found: Found) -> bool:
    text = found.indicator.target.text
    return bool(text) and not block.looks(text).sign


def _ends_text(found: Found) -> bool:
    """Whether nothing stood after the row's last filled cell in the text, not even a blank one; borders that words gave say nothing."""
    return bool(found.laid.row.texts[-1]) or found.laid.row.ruled


def _is_filled(table: Declaration) -> bool:
    """Whether anything of the unit's own stands in the form."""
    if any(row.target.text for row in (*table.indicators, *table.midterm_indicators)):
        return True
    return bool(table.project and (table.goal or table.funds.total or table.indicators))
