"""Folding takes rows away and leaves every level over those that stay, as a browser lays them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.web.desk.folding import folded
from jiheng.web.filing.sheet import Sheet, SheetCell, SheetGrid, SheetRow


def cell(text: str, down: int = 1, across: int = 1) -> SheetCell:
    return SheetCell(text, down, across, "text")


def form() -> Sheet:
    """A head, two levels over three and two rows, a blank line at the end of the first."""
    rows = (
        SheetRow((cell("名称", 1, 2), cell("值"))),
        SheetRow((cell("产出", 4), cell("a"), cell("1")), key="a"),
        SheetRow((cell("b"), cell("2")), key="b"),
        SheetRow((cell("c"), cell("3")), key="c"),
        SheetRow((cell(""), cell("")), blank=True),
        SheetRow((cell("效益", 2), cell("d"), cell("4")), key="d"),
        SheetRow((cell("e"), cell("5")), key="e"),
    )
    return Sheet("表", (), (SheetGrid(("30", "40", "30"), (), rows),), ())


def drawn(sheet: Sheet) -> list[list[str]]:
    """The text at each place of the grid, spans filled in; fails where cells overlap or a place is left empty."""
    (grid,) = sheet.grids
    held: dict[tuple[int, int], str] = {}
    for number, row in enumerate(grid.rows):
        column = 0
        for each in row.cells:
            while (number, column) in held:
                column += 1
            for down in range(each.row_span):
                for right in range(each.column_span):
                    assert (number + down, column + right) not in held
                    held[number + down, column + right] = each.text
            column += each.column_span
    assert set(held) == {(row, column) for row in range(len(grid.rows)) for column in range(len(grid.widths))}
    return [[held[row, column] for column in range(len(grid.widths))] for row in range(len(grid.rows))]


def test_a_level_moves_to_the_first_row_that_stays() -> None:
    sheet, hidden = folded(form(), {"b", "e"})
    assert drawn(sheet) == [["名称", "名称", "值"], ["产出", "b", "2"], ["效益", "e", "5"]]
    assert hidden == 3


@pytest.mark.parametrize(("keep", "rows"), [(set(), 1), ({"a", "b", "c", "d", "e"}, 6)])
def test_nothing_or_all(keep: set[str], rows: int) -> None:
    assert len(drawn(folded(form(), keep)[0])) == rows


@given(st.sets(st.sampled_from("abcde")))
def test_every_place_is_filled_once_and_levels_stay_right(keep: set[str]) -> None:
    rows = drawn(folded(form(), keep)[0])[1:]
    assert [row[1] for row in rows] == sorted(keep)
    assert all(row[0] == ("产出" if row[1] in "abc" else "效益") for row in rows)
