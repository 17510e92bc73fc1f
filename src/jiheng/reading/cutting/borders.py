"""Borders (界线): the places in an unparted text where a cell may end, and how doubtful each is."""

from attrs import define, field


@define
class Borders:
    """Places with the least doubt found for each, and the places inside what may not be parted."""

    doubts: dict[int, float] = field(factory=dict)
    inside: set[int] = field(factory=set)
    valued: set[int] = field(factory=set)
    """places inside a figure with its unit, where no phrase begins"""

    def add(self, place: int, doubt: float) -> None:
        """A border, unless a surer one is known there."""
        self.doubts[place] = min(doubt, self.doubts.get(place, doubt))

    def whole(self, start: int, end: int, doubt: float) -> None:
        """Borders around something that is not parted itself."""
        self.add(start, doubt)
        self.add(end, doubt)
        self.inside.update(range(start + 1, end))
