"""Spreads (对开页): two pages side by side on one, as a book on the glass shows them, read one after the other."""

from collections.abc import Sequence

from jiheng.documents.pdf.glyphs import Glyph
from jiheng.documents.pdf.lattice import Table

GUTTER = 16.0
"""Points of white between the tables of both pages at least."""
ABREAST = 0.5
"""The share of the lower table's height over which both stand side by side."""


def gutter(tables: Sequence[Table], glyphs: Sequence[Glyph]) -> float | None:
    """The x at which two pages meet: tables stand on both sides of it, and nothing stands between; None where there is one page."""
    if len(tables) < 2:
        return None
    reached = float("-inf")
    for table in sorted(tables, key=lambda one: one.across[0]):
        if reached > float("-inf") and table.across[0] - reached >= GUTTER:
            left = [one for one in tables if one.across[-1] <= reached]
            right = [one for one in tables if one.across[0] >= table.across[0]]
            if _are_abreast(left, right) and not any(reached < glyph.middle_x < table.across[0] for glyph in glyphs):
                return (reached + table.across[0]) / 2
        reached = max(reached, table.across[-1])
    return None


def _are_abreast(left: Sequence[Table], right: Sequence[Table]) -> bool:
    return any(
        min(one.down[-1], other.down[-1]) - max(one.down[0], other.down[0])
        >= ABREAST * min(one.down[-1] - one.down[0], other.down[-1] - other.down[0])
        for one in left
        for other in right
    )
