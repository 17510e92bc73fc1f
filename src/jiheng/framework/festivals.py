"""Festivals (节日): the days from which deadlines such as 春节前 are counted."""

from collections.abc import Mapping

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen(eq=False)
class Festivals:
    """Festivals by name: month and day, fixed or by year; `following` are those that mean the next year's."""

    fixed: Mapping[str, tuple[int, int]]
    moving: Mapping[str, Mapping[int, tuple[int, int]]]
    following: frozenset[str]

    def names(self) -> tuple[str, ...]:
        """Every name, the longest first."""
        return tuple(sorted((*self.fixed, *self.moving), key=len, reverse=True))

    def day(self, name: str, year: int | None, *, named: bool) -> tuple[int | None, int, int] | None:
        """Year, month and day of a festival; None where its day is not known. `named`: the text itself names the year."""
        if name in self.fixed:
            follows = name in self.following and not named and year is not None
            return (year + 1 if follows and year is not None else year, *self.fixed[name])
        moving = self.moving[name].get(year) if year is not None else None
        return (year, *moving) if moving else None


def festivals(framework: Framework) -> Festivals:
    """The festivals of the framework."""
    return framework.part(_festivals)


def _festivals(framework: Framework) -> Festivals:
    sheet = framework.sheet("festivals")
    fixed = {name: _day(day) for name, day in sheet["fixed"].items()}
    moving = {name: {int(year): _day(day) for year, day in years.items()} for name, years in sheet["moving"].items()}
    return Festivals(fixed, moving, frozenset(sheet["next"]["names"]))


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
