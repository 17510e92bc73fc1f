"""Holding a review against a baseline: what counts as fixed."""

from jiheng.model.baseline import Baseline, KnownFinding
from jiheng.review.baselines import VERSION, progress

KNOWN = Baseline(VERSION, (KnownFinding("a1", "VAL005", "甲项目", "一"), KnownFinding("b2", "SCR001", "甲项目", "二")))


def test_a_finding_of_a_rule_that_ran_and_is_silent_now_is_fixed() -> None:
    assert [finding.rule for finding in progress((), KNOWN, {"VAL005", "SCR001"}).fixed] == ["VAL005", "SCR001"]


def test_a_finding_of_a_rule_that_did_not_run_is_not_told_as_fixed() -> None:
    assert [finding.rule for finding in progress((), KNOWN, {"VAL005"}).fixed] == ["VAL005"]
