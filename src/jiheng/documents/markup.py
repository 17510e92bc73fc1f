"""Markup (XML 部件): parts of Office packages parsed with bounds: no entity, no network, no DTD, no bottomless nesting."""

from typing import TYPE_CHECKING, TypeAlias

from jiheng.documents import refusals
from jiheng.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import (
        XMLSyntaxError,
        _Element,  # pyright: ignore[reportPrivateUsage] - the stubs know the class by this name only
    )

    Element: TypeAlias = _Element

MAX_DEPTH = 256
HEAD = 1024
DEEP = ("excessive depth", "huge input", "xmlsaxparse", "amplification", "text node too long", "internal error")


def parse(xml: bytes, part: str, path: str | None) -> "Element":
    """The root of one part.

    Raises HostileDocument for a DTD, for more than MAX_DEPTH levels and for texts over libxml2's limit, and
    DamagedDocument, naming the line, for XML that breaks.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    refuse_doctype(xml, part, path)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise refused_syntax(error, part, path) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusals.ENTITIES.at(path, part=part)
    return root


def refuse_doctype(xml: bytes, part: str, path: str | None) -> None:
    """Raise HostileDocument where the part's first bytes declare a document type, before a parser reads its entities."""
    if b"<!DOCTYPE" in xml[:HEAD].replace(b"\0", b""):
        raise refusals.ENTITIES.at(path, part=part)


def refused_syntax(error: "XMLSyntaxError", part: str, path: str | None) -> UnreadableDocument:
    """The refusal for XML that libxml2 would not read: hostile by its depth or length, else damaged at a line."""
    reason = (error.msg or "").split(", line")[0]
    if any(sign in reason.lower() for sign in DEEP):
        return refusals.TOO_DEEP.at(path, part=part, limit=MAX_DEPTH)
    return refusals.BAD_MARKUP.at(path, part=part, line=error.lineno or 1, reason=reason)


def remove(element: "Element") -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
