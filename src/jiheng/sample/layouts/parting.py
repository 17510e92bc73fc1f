"""Parting a target (拆分指标值) into sign, figure and unit, for forms that give each a column of its own."""

import re

from attrs import frozen

from jiheng.model.indicator import Indicator

SIGNED = re.compile(r"(≥|≤|>=|<=|≧|=|不低于|大于等于|不超过|小于等于|)\s*([\d.]+)(.+)")
WORDS = {"≥": "大于等于", ">=": "大于等于", "≧": "大于等于", "≤": "小于等于", "<=": "小于等于", "=": "等于", "": "等于"}


@frozen
class Parts:
    """Sign, figure and unit of one target; a target that is no figure has all in `figure` and is qualitative."""

    sign: str
    figure: str
    unit: str
    counted: bool


def parted(row: Indicator) -> Parts:
    """The parts of a row's target; a bare figure has the sign `=`."""
    found = SIGNED.fullmatch(row.target.text)
    if row.target.kind.value == "date" or found is None:
        return Parts("", row.target.text, "", counted=False)
    return Parts(found[1] or "=", found[2], found[3], counted=True)
