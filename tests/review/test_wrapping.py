"""Lines of the terminal report."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jiheng.review.reports.wrapping import NEVER_FIRST, wrapped


def test_a_figure_is_never_broken_and_no_line_begins_with_a_comma() -> None:
    lines = wrapped("恰为其 70%，表中未说明分担比例；请写明其余部分", 12)
    assert "".join(lines).replace(" ", "") == "恰为其70%，表中未说明分担比例；请写明其余部分"
    assert any("70%" in line for line in lines)
    assert all(line[0] not in NEVER_FIRST for line in lines)


@given(st.text(alphabet="目标值 70%，。（“a1≥", max_size=60), st.integers(8, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
