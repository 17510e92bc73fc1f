"""Markup (XML 部件): parts of Office packages parsed with bounds: no entity, no network, no DTD, no bottomless nesting."""

from typing import TYPE_CHECKING

from jiheng.documents import refusals

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 256
DEEP = ("excessive depth", "huge input", "xmlsaxparse", "amplification", "text node too long", "internal error")


def parse(xml: bytes, part: str, path: str | None) -> "_Element":
    """The root of one part.

    Raises HostileDocument for a DTD, for more than MAX_DEPTH levels and for texts over libxml2's limit, and
    DamagedDocument, naming the line, for XML that breaks.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").split(", line")[0]
        if any(sign in reason.lower() for sign in DEEP):
            raise refusals.TOO_DEEP.at(path, part=part, limit=MAX_DEPTH) from error
        raise refusals.BAD_MARKUP.at(path, part=part, line=error.lineno or 1, reason=reason) from error
    if b"<!DOCTYPE" in xml[:65536] and root.getroottree().docinfo.doctype:
        raise refusals.ENTITIES.at(path, part=part)
    return root
