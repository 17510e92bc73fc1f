"""Learning a form (学习表样): what each cell of a blank form is, what she says it is, and the dated sheet that comes of it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from jiheng.doors import read_named
from jiheng.errors import NotEnough
from jiheng.framework import Framework
from jiheng.framework.fields import Field, Part, fields, spellings
from jiheng.framework.tree import bare, tree
from jiheng.guard import Limits
from jiheng.model.declaration import Declaration
from jiheng.reading.forms.columns import is_header
from jiheng.web.administering.opening import Grids
from jiheng.web.filing.filings import Filing, Source
from jiheng.web.filing.tables import table_of

LIMITS = Limits(seconds=60)
LONGEST_LABEL = 24
"""Letters of a label; what is longer is a note of the form."""
MOST_SOURCES, MOST_TABLES = 12, 300
HEAD_PARTS = (Part.HEAD, Part.MONEY, Part.BLOCK, Part.AMOUNT, Part.TASK, Part.TAIL)


@frozen
class FormCell:
    """A cell of the blank form: `kind` is `known` (its label names `field`), `unknown` (a label that none knows), `print` or `blank`."""

    name: str
    text: str
    row: int
    row_span: int
    column_span: int
    kind: str
    field: str = ""


@frozen
class Trial:
    """How the form fares with what there is: its own labels, last year's documents read again, and last year's tables."""

    labels: int
    unknown: tuple[str, ...]
    documents: int
    read_before: int
    read_after: int
    loose_before: int
    loose_after: int
    tables: int
    fit: int
    missing: tuple[tuple[str, int], ...]


def proposed(grids: Grids, law: Framework) -> list[list[FormCell]]:
    """What each cell is by the reader's own recognition, row by row."""
    rows: list[list[FormCell]] = []
    known, levels = fields(law), tree(law)
    for number, grid in enumerate(grids):
        lines: dict[int, list[tuple[str, int, int, int, int]]] = {}
        for cell in sorted(grid, key=lambda each: (each[1], each[2])):
            lines.setdefault(cell[1], []).append(cell)
        for line in lines.values():
            parts = (Part.ROW,) if is_header(known, [cell[0] for cell in line]) else (*HEAD_PARTS, Part.ROW)
            made = []
            for text, row, column, down, across in line:
                found = known.find(text, *parts) if text else None
                level = bare(text) in levels.level1 or bare(text) in levels.level2
                made.append(
                    FormCell(
                        f"{number}-{row}-{column}", text, row, down, across, _kind(text, found, level=level), found.name if found else ""
                    )
                )
            rows.append(made)
    return rows


def _kind(text: str, found: Field | None, *, level: bool) -> str:
    if not text:
        return "blank"
    if found is not None:
        return "known"
    return "print" if level or len(text) > LONGEST_LABEL or not spellings(text) or text.isdigit() else "unknown"


def sheet_text(title: str, day: date, rows: Sequence[Sequence[FormCell]], said: Mapping[str, str]) -> str:
    """The county's sheet: the labels that she says other than the program proposed. Raises NotEnough where there is none."""
    labels: dict[str, list[str]] = {}
    for cell in (cell for row in rows for cell in row if cell.text):
        chosen = said.get(cell.name, cell.field)
        if chosen and chosen != cell.field:
            labels.setdefault(chosen, []).append(spellings(cell.text)[0])
    if not labels:
        raise NotEnough(
            "本县表样：没有一格与程序认得的不同。程序已经读得懂这张表，不需要登记；如有认错的格，请在图上改选。",
            "form: no cell differs from what the program knows already; it reads this form as it is: correct a cell in the picture if one is wrong.",
        )
    lines = ["[about]", f"title = {_text(title)}", f"since = {day.year}", f"dated = {day.isoformat()}"]
    for name, some in sorted(labels.items()):
        lines += ["", "[[field]]", f"name = {_text(name)}", f"labels = [{', '.join(_text(each) for each in dict.fromkeys(some))}]"]
    return "\n".join(lines) + "\n"


def tried(grids: Grids, laws: tuple[Framework, Framework], year: int) -> Trial:
    """How the form fares under the law with its sheet (the second) beside the law without: at most a dozen documents are read again."""
    after = [cell for row in proposed(grids, laws[1]) for cell in row]
    unknown = tuple(dict.fromkeys(cell.text for cell in after if cell.kind == "unknown"))
    on_form = {cell.field for cell in after if cell.field}
    sources = list(Source.objects.filter(filing__task__year=year).order_by("-pk")[:MOST_SOURCES])
    before, now = (_again(sources, law) for law in laws)
    tables = list(Filing.objects.filter(task__year=year).exclude(revision=None).select_related("revision")[:MOST_TABLES])
    missing: Counter[str] = Counter()
    fit = 0
    for filing in tables:
        lacks = _filled(table_of(filing.revision).declaration, laws[1]) - on_form if filing.revision else set()
        missing.update(lacks)
        fit += not lacks
    known = sum(cell.kind == "known" for cell in after)
    return Trial(known, unknown, len(sources), before[0], now[0], before[1], now[1], len(tables), fit, tuple(missing.most_common(12)))


def _again(sources: Sequence[Source], law: Framework) -> tuple[int, int]:
    """How many tables the documents give under a law, and how many cells of them stay without a field."""
    tables = [table for each in sources for table in read_named(bytes(each.body), each.name, framework=law, guard=LIMITS).declarations]
    return len(tables), sum(len(table.extra) + sum(len(row.extra) for row in table.indicators) for table in tables)


def _filled(table: Declaration, law: Framework) -> set[str]:
    """The fields of the table's head and rows that say something."""
    found = {each.name for each in fields(law).entries if each.part in {Part.HEAD, Part.MONEY} and _says(table, each.name)}
    return found | {
        each.name for each in fields(law).entries if each.part is Part.ROW and any(_says(row, each.name) for row in table.indicators)
    }


def _says(held: object, path: str) -> bool:
    for name in path.split("."):
        held = getattr(held, name, None)
    return held not in (None, "", ())


def _text(said: str) -> str:
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")
