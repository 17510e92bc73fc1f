"""Writing (编制): the door of the room: declarations, each on its form, as one Document, and what the forms have no cell for."""

from collections.abc import Sequence
from itertools import groupby

from jiheng.documents.document import Document
from jiheng.documents.drawing import draw
from jiheng.documents.fitting import unfit
from jiheng.framework import Framework
from jiheng.framework.layouts import Layout, layout_named
from jiheng.model.declaration import Declaration
from jiheng.writing.choosing import chosen
from jiheng.writing.contents import with_contents
from jiheng.writing.laying import FORMAT, laid_out
from jiheng.writing.leaving import left_out
from jiheng.writing.written import Drawn, Written

CSV = ".csv"
LIST = "list"


def write(framework: Framework, tables: Sequence[Declaration], form: str | None = None) -> Written:
    """Each declaration on the form called `form`, else on the one of its kind that holds the most of it, in order.

    Raises BadFramework for a form that there is not.
    """
    pairs = [(table, layout_named(framework, form) if form else chosen(framework, table)) for table in tables]
    blocks = [block for _, run in groupby(pairs, key=lambda pair: pair[1].name) for block in _laid_out(framework, list(run)).blocks]
    left = tuple(each for table, layout in pairs for each in left_out(framework, table, layout))
    return Written(Document(None, FORMAT, tuple(blocks)), left)


def _laid_out(framework: Framework, run: Sequence[tuple[Declaration, Layout]]) -> Document:
    return laid_out(framework, [table for table, _ in run], run[0][1])


def drawn(framework: Framework, tables: Sequence[Declaration], ending: str, form: str | None = None, *, contents: bool = False) -> Drawn:
    """The declarations on their forms as a file of the format that `ending` names; a list of indicators where that is `.csv`.

    With `contents` several forms in one file have a page of contents before them. Raises UnwritableDocument for an ending that
    no format has and BadFramework for a form that there is not.
    """
    separated = ending.lower() == CSV
    written = write(framework, tables, form or (LIST if separated else None))
    document = with_contents(written.document) if contents and not separated else written.document
    return Drawn(draw(document, ending), written.left_out, unfit(document, ending))


def drawn_of(written: Written, ending: str) -> Drawn:
    """What was laid out as a file of the format that `ending` names. Raises UnwritableDocument for an ending that no format has."""
    return Drawn(draw(written.document, ending), written.left_out, unfit(written.document, ending))
