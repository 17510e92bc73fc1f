"""Escaping (转义): texts as they may stand in XML and web pages."""

import re
from xml.sax.saxutils import escape

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""characters that no XML can hold"""


def escaped(text: str) -> str:
    """The text with the signs of markup written out; characters that XML can't hold are left away."""
    return escape(_UNWRITABLE.sub("", text), {'"': "&quot;"})
