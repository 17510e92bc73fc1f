"""Laying out (排版): declarations × layout → one Document that every format draws."""

from collections.abc import Sequence

from jiheng.documents.document import Block as DocumentBlock
from jiheng.documents.document import Document, Grid, Paragraph
from jiheng.documents.shape import Line
from jiheng.framework import Framework
from jiheng.framework.fields import Fields, Part, fields
from jiheng.framework.layouts import Layout
from jiheng.framework.tree import tree
from jiheng.model.declaration import Declaration, ExtraCell
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import BlankLevel
from jiheng.model.place import Place
from jiheng.writing.columns import columns_of
from jiheng.writing.drafting import GridDraft
from jiheng.writing.heads import parted, put_extras, put_rows
from jiheng.writing.indicators import Block, put_indicators
from jiheng.writing.lists import listed
from jiheng.writing.splitting import splitter
from jiheng.writing.texts import Texts

FORMAT = "form"
YEAR = "（{year}年度）"
BLANK_YEAR = "（     年度）"


def laid_out(framework: Framework, tables: Sequence[Declaration], layout: Layout) -> Document:
    """Every declaration on its form, one after the other; on a list all of them in one grid.

    Each cell that shows something of a declaration names its field (`indicators.3.target`).
    """
    if layout.listed is not None:
        return Document(None, FORMAT, listed(framework, tables, layout))
    return Document(None, FORMAT, tuple(block for table in tables for block in _form(framework, table, layout)))


def blank_form(framework: Framework, layout: Layout) -> Document:
    """The form as it is handed out to be filled: its levels and lines of money printed, its notes below."""
    table = unfilled(framework, layout)
    if layout.listed is not None:
        return Document(None, FORMAT, listed(framework, (), layout))
    notes = tuple(Paragraph(Place(), note, Line.NOTE) for note in layout.notes)
    return Document(None, FORMAT, (*_form(framework, table, layout, blank=True), *notes))


def unfilled(framework: Framework, layout: Layout) -> Declaration:
    """The declaration that an empty form says: its title, its levels without an indicator, its lines of money without an amount."""
    known = tree(framework)
    levels = tuple(
        BlankLevel(each.level1, each.level2, known.level2_node(each.level2, each.level1), each.required) for each in layout.levels
    )
    funds = Funds(sources=tuple(FundLine(label, None) for label in layout.lines))
    return Declaration(layout.kind, title=layout.title, funds=funds, blank_levels=levels)


def _form(framework: Framework, table: Declaration, layout: Layout, *, blank: bool = False) -> list[DocumentBlock]:
    known = fields(framework)
    texts = Texts(table, layout, known, blank)
    year = YEAR.format(year=table.year) if table.year is not None else BLANK_YEAR if blank else ""
    published, extras = _published(table.extra, known)
    above = [Paragraph(Place(), f"{extra.label}：{extra.text}", Line.NOTE) for extra in published]
    titles = [Paragraph(Place(), title_of(table, layout), Line.TITLE), *above]
    titles += [Paragraph(Place(), year, Line.UNDER_TITLE)] if year else []
    return [*titles, *_grids(framework, texts, extras)]


def title_of(table: Declaration, layout: Layout) -> str:
    """The table's own title on a form of its kind, else the form's."""
    return table.title if table.title and table.form is layout.kind else layout.title


def _published(extras: Sequence[ExtraCell], known: Fields) -> tuple[list[ExtraCell], tuple[ExtraCell, ...]]:
    """The day of publication, which stands over a form and not in it, and all other cells."""
    over = [extra for extra in extras if (found := known.find(extra.label, Part.NOTICE)) is not None and found.name == "notice.published"][
        :1
    ]
    return over, tuple(extra for extra in extras if extra not in over)


def _grids(framework: Framework, texts: Texts, extras: tuple[ExtraCell, ...]) -> list[Grid]:
    """The head of the form, and the indicators with what stands below them: two grids, so that pages can repeat the heads of columns."""
    layout = texts.layout
    columns = columns_of(layout, texts.table)
    in_head, below = parted(extras, texts.fields)
    label_span = layout.head[0].cells[0].span
    head = GridDraft(columns.widths)
    at = put_rows(head, layout.head, texts, 1)
    put_extras(head, in_head, label_span, at)
    body = GridDraft(columns.widths)
    ranks = {node: number for number, node in enumerate(tree(framework).official)}
    block = Block(
        texts.table, layout, columns, splitter(framework), lambda node: ranks.get(node or "", len(ranks)), layout.rows if texts.blank else 1
    )
    at = put_indicators(body, block)
    at = put_rows(body, layout.tail, texts, at)
    put_extras(body, below, 2, at)
    return [head.closed(), body.closed()]
