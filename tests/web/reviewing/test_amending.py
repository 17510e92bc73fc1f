"""A reviewer's change that the unit confirms is handed in anew, by the same measure as any other hand-in."""

import pytest
from county import at, county

from jiheng.web.filing.edits import Set
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.understanding import recalled
from jiheng.web.filing.way import Level, State
from jiheng.web.reviewing.actions.amend import amend, confirm
from jiheng.web.reviewing.actions.answer_all import Common, answer_all

pytestmark = pytest.mark.django_db


def test_what_was_answered_for_all_does_not_stand_again_after_a_change_that_was_confirmed() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    handed = filing.handed
    assert handed is not None
    rules = {finding.rule for finding in recalled(handed.findings).findings}
    assert rules
    for rule in rules:
        answer_all(held["section"], Common(rule, "", held.unit.department), "全县统一口径")
    amend(held["section"], filing.pk, (Set("term", "2年"),), "期限按批准文件")
    made = confirm(held["clerk"], filing.pk)
    answer = recalled(made.findings)
    assert not rules & {finding.rule for finding in answer.findings}
    assert rules <= {finding.rule for finding in answer.waived}
    after = Filing.objects.get(pk=filing.pk)
    assert after.handed == made
    assert after.warnings == sum(finding.severity.value == "warning" for finding in answer.findings)
