"""The arrangement that every report draws: tables in the order read, each row with its findings beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding, Severity
from jiheng.model.indicator import Indicator


@frozen
class ArrangedRow:
    """One indicator with its findings; the spans say over how many rows its level cells reach, 0 where one above covers it."""

    position: int
    indicator: Indicator
    findings: tuple[Finding, ...]
    level1_span: int
    level2_span: int


@frozen
class ArrangedTable:
    """One declaration: what was found in the whole of it, and its rows."""

    position: int
    declaration: Declaration
    whole: tuple[Finding, ...]
    rows: tuple[ArrangedRow, ...]

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each severity the table has."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the table, the whole of it first."""
        return (*self.whole, *(finding for row in self.rows for finding in row.findings))


def arranged(answer: CheckAnswer, declarations: Sequence[Declaration]) -> tuple[ArrangedTable, ...]:
    """The tables of a check with their findings in place; `declarations` are those it reviewed, in their order."""
    found: dict[tuple[int, int | None], list[Finding]] = {}
    for finding in answer.findings:
        found.setdefault((finding.declaration, finding.indicator), []).append(finding)
    return tuple(_table(position, declaration, found) for position, declaration in enumerate(declarations))


def _table(position: int, declaration: Declaration, found: Mapping[tuple[int, int | None], list[Finding]]) -> ArrangedTable:
    rows = declaration.indicators
    first = [(row.level1,) for row in rows]
    second = [(row.level1, row.level2) for row in rows]
    return ArrangedTable(
        position,
        declaration,
        tuple(found.get((position, None), ())),
        tuple(
            ArrangedRow(number, row, tuple(found.get((position, number), ())), _span(first, number), _span(second, number))
            for number, row in enumerate(rows)
        ),
    )


def _span(labels: Sequence[tuple[str | None, ...]], position: int) -> int:
    """Over how many rows the label at `position` reaches; 0 where it only continues the one above."""
    if position and labels[position - 1] == labels[position]:
        return 0
    end = position
    while end < len(labels) and labels[end] == labels[position]:
        end += 1
    return end - position


def by_rule(answer: CheckAnswer) -> list[tuple[str, Severity, int]]:
    """Each rule that spoke, its gravest severity and how often, gravest first."""
    order = list(Severity)
    counted = Counter(finding.rule for finding in answer.findings)
    gravest: dict[str, Severity] = {}
    for finding in answer.findings:
        gravest[finding.rule] = min(gravest.get(finding.rule, finding.severity), finding.severity, key=order.index)
    return sorted(((code, gravest[code], number) for code, number in counted.items()), key=lambda row: (order.index(row[1]), row[0]))
