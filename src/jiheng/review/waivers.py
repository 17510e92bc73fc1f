"""Waivers (豁免): which findings an office lets stand."""

from collections.abc import Sequence

from jiheng.model.finding import Finding
from jiheng.review.context import Context


def waive(findings: Sequence[Finding], context: Context) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that speak, and those that a waiver in force lets stand; an expired waiver silences nothing."""
    in_force = {waiver.fingerprint for waiver in context.settings.waivers if waiver.holds(context.today)}
    spoken = tuple(finding for finding in findings if finding.fingerprint not in in_force)
    return spoken, tuple(finding for finding in findings if finding.fingerprint in in_force)
