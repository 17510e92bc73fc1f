"""Yearly split (分年度安排): whether a table says which part of a longer project's money or goal is this year's."""

import re

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context

NOISE = re.compile(r"[\s，。；、,.;:：（）()“”\"'!！]")
YEAR = re.compile(r"(?:19|20)\d{2}\s*年")


def yearly_split(declaration: Declaration, _context: Context) -> bool:
    """True where the whole's money or goal stands beside this year's and differs, or the texts speak of two years apart."""
    whole, year = declaration.funds_midterm, declaration.funds
    if whole is not None and whole.total is not None and year.total is not None and whole.total != year.total:
        return True
    if declaration.goal_midterm and declaration.goal and not same_text(declaration.goal_midterm, declaration.goal):
        return True
    labels = " ".join(line.label for line in (*year.sources, *(whole.sources if whole else ())))
    return any(len(set(YEAR.findall(text))) > 1 for text in (labels, declaration.goal or ""))


def same_text(first: str, second: str) -> bool:
    """Whether two texts say the same word for word, blanks and marks aside."""
    return NOISE.sub("", first) == NOISE.sub("", second)
