"""Precedence (一错一报): one fault is reported once, by the rule that names it best, and never on a doubtful reading."""

from collections.abc import Mapping

from jiheng.model.outcome import Fault
from jiheng.review.registry import Rule
from jiheng.review.subject import Table


def doubted(fault: Fault, table: Table) -> bool:
    """Whether the fault rests on a field that was read with doubt."""
    if not table.has_doubts:
        return False
    own = fault.field is not None and table.doubted(fault.indicator, fault.field)
    rows = {*fault.rests_on, *(() if fault.indicator is None else (fault.indicator,))}
    return own or any(table.doubted(row, "target") for row in rows) or any(table.doubted(None, name) for name in fault.reads)


def yields(fault: Fault, found: Rule, others: Mapping[str, tuple[Fault, ...]]) -> bool:
    """Whether a rule that speaks before `found` has failed where this fault of it lies; `others` are the faults of the table by rule."""
    first = ((code, other) for code in found.yields_to for other in others.get(code, ()))
    return any(other.sentence in found.yields_only.get(code, (other.sentence,)) and _meets(fault, other) for code, other in first)


def _meets(fault: Fault, other: Fault) -> bool:
    rows = {*fault.rests_on, *(() if fault.indicator is None else (fault.indicator,))}
    if other.indicator is not None:
        return other.indicator in rows
    if other.rests_on or rows:
        return not rows.isdisjoint(other.rests_on)
    return not fault.reads or not other.reads or not set(fault.reads).isdisjoint(other.reads)
