"""Baseline (基线): what was already found and is known, so that a later review shows what is new."""

from attrs import frozen


@frozen
class KnownFinding:
    """One finding of the baseline: its fingerprint, and enough to recognise it when it is gone."""

    fingerprint: str
    rule: str
    project: str | None
    message: str


@frozen
class Baseline:
    """The findings that an office knows of (`jiheng check --update-baseline`)."""

    version: int
    findings: tuple[KnownFinding, ...] = ()


@frozen
class Progress:
    """A review held against a baseline: fingerprints that are new, those still there, and the findings that are gone."""

    new: tuple[str, ...]
    still: tuple[str, ...]
    fixed: tuple[KnownFinding, ...]
