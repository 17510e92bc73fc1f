"""Figures of the execution row under their columns by the rate printed beside them."""

from jiheng.reading.forms.execution_row import by_the_rate

COLUMNS = [f"execution.{name}" for name in ("initial", "annual", "executed", "weight", "rate", "score")]


def test_a_blank_budget_at_the_start_of_the_year() -> None:
    assert by_the_rate(COLUMNS, ("83600.40", "83600.40", "10", "100%", "10")) == (1, 2, 3, 4, 5)


def test_all_six_are_there() -> None:
    assert by_the_rate(COLUMNS, ("120", "150", "90", "10", "60%", "6")) == (0, 1, 2, 3, 4, 5)


def test_points_left_blank() -> None:
    assert by_the_rate(COLUMNS, ("120", "150", "90", "60%")) == (0, 1, 2, 4)


def test_a_rate_that_nothing_gives_is_no_proof() -> None:
    assert by_the_rate(COLUMNS, ("120", "150", "90", "10", "31%", "6")) is None


def test_without_a_rate_nothing_is_decided() -> None:
    assert by_the_rate(COLUMNS, ("120", "150", "90", "10", "6")) is None
