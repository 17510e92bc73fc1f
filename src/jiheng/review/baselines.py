"""Baselines (基线): holding a review against what was known before."""

from collections.abc import Container, Sequence

from jiheng.model.baseline import Baseline, KnownFinding, Progress
from jiheng.model.finding import Finding

VERSION = 1


def baseline_of(findings: Sequence[Finding]) -> Baseline:
    """The baseline that knows all of these findings, in order of fingerprint so that its file changes little."""
    known = (KnownFinding(finding.fingerprint, finding.rule, finding.project, finding.message) for finding in findings)
    return Baseline(VERSION, tuple(sorted(known, key=lambda finding: finding.fingerprint)))


def progress(findings: Sequence[Finding], baseline: Baseline, ran: Container[str]) -> Progress:
    """What is new, what is still there and what was fixed since the baseline.

    `ran` holds the codes of the rules that ran: a finding of a rule left out is not known to be fixed, so it is not told.
    """
    known = {finding.fingerprint for finding in baseline.findings}
    found = {finding.fingerprint for finding in findings}
    return Progress(
        tuple(finding.fingerprint for finding in findings if finding.fingerprint not in known),
        tuple(finding.fingerprint for finding in findings if finding.fingerprint in known),
        tuple(finding for finding in baseline.findings if finding.rule in ran and finding.fingerprint not in found),
    )
