"""Context (审核依据): all that a rule may know besides its subject."""

from datetime import date

from attrs import frozen

from jiheng.framework.framework import Framework
from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.model.settings import Settings


@frozen
class Context:
    """The law, the settings and the day, handed in; the review asks no clock, database or package by itself.

    `today` is None where the caller gives no date (rules that need one then say undecided). `budget` is the year's list
    of projects, empty where there is none; `library` what others set for the same indicators, None where it is not at hand.
    """

    framework: Framework
    settings: Settings = Settings()
    today: date | None = None
    budget: tuple[BudgetEntry, ...] = ()
    library: IndicatorLibrary | None = None
