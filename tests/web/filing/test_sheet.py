"""The form as it is drawn: what stands under which levels, where a new row can be typed, and in which half."""

import pytest

from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.web.filing.sheet import SheetRow, sheet
from jiheng.web.filing.tables import keyed
from jiheng.writing import unfilled

LAW = load()


def blank_lines(name: str) -> list[SheetRow]:
    layout = layout_named(LAW, name)
    drawn = sheet(LAW, keyed(unfilled(LAW, layout)), layout)
    return [row for grid in drawn.grids for row in grid.rows if row.blank]


@pytest.mark.parametrize("name", ["local", "detailed", "central", "overall", "transfer"])
def test_each_blank_line_of_a_form_stands_under_its_levels(name: str) -> None:
    lines = blank_lines(name)
    assert len(lines) >= 5
    assert all(line.level1.endswith("指标") and line.level2.endswith("指标") for line in lines), [(x.level1, x.level2) for x in lines]
    assert len({(line.level1, line.level2) for line in lines}) == len(lines)


def test_a_blank_line_of_two_halves_takes_a_row_in_either() -> None:
    line = blank_lines("central")[1]
    assert (line.level1, line.level2) == ("产出指标", "质量指标")
    adds = [(cell.field, cell.adds.midterm, cell.adds.last) for cell in line.cells if cell.adds]
    assert adds == [("name", True, False), ("target", True, True), ("name", False, False), ("target", False, True)]
