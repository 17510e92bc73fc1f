"""Pruning (修剪): what a reader of the page does not see is taken out, text boxes are laid beside their paragraph."""

from typing import TYPE_CHECKING

from jiheng.documents.docx.names import COMPATIBILITY, Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

GONE = ("del", "moveFrom", "rt", "instrText", "delText", "fldData")
"""Deleted and moved text, phonetic guides, field codes."""
MARKERS = (b":del ", b":moveFrom", b"Fallback", b"txbxContent", b":rt>", b":vanish", b"showingPlcHdr", b":cellDel", b":rt ")


def prune(root: "_Element", names: Names, xml: bytes) -> None:
    """Take out of the tree what is not shown; costs nothing where the bytes hold none of its markers."""
    if not any(marker in xml for marker in MARKERS):
        return
    for element in list(root.iter(f"{{{COMPATIBILITY}}}Fallback")):
        _remove(element)
    for element in list(_hidden(root, names)):
        _remove(element)
    for element in list(root.iter(*map(names.of, GONE))):
        _remove(element)
    for box in list(root.iter(names.of("txbxContent"))):
        _lay_out(box, names)


def _hidden(root: "_Element", names: Names) -> "Iterator[_Element]":
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


def _lay_out(box: "_Element", names: Names) -> None:
    """A text box is read after the paragraph that anchors it, in the same cell or body."""
    anchor = next(box.iterancestors(names.p), None)
    if anchor is not None:
        anchor.addnext(box)


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
