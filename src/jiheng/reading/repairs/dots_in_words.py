"""Dots in words (词中杂点): a point that recognition put between two Chinese characters is taken out (`重.点`, `验．收`).

Acts on a single point between two characters. Never on a point after a numeral that numbers (`一.目标`, `(二).`) or between the bases of
a rate (`元/人.年`), on `·` and `。`, nor on several points.
"""

import re

from jiheng.documents.document import Document
from jiheng.framework.framework import Framework
from jiheng.reading.repairs.mend import Mended, each_text

KIND = "dots-in-words"
TRACE = re.compile(
    r"[.．](?<=[\u4e00-\u9fff].)(?<![一二三四五六七八九十].)(?<!/[\u4e00-\u9fff].)(?<!/[\u4e00-\u9fff]{2}.)(?=[\u4e00-\u9fff])"
)
"""The point first, then what stands before it: a whole document is searched from point to point."""


def apply(document: Document, _framework: Framework) -> Mended:
    """Take stray points out of every text."""
    return each_text(document, KIND, lambda text: TRACE.sub("", text))
