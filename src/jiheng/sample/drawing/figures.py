"""Figures (数字单元格): which cell texts a spreadsheet keeps as numbers, and the format that shows them as the text."""

import re
from datetime import date
from decimal import Decimal

from attrs import frozen

PERCENT = re.compile(r"(\d+)(?:\.(\d+))?%")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})*\.(\d+)")
PLAIN = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d+)?")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
EPOCH = date(1899, 12, 30)


@frozen
class Figure:
    """A number as a spreadsheet stores it, the format that shows it, and what kind of number it is."""

    stored: str
    shown: str
    kind: str


def figure(text: str) -> Figure | None:
    """The number behind a text; None for a text that stays a text."""
    if found := PERCENT.fullmatch(text):
        stored = format((Decimal(text[:-1]) / 100).normalize(), "f")
        return Figure(stored, "0" + ("." + "0" * len(found[2]) if found[2] else "") + "%", "percentage")
    if found := THOUSANDS.fullmatch(text):
        return Figure(text.replace(",", ""), "#,##0." + "0" * len(found[1]), "float")
    if PLAIN.fullmatch(text):
        return Figure(text, "General", "float")
    if found := DAY.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Figure(str((day - EPOCH).days), 'yyyy"年"m"月"d"日"', "date")
    return None
