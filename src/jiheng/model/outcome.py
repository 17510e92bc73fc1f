"""Outcome (审核结果): what a rule says of one subject; never None, never an empty list with three meanings."""

from enum import StrEnum
from typing import TypeAlias

from attrs import Factory, frozen

from jiheng.model.finding import Evidence, EvidenceItem, Fix, Related, Severity
from jiheng.model.place import Place


@frozen
class Fault:
    """A fault as a rule states it, before the engine gives it place, fingerprint and sentence.

    `sentence` is the key of the rule's MESSAGE that says it. `declaration` is None where the rule's scope is one table,
    else the position of the table in the answer. `severity` may lower the rule's own, never raise it.
    `rests_on` names further rows whose targets the proof uses (positions in the same table), `reads` further fields of
    the table (`funds.total`, `goal`) that it uses. `place` is where it stood, for a cell that is no field (a level left blank).
    """

    sentence: str
    indicator: int | None = None
    field: str | None = None
    evidence: Evidence = Factory(dict[str, EvidenceItem])
    severity: Severity | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    declaration: int | None = None
    rests_on: tuple[int, ...] = ()
    reads: tuple[str, ...] = ()
    place: Place | None = None


class Verdict(StrEnum):
    """The five outcomes, as `coverage` counts them."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"
    CRASHED = "crashed"


@frozen
class Passed:
    """The rule looked and found nothing."""


@frozen
class Failed:
    """The rule found faults (at least one)."""

    faults: tuple[Fault, ...]


@frozen
class Undecided:
    """The rule lacks what it needs; `missing` says what, in English, for the log.

    `evidence` holds what it could not choose between (the candidates of an uncertain matching).
    """

    missing: str
    evidence: Evidence = Factory(dict[str, EvidenceItem])


@frozen
class NotApplicable:
    """The rule has no object in this table; `because` says why, in English."""

    because: str


@frozen
class Crashed:
    """The rule raised; the others go on and the exit code is 2."""

    error: str


Outcome: TypeAlias = Passed | Failed | Undecided | NotApplicable | Crashed


def outcome_of(faults: "list[Fault] | tuple[Fault, ...]") -> Failed | Passed:
    """Failed with the faults, or Passed where there are none."""
    return Failed(tuple(faults)) if faults else Passed()
