"""Fingerprints (指纹): the name of a fault that stays while the fault stays, wherever its row or file moves."""

import hashlib
import re
from collections.abc import Iterator

from jiheng.model.declaration import Declaration
from jiheng.model.finding import Evidence, EvidenceItem
from jiheng.model.outcome import Fault
from jiheng.model.value import Value

FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def fingerprint(code: str, fault: Fault, declaration: Declaration, seen: dict[str, int]) -> str:
    """Hash of rule, unit, year, project (its code where there is one), row's name and the figures of the evidence.

    `seen` counts those given in this table: two alike are numbered. Language, positions and places are no part of it.
    """
    row = _row_name(fault, declaration)
    project = declaration.code or declaration.project or ""
    parts = (code, declaration.unit or "", str(declaration.year or ""), project, row, *_figures(fault.evidence))
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
    seen[digest] = number = seen.get(digest, 0) + 1
    return digest if number == 1 else f"{digest}-{number}"


def _row_name(fault: Fault, declaration: Declaration) -> str:
    """The name of the row that the fault is about, annual or mid-term; empty for the whole table."""
    head, _, rest = (fault.field or "").partition(".")
    at = rest.partition(".")[0]
    if fault.indicator is None and head == "midterm_indicators" and at.isdecimal():
        return f"{head}:{declaration.midterm_indicators[int(at)].name}"
    rows = declaration.indicators
    return rows[fault.indicator].name if fault.indicator is not None and fault.indicator < len(rows) else ""


def _figures(evidence: Evidence) -> Iterator[str]:
    for name in sorted(evidence):
        yield from _figures_of(evidence[name])


def _figures_of(item: EvidenceItem) -> Iterator[str]:
    if isinstance(item, Value):
        yield from (str(part) for part in (item.lower, item.upper, item.since, item.by) if part is not None)
        for part in item.parts:
            yield from _figures_of(part)
    elif isinstance(item, tuple):
        yield from sorted(term.figure for term in item)
    elif FIGURE.fullmatch(item):
        yield item
