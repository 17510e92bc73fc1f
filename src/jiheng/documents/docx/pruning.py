"""Pruning (修剪): what a reader of the page does not see is taken out, text boxes are laid beside their paragraph."""

from typing import TYPE_CHECKING

from jiheng.documents.docx.names import COMPATIBILITY, Names
from jiheng.documents.markup import remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.documents.markup import Element

GONE = ("del", "moveFrom", "rt", "instrText", "delText", "fldData")
"""Deleted and moved text, phonetic guides, field codes."""
MARKS = (*GONE, "vanish", "showingPlcHdr", "cellDel", "txbxContent", "vertAlign")
RAISED = {"2": "²", "3": "³"}


def prune(root: "Element", names: Names) -> None:
    """Take out of the tree what is not shown; costs next to nothing where none of the marks stands in it."""
    _flatten(root, names)
    fallback = f"{{{COMPATIBILITY}}}Fallback"
    if next(root.iter(fallback, *map(names.of, MARKS)), None) is None:
        return
    for element in list(root.iter(fallback)):
        remove(element)
    for element in list(_hidden(root, names)):
        remove(element)
    for element in list(root.iter(*map(names.of, GONE))):
        remove(element)
    for mark in root.iter(names.of("vertAlign")):
        _raise(mark, names)
    for box in list(root.iter(names.of("txbxContent"))):
        _lay_out(box, names)


def _flatten(root: "Element", names: Names) -> None:
    """A table inside a cell is read after the outermost table that holds it, so that no table is left inside another."""
    for table in reversed(list(root.iter(names.tbl))):
        around = list(table.iterancestors(names.tbl))
        if around:
            around[-1].addnext(table)


def _hidden(root: "Element", names: Names) -> "Iterator[Element]":
    """Rows and cells whose deletion is tracked, hidden runs and the prompts of unfilled content controls."""
    containers = {names.of("trPr"): names.tr, names.of("tcPr"): names.tc}
    for mark in root.iter(names.of("del"), names.of("cellDel")):
        parent = mark.getparent()
        if parent is not None and parent.tag in containers:
            container = next(parent.iterancestors(containers[str(parent.tag)]), None)
            if container is not None:
                yield container
    for mark in root.iter(names.of("vanish")):
        run = mark.getparent()
        run = None if run is None else run.getparent()
        if run is not None and run.tag == names.of("r") and mark.get(names.val) not in {"0", "false", "off"}:
            yield run
    for mark in root.iter(names.of("showingPlcHdr")):
        control = next(mark.iterancestors(names.of("sdt")), None)
        if control is not None and mark.get(names.val) not in {"0", "false", "off"}:
            yield from control.iter(names.of("r"))


def _lay_out(box: "Element", names: Names) -> None:
    """A text box is read after the paragraph that anchors it, in the same cell or body."""
    anchor = next(box.iterancestors(names.p), None)
    if anchor is not None:
        anchor.addnext(box)


def _raise(mark: "Element", names: Names) -> None:
    """A raised 2 or 3 is the sign of a square or a cube: m² and not m2."""
    run = next(mark.iterancestors(names.of("r")), None)
    if run is not None and mark.get(names.val) == "superscript":
        for text in run.iter(names.t):
            text.text = RAISED.get(text.text or "", text.text)
