"""Stale reviews are made anew: what was answered for all stays answered, and a table under review keeps the counts of its hand-in."""

import pytest
from county import County, county, filed, handed_in

from jiheng.web.filing.actions.renew import renew, stale
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import CommonAnswer, Review, RuleSetting
from jiheng.web.filing.understanding import recalled

pytestmark = pytest.mark.django_db


def ruled(severity: str) -> str:
    """A rule that finds something in the example's table, made as grave as asked for by the county."""
    answer = recalled(Review.objects.latest("pk").findings)
    code = answer.findings[0].rule
    RuleSetting.objects.update_or_create(code=code, defaults={"severity": severity})
    return code


def counts(filing: Filing) -> tuple[int, int]:
    held = Filing.objects.get(pk=filing.pk)
    return held.errors, held.warnings


def told(held: County, code: str) -> None:
    """The rule's findings are let stand for every table."""
    CommonAnswer.objects.create(rule=code, name="", waived=True, reason="已统一说明", by=held["performance"].person)


def test_what_was_answered_for_all_stays_answered() -> None:
    held = county()
    filing = filed(held)
    renew()
    code = ruled("error")
    renew()
    assert counts(filing)[0] >= 1
    told(held, code)
    RuleSetting.objects.filter(code=code).update(severity="warning")
    assert stale().filter(pk=filing.pk).exists()
    renew()
    newest = recalled(Review.objects.latest("pk").findings)
    assert code not in {finding.rule for finding in newest.findings}
    assert code in {finding.rule for finding in newest.waived}
    assert counts(filing)[0] == sum(finding.severity.value == "error" for finding in newest.findings)


def test_a_table_under_review_keeps_the_counts_of_its_hand_in() -> None:
    held = county()
    filing = handed_in(held)
    renew()
    before = counts(filing)
    ruled("error")
    assert renew() == 1
    assert counts(filing) == before
