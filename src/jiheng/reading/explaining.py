"""Explaining (说明): a document as a web page on which each cell shows what it became, and each mend what it changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve, field, frozen

from jiheng.documents.document import Cell, Document, Grid, Paragraph
from jiheng.documents.outlines import Outline
from jiheng.framework import Framework
from jiheng.framework.fields import Part, official_label
from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.model.value import Value
from jiheng.reading.outlining import ShownPage, is_outlined, left_out, outlined
from jiheng.reading.views import views
from jiheng.values.wording import money, wording

if TYPE_CHECKING:
    from jinja2 import Template

LABELS = (Part.HEAD, Part.MONEY, Part.AMOUNT, Part.BLOCK, Part.ROW, Part.TASK, Part.TAIL)
KINDS = {
    "head": ("表头", "head"),
    "money": ("资金", "money"),
    "goal": ("目标", "goal"),
    "level": ("指标分级", "levels"),
    "name": ("三级指标", "indicator"),
    "target": ("指标值", "target"),
    "score": ("分值与自评", "points and results"),
    "extra": ("随表保留", "kept beside"),
    "label": ("标签", "label"),
    "unread": ("未读", "not read"),
}
BY_END = {
    **dict.fromkeys(("level1", "level2"), "level"),
    **dict.fromkeys(("name", "node"), "name"),
    **dict.fromkeys(("target", "actual", "unit"), "target"),
    **dict.fromkeys(("weight", "score", "reason", "measures"), "score"),
}
MOST_CELLS = 20_000
"""Cells that one page shows: a browser draws no more in a second."""


@frozen
class About:
    """What is told beside a document: its name, why no table was found in it (blank where one was), and the language."""

    name: str
    reason: str = ""
    lang: str = "zh"


@frozen
class Became:
    """What a cell became: a field of a declaration by its official name, and how it was read where that differs from its text."""

    kind: str
    field: str
    label: str
    read_as: str = ""


@frozen
class Shown:
    """One cell as the page draws it: its kind for the colour, all that it became, its mends, and its anchor on the page."""

    cell: Cell
    kind: str
    became: tuple[Became, ...] = ()
    repairs: tuple[Repair, ...] = ()
    anchor: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self.cell.text


@frozen
class ShownGrid:
    """A grid, row by row; `cut` is how many of its cells are not shown."""

    place: Place
    rows: tuple[tuple[Shown, ...], ...]
    cut: int = 0


@frozen
class ShownText:
    """A paragraph, what it became, and its anchor on the page."""

    text: str
    kind: str
    became: tuple[Became, ...] = ()
    repairs: tuple[Repair, ...] = ()
    anchor: str = ""
    outlines: tuple[Outline, ...] = ()


@frozen
class Explained:
    """A document as it was understood; `reason` is why no table was found, blank where one was.

    `pages` are pictures of its pages with its cells outlined, where the format has pages, and `left_out` how many more there are;
    `anchors` lead from each mend to its cell (blank where it stands in none), `shown` from each anchor to what stands there.
    """

    name: str
    format: str
    blocks: tuple[ShownGrid | ShownText, ...]
    declarations: tuple[Declaration, ...]
    repairs: tuple[Repair, ...]
    reason: str = ""
    pages: tuple[ShownPage, ...] = ()
    left_out: int = 0
    anchors: tuple[str, ...] = ()
    shown: Mapping[str, Shown | ShownText] = field(factory=dict[str, Shown | ShownText])


def explained(document: Document, declarations: Sequence[Declaration], framework: Framework, about: About) -> Explained:
    """The document with each cell beside what it became in its declarations; nothing is read anew."""
    became: dict[tuple[object, ...], list[Became]] = {}
    repairs = tuple(dict.fromkeys(repair for table in declarations for repair in table.source.repairs)) or document.repairs
    for table in declarations:
        for name, place in _placed(table):
            became.setdefault(_key(place), []).append(_became(framework, table, name, about.lang))
    mended: dict[tuple[object, ...], list[Repair]] = {}
    for repair in repairs:
        if repair.place is not None:
            mended.setdefault(_key(repair.place), []).append(repair)
    is_label = views(framework).fields.find

    def cell_of(grid: Grid, cell: Cell) -> Shown:
        """One cell with what it became."""
        key = _key(grid.place_of(cell))
        found = tuple(became.get(key, ()))
        plain = "blank" if not cell.text.strip() else "label" if is_label(cell.text, *LABELS) else "unread"
        if found and found[0].read_as == cell.text.strip():
            found = (evolve(found[0], read_as=""), *found[1:])
        return Shown(cell, found[0].kind if found else plain, found, tuple(mended.get(key, ())), _anchor(key))

    blocks = tuple(_paragraph(block, became) if isinstance(block, Paragraph) else _grid(block, cell_of) for block in document.blocks)
    shown = {each.anchor: each for each in _each(blocks) if each.anchor}
    anchors = tuple(_anchor(_key(repair.place)) if repair.place else "" for repair in repairs)
    pages = outlined(document, _outlines(blocks))
    return Explained(
        about.name,
        document.format,
        blocks,
        tuple(declarations),
        repairs,
        about.reason,
        pages,
        left_out(document),
        tuple(anchor if anchor in shown else "" for anchor in anchors),
        shown,
    )


def _each(blocks: Iterable[ShownGrid | ShownText]) -> Iterator[Shown | ShownText]:
    """Every cell and paragraph."""
    for block in blocks:
        if isinstance(block, ShownText):
            yield block
        else:
            yield from (shown for row in block.rows for shown in row)


def _outlines(blocks: Iterable[ShownGrid | ShownText]) -> Iterator[tuple[str, tuple[Outline, ...]]]:
    """Where cells that say something stand, and paragraphs that became something."""
    for each in _each(blocks):
        if isinstance(each, Shown):
            if is_outlined(each.cell):
                yield each.anchor, each.cell.outlines
        elif each.became:
            yield each.anchor, each.outlines


def _anchor(key: tuple[object, ...]) -> str:
    """A place as a name that a page can be led to."""
    return "-".join("" if part is None else str(part) for part in key[1:]) if key[0] is None else ""


def page(documents: Iterable[Explained], unreadable: Sequence[str], lang: str) -> bytes:
    """The explained documents as one web page, UTF-8: styles inside, no script, nothing fetched; `unreadable` are sentences."""
    shown = tuple(documents)
    return _template().render(documents=shown, unreadable=unreadable, lang=lang, kinds=KINDS).encode()


def _placed(table: Declaration) -> Iterable[tuple[str, Place]]:
    yield from table.source.places.items()
    yield from ((f"extra.{number}", extra.place) for number, extra in enumerate(table.extra) if extra.place is not None)


def _key(place: Place) -> tuple[object, ...]:
    """A place without its page: a mend that joins pages moves cells to the page on which their table began."""
    return (
        (place.sheet, place.table, place.row, place.column) if place.table is not None else (place.sheet, place.row, place.line, place.page)
    )


def _became(framework: Framework, table: Declaration, field: str, lang: str) -> Became:
    end = field.rpartition(".")[2]
    half, _, rest = field.partition(".")
    if half == "extra":
        return Became("extra", field, table.extra[int(rest)].label)
    in_row = half.endswith("indicators")
    label = official_label(framework, end if in_row else field) or official_label(framework, end) or field
    money_named = half.startswith(("funds", "execution"))
    kind = BY_END.get(end, "extra") if in_row else "money" if money_named else "goal" if half.startswith(("goal", "tasks")) else "head"
    return Became(kind, field, label, _said(_value(table, field), lang))


def _value(table: Declaration, field: str) -> object:
    """What stands in the model under a field's name; None where a part of the name leads nowhere."""
    here: Any = table
    for step in field.split("."):
        if isinstance(here, tuple):
            items: tuple[Any, ...] = here  # pyright: ignore[reportUnknownVariableType] - parts of a model, of whatever kind
            here = items[int(step)] if step.isdigit() and int(step) < len(items) else None
        else:
            here = cast("Mapping[str, Any]", here).get(step) if isinstance(here, Mapping) else getattr(here, step, None)
    return here


def _said(value: object, lang: str) -> str:
    """A value in words, blank where its text says all."""
    if isinstance(value, Value):
        return wording(value, lang) if value.text else ""
    if isinstance(value, CodedName):
        return " · ".join(filter(None, (value.code, value.name)))
    if isinstance(value, Decimal):
        return money(value)
    return ""


def _paragraph(block: Paragraph, became: Mapping[tuple[object, ...], list[Became]]) -> ShownText:
    found = tuple(became.get(_key(block.place), ())) if any((block.place.row, block.place.line)) else ()
    anchor = f"p{block.place.page}-{block.place.line}" if found and block.outlines else ""
    return ShownText(block.text, found[0].kind if found else "prose", found, anchor=anchor, outlines=block.outlines)


def _grid(block: Grid, cell_of: Callable[[Grid, Cell], Shown]) -> ShownGrid:
    rows: dict[int, list[Shown]] = {}
    for cell in block.cells[:MOST_CELLS]:
        rows.setdefault(cell.row, []).append(cell_of(block, cell))
    filled = range(min(rows, default=0), max(rows, default=-1) + 1)
    return ShownGrid(block.place, tuple(tuple(rows.get(row, ())) for row in filled), max(0, len(block.cells) - MOST_CELLS))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("jiheng.reading"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    known: dict[str, Any] = {"said": _said, "money": money}
    environment.globals.update(known)
    return environment.get_template("explained.html")
