"""Blanks in figures (数字中的空格): digits that recognition set apart are one figure again (`9 8 %` → `98%`, `2 0 2 4 年`).

Acts where single digits stand apart by single blanks and a sign stands before or a unit behind them, so that they can't be two cells
(`9 8` alone may be a weight and a score). Blanks between Chinese characters are the reader's own mend and not recorded.
"""

import re

from jiheng.documents.document import Document
from jiheng.framework.framework import Framework
from jiheng.reading.repairs.mend import Mended, each_text

KIND = "blanks-in-figures"
TRACE = re.compile(r" (?<=\d )[\d.,]")
_APART = re.compile(r"(?<![\d.])\d(?: [\d.,])+(?= ?[%％年月日个人元万亿次份])(?! ?[\d.])|(?<=[≥≤≧≦><＞＜=])\d(?: [\d.,])+(?![\d.])")


def apply(document: Document, _framework: Framework) -> Mended:
    """Close the gaps inside figures."""
    return each_text(document, KIND, _closed)


def _closed(text: str) -> str:
    return re.sub(r"(?<=\d) (?=[%％])", "", _APART.sub(lambda found: found[0].replace(" ", ""), text)) if _APART.search(text) else text
