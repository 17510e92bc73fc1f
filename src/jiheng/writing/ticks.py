"""Ticks (勾选栏): a text taken apart into columns under one heading: 经费保障 ticked, what else it says under 原因说明."""

from collections.abc import Sequence

from attrs import frozen

TICK = "√"
BETWEEN, BEHIND = "；", "："


@frozen
class Ticks:
    """The columns of one field under one heading, in order: those to tick by label, and the one for the rest (None: there is none)."""

    labels: tuple[str, ...]
    rest: str | None = None

    def cells(self, text: str) -> dict[str, str] | None:
        """What stands in each column, by its label; None where the columns can't hold the text.

        Read again, several filled columns give their labels, and the rest behind its own; a single one gives what it says.
        """
        if not text:
            return {}
        made: dict[str, str] = {}
        left = text
        for label in self.labels:
            if left == label or left.startswith(label + BETWEEN):
                made[label] = TICK
                left = left[len(label) + len(BETWEEN) :]
        lead = f"{self.rest}{BEHIND}"
        if not left:
            return made
        if self.rest is None or (made and not left.startswith(lead)):
            return None if self.rest is None else {self.rest: text}
        return {**made, self.rest: left.removeprefix(lead) if made else left}


def ticks_of(field: str, columns: Sequence[tuple[str, str, bool]]) -> Ticks | None:
    """The ticks of a field among columns, given as field, label and whether it is ticked; None where none of them is."""
    own = [(label, tick) for name, label, tick in columns if name == field]
    labels = tuple(label for label, tick in own if tick)
    return Ticks(labels, next((label for label, tick in own if not tick), None)) if labels else None
