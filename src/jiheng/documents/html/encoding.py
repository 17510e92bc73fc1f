"""Pages of a source (网页内容): the HTML in a file, decoded; several where a web archive (MHTML) holds several."""

import codecs
import re
from collections.abc import Iterator

from jiheng.documents.encoding import Decoded, decode
from jiheng.documents.source import Source

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
MHTML = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?mime-version:", re.IGNORECASE)
SNIFFED = {"utf-8", "gb2312", "gbk", "gb18030", "iso8859-1", "cp1252", "ascii"}
"""Declarations that decide nothing: Chinese pages carry them whatever their bytes are, and UTF-8 and GB18030 prove themselves."""


def pages_of(source: Source) -> Iterator[Decoded]:
    """Each page in the source, in order, with what was mended to decode it."""
    if not MHTML.match(source.content[:8192]):
        yield _decoded(source.content, source.path, None)
        return
    from email import message_from_bytes

    for part in message_from_bytes(source.content).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                yield _decoded(content, source.path, part.get_content_charset())


def _decoded(content: bytes, path: str | None, named: str | None) -> Decoded:
    found = DECLARED.search(content[:4096])
    name = named or (found[1].decode("ascii") if found else "")
    try:
        encoding = codecs.lookup(name).name
        if encoding not in SNIFFED:
            return Decoded(content.decode(encoding), encoding)
    except (LookupError, ValueError):
        pass  # an unknown or lying declaration: the bytes decide
    return decode(content, path)
