"""Waiver (豁免): one finding that an office has looked at and lets stand."""

from datetime import date

from attrs import frozen


@frozen
class Waiver:
    """A finding by its fingerprint, with the reason, who decided, and the last day on which it holds (None: no end)."""

    fingerprint: str
    reason: str
    author: str
    expires: date | None = None

    def holds(self, today: date | None) -> bool:
        """Whether the waiver is in force; without a day of review it is taken to be."""
        return self.expires is None or today is None or today <= self.expires
