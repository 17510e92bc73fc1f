"""Notice (公示正文): what a notice in prose says of the project before it tells the targets: its name, money, goal and body."""

import re
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from jiheng.framework.framework import Framework
from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.cutting.narrative import Mark

LABELS = {"project": "项目名称", "total": "年度资金总额", "goal": "年度总体目标"}
SIGNED = "实施单位"
_DAY = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_BODY_FIT = 0.6


@frozen
class Said:
    """One thing that the prose says: the form's label for it, the text, and where it stood."""

    label: str
    text: str
    mark: Mark


@frozen(eq=False)
class Phrases:
    """How notices name a project, its money and its goal."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def said(self, marks: Sequence[Mark]) -> list[Said]:
        """The first project, amount and goal that the marks name; nothing where there is no project."""
        found: dict[str, Said] = {}
        for name, pattern in self.patterns:
            for mark in marks:
                match = pattern.search(mark.text)
                if match and name not in found:
                    found[name] = Said(LABELS[name], match[1].strip(), mark)
        return list(found.values()) if "project" in found else []


def phrases(framework: Framework) -> Phrases:
    """The phrases of the framework, made once."""
    return framework.part(_phrases)


def _phrases(framework: Framework) -> Phrases:
    told = framework.sheet("cutting")["told"]
    return Phrases(tuple((name, re.compile(pattern)) for name in LABELS for pattern in told[name]))


def signed(marks: Sequence[Mark], costs: Fits) -> Said | None:
    """The body that signs the notice: its name on the line before the day."""
    for mark, after in pairwise(marks):
        if _DAY.fullmatch(after.text.strip()) and costs.cost(mark.text, Kind.BODY) <= _BODY_FIT:
            return Said(SIGNED, mark.text, mark)
    return None
