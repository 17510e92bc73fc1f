"""Grading (拟定等级): the four tests of a table, each with a grade proposed from its findings."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from jiheng.framework.opinion import GradeLimit, OfficialTest, OpinionForm
from jiheng.model.finding import Finding, Severity
from jiheng.review.registry import rule


@frozen
class GradedTest:
    """One test of one table: what was found in it and the grade that this proposes."""

    test: OfficialTest
    findings: tuple[Finding, ...]
    grade: GradeLimit


def graded(findings: Sequence[Finding], form: OpinionForm) -> tuple[GradedTest, ...]:
    """The four tests with the findings of their rules; rules that serve no test (scores, monitoring, publication) are left out."""
    found: list[GradedTest] = []
    for test in form.tests:
        own = tuple(finding for finding in findings if rule(finding.rule).test == test.name)
        found.append(GradedTest(test, own, form.grade(*counts(own))))
    return tuple(found)


def overall(tests: Sequence[GradedTest], form: OpinionForm) -> GradeLimit:
    """The grade of the whole: the lowest of the four."""
    return form.lowest(tuple(each.grade for each in tests))


def counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """How many errors, warnings and infos."""
    counted = Counter(finding.severity for finding in findings)
    return counted[Severity.ERROR], counted[Severity.WARNING], counted[Severity.INFO]
