"""Until when target tables are published."""

from datetime import date

from jiheng import framework
from jiheng.framework.publication import published_until


def test_the_last_day_is_in_the_budget_year() -> None:
    assert published_until(framework.load(), 2024) == date(2024, 3, 31)
