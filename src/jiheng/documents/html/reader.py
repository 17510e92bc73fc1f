"""Reader of web pages (网页读取): one walk over the tree; tables with spans, text around them as paragraphs."""

import re
from typing import TYPE_CHECKING

from attrs import Factory, define

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.html.encoding import MHTML, pages_of
from jiheng.documents.html.layout import Container, Table, begin_cell, begin_row, blocks_of, end_group
from jiheng.documents.html.visibility import hidden, spoken
from jiheng.documents.source import Source
from jiheng.model.repair import Repair

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

RANK = 40
MAX_PAGE = 24 * 2**20
MAX_DEPTH = 256
HEAD = re.compile(
    rb"\A[\s\xef\xbb\xbf\xff\xfe]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
CELL = re.compile(rb"<t[dh][\s>]")
BLANKS = re.compile(r"[ \t\r\n\f]+")
BREAKING = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "title",
        "tr",
        "ul",
    }
)
RAISED = {"2": "²", "3": "³"}


@define
class _Walk:
    """Where the walk is: the flow that text goes to, the tables open around it, and how many `pre` are open."""

    path: str | None
    page: Container = Factory(Container)
    flow: Container = Factory(Container)
    tables: list[Table] = Factory(list[Table])
    kept_blanks: int = 0


def recognises(source: Source) -> bool:
    """A page by its first tag, a web archive by its mail-like head, any text by a table with cells in tags near its beginning."""
    if source.archive is not None:
        return False
    head = source.content[:65536].replace(b"\0", b"")
    if HEAD.match(head) or MHTML.match(head[:8192]):
        return True
    tags = head.lower()
    table = tags.find(b"<table")
    return table >= 0 and CELL.search(tags, table) is not None


def read(source: Source) -> Document:
    """Paragraphs and tables in order; what the browser hides is left out, tables that only lay out the page are opened.

    Scripts never run and nothing is fetched. Raises DamagedDocument (lost characters, nothing on the page) and
    HostileDocument (too large, too deep, too many cells).
    """
    if len(source.content) > MAX_PAGE:
        raise refusals.TOO_LARGE.at(source.path, limit=MAX_PAGE // 2**20)
    whole = Container()
    repairs: list[Repair] = []
    for page in pages_of(source):
        repairs.extend(page.repairs)
        root = _parsed(page.text, source.path)
        if root is not None:
            _walk(root, _Walk(source.path, whole, whole))
            whole.items.append("\n")
    blocks = blocks_of(whole, source.path)
    return Document(source.path, "html", blocks, tuple(repairs))


def _parsed(text: str, path: str | None) -> "Element | None":
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None  # nothing but comments or blanks
    # libxml2 drops what is nested too deeply and only notes it
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise refusals.TOO_DEEP.at(path, part="html", limit=MAX_DEPTH)
    return root


def _walk(element: "Element", walk: _Walk) -> None:
    """One element and all below it: the parser lets no more than MAX_DEPTH stand in one another."""
    tag = element.tag
    if hidden(element, tag):
        return
    _begin(walk, element, tag)
    _say(walk, _text(element, tag))
    for child in element:
        _walk(child, walk)
        _say(walk, child.tail)
    _end(walk, tag)


def _text(element: "Element", tag: str) -> str | None:
    if tag == "input":
        return spoken(element)
    text = element.text
    return RAISED.get(text.strip(), text) if text and tag == "sup" else text


def _say(walk: _Walk, text: str | None) -> None:
    if text:
        walk.flow.items.append(text if walk.kept_blanks else " " if text.isspace() and text.isascii() else BLANKS.sub(" ", text))


def _begin(walk: _Walk, element: "Element", tag: str) -> None:
    table = walk.tables[-1] if walk.tables else None
    if tag == "table":
        opened = Table(walk.flow, presentation=element.get("role") == "presentation")
        walk.flow.items.append(opened)
        walk.tables.append(opened)
    elif table is not None and tag == "tr":
        begin_row(table)
        walk.flow = table.around
    elif table is not None and tag in {"td", "th"}:
        walk.flow = begin_cell(table, element.get("colspan"), element.get("rowspan"), walk.path)
    elif table is not None and tag == "caption":
        walk.flow = table.caption
    elif tag in BREAKING:
        walk.flow.items.append("\n")
        walk.kept_blanks += tag in {"pre", "textarea"}


def _end(walk: _Walk, tag: str) -> None:
    table = walk.tables[-1] if walk.tables else None
    if tag == "table":
        walk.flow = walk.tables.pop().around
    elif table is not None and tag in {"td", "th", "tr", "caption"}:
        walk.flow = table.around
    elif table is not None and tag in {"thead", "tbody", "tfoot"}:
        end_group(table)
    elif tag in BREAKING:
        walk.flow.items.append("\n")
        walk.kept_blanks -= tag in {"pre", "textarea"}
