"""Mends (修改建议): exact replacements that rules may propose for a target's text."""

from jiheng.model.finding import Fix
from jiheng.model.indicator import Indicator

TURNED = (
    ("小于等于", "大于等于"), ("大于等于", "小于等于"), ("不超过", "不少于"), ("不高于", "不低于"), ("不低于", "不高于"), ("不少于", "不超过"),
    ("≤", "≥"), ("≥", "≤"), ("≦", "≧"), ("≧", "≦"), ("<=", ">="), (">=", "<="), ("以内", "以上"), ("以上", "以内"),
)  # fmt: skip
CLOSED = (("小于", "小于等于"), ("低于", "不高于"), ("少于", "不超过"), ("<", "≤"), ("＜", "≤"))
"""Bounds that leave their end out, and the same bounds with it."""
PLAIN_UNITS = (("个百分比", "%"), ("百分比", "%"), ("人/次", "人次"), ("户/次", "户次"))


def turned(position: int, row: Indicator) -> Fix | None:
    """The target with its bound turned round (≤31名 → ≥31名), which changes its meaning; None for a bound in other words."""
    return _replaced(position, row, TURNED, safe=False)


def closed(position: int, row: Indicator) -> Fix | None:
    """The target with the end of its bound let in (<50万元 → ≤50万元), which changes its meaning; None where it has no such sign."""
    return None if "等于" in row.target.text else _replaced(position, row, CLOSED, safe=False)


def plain_unit(position: int, row: Indicator) -> Fix | None:
    """The target with a plain word for its unit (98百分比 → 98%), which changes nothing; None where its word has no other reading."""
    return _replaced(position, row, PLAIN_UNITS, safe=True)


def _replaced(position: int, row: Indicator, pairs: tuple[tuple[str, str], ...], *, safe: bool) -> Fix | None:
    text = row.target.text
    for before, after in pairs:
        if before in text:
            return Fix(position, "target", text, text.replace(before, after, 1), safe)
    return None
