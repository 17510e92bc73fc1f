"""Policies are data: the national one, what a province changes of it, and a name that nobody has."""

from decimal import Decimal

import pytest

from jiheng import framework
from jiheng.errors import BadFramework
from jiheng.scoring import policy_of


def test_the_national_policy_is_the_default() -> None:
    policy = policy_of(framework.load(), None, 2024)
    assert policy.name == "national"
    assert policy.execution == Decimal(10)
    assert policy.progress == ()
    assert policy.due(8) is None


def test_a_province_changes_only_what_it_says() -> None:
    policy = policy_of(framework.load(), "sichuan", 2025)
    assert policy.total == Decimal(100)
    assert policy.apart == Decimal(10)
    due = policy.due(7)
    assert due is not None
    assert (due.month, due.least) == (6, Decimal(40))
    assert policy.due(3) is None


def test_a_policy_that_nobody_has_is_named_with_those_there_are() -> None:
    with pytest.raises(BadFramework, match="national"):
        policy_of(framework.load(), "nowhere", 2024)
