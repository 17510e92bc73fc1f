"""Markup left (残留标记): `<p>` and its relatives, which an export left in a cell, are taken out; their breaks become line breaks.

Acts on the tags of running text only (`<p>`, `<br>`, `<span …>`, `&nbsp;`). Never on a `<` before a figure or a word: `<30人` is a bound.
"""

import re

from jiheng.documents.document import Document
from jiheng.documents.text.leftovers import without_markup
from jiheng.framework.framework import Framework
from jiheng.reading.repairs.mend import Mended, each_text

KIND = "markup-left"
TRACE = re.compile(r"</?[a-zA-Z]|&[a-zA-Z#]")


def apply(document: Document, _framework: Framework) -> Mended:
    """Take leftover tags out of every text."""
    return each_text(document, KIND, without_markup)
