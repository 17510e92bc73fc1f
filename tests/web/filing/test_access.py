"""Who may do what, as a matrix: every role, every state, every deed; asked for one table and asked for all, the answer is the same."""

import pytest
from county import County, at, county

from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import Level, State

pytestmark = pytest.mark.django_db
PLACES = [
    (State.DRAFTING, None),
    (State.REVIEWING, Level.UNIT),
    (State.REVIEWING, Level.DEPARTMENT),
    (State.REVIEWING, Level.SECTION),
    (State.REVIEWING, Level.PERFORMANCE),
    (State.RETURNED, None),
    (State.CONFIRMING, Level.DEPARTMENT),
    (State.APPROVED, None),
    (State.REFUSED, None),
]
CHANGING = frozenset(access.DEEDS) - {"see", "history", "print"}
JUDGE = {Level.UNIT: "head", Level.DEPARTMENT: "department", Level.SECTION: "section", Level.PERFORMANCE: "performance"}


def may(held: County, who: str, filing: Filing) -> set[str]:
    return {deed for deed in access.DEEDS if access.may(held[who].person, deed, filing)}


@pytest.mark.parametrize(("state", "level"), PLACES)
def test_one_table_and_all_tables_are_the_same_question(state: State, level: Level | None) -> None:
    held = county()
    filing = at(held, state, level)
    for who in held.actors:
        for deed in access.DEEDS:
            one = access.may(held[who].person, deed, filing)
            assert one == (filing.pk in set(access.filings(held[who].person, deed).values_list("pk", flat=True))), (who, deed)
            # a longer term is given without a look at the draft, and a sister unit's approved table is taken as a pattern only
            if one and deed not in {"extend", "copy"}:
                assert access.may(held[who].person, "see", filing), (who, deed)


@pytest.mark.parametrize(("state", "level"), PLACES)
def test_auditor_and_administrator_change_nothing_and_strangers_see_nothing(state: State, level: Level | None) -> None:
    held = county()
    filing = at(held, state, level)
    assert may(held, "auditor", filing) == {"see", "history", "print"}
    assert may(held, "administrator", filing) == set()
    for stranger in ("stranger", "other_department", "other_section"):
        assert may(held, stranger, filing) == set()


@pytest.mark.parametrize(("state", "level"), PLACES)
def test_only_the_level_where_it_stands_judges(state: State, level: Level | None) -> None:
    held = county()
    filing = at(held, state, level)
    judges = {who for who in held.actors if "pass" in may(held, who, filing)}
    assert judges == ({JUDGE[level]} if state is State.REVIEWING and level else set())


@pytest.mark.parametrize(("state", "level"), PLACES)
def test_only_the_unit_edits_and_only_while_it_has_the_table(state: State, level: Level | None) -> None:
    held = county()
    filing = at(held, state, level)
    editors = {who for who in held.actors if "edit" in may(held, who, filing)}
    assert editors == ({"clerk", "colleague"} if state in {State.DRAFTING, State.RETURNED} else set())


def test_those_above_do_not_see_what_was_not_passed_on() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    seen = {who for who in held.actors if "see" in may(held, who, filing)}
    assert seen == {"clerk", "colleague", "head", "department", "auditor"}


def test_who_filed_a_table_does_not_pass_it_in_another_role() -> None:
    from jiheng.errors import NotAllowed
    from jiheng.web.organizations.models import Appointment, Role
    from jiheng.web.reviewing.actions.judge import Verdict, accept

    held = county()
    filing = at(held, State.REVIEWING, Level.UNIT)
    Appointment.objects.create(person=held["clerk"].person, role=Role.HEAD, body=held.unit)
    assert not access.may(held["clerk"].person, "pass", filing)
    with pytest.raises(NotAllowed, match="不同的人"):
        accept(held["clerk"], filing.pk, Verdict("同意"))
    Appointment.objects.create(person=held["colleague"].person, role=Role.HEAD, body=held.unit)
    assert access.may(held["colleague"].person, "pass", filing)


def test_who_is_no_longer_active_may_nothing() -> None:
    held = county()
    filing = at(held, State.DRAFTING)
    person = held["clerk"].person
    person.is_active = False
    assert not access.may(person, "see", filing)


def test_what_a_delegate_may() -> None:
    from jiheng.web.filing.actions.allow import delegate
    from jiheng.web.organizations.models import Appointment, Person, Role

    held = county()
    filing = at(held, State.DRAFTING)
    helper = Person.objects.create(username="helper")
    Appointment.objects.create(person=helper, role=Role.HEAD, body=held.unit)
    delegate(held["clerk"], filing.pk, helper, "出差")
    filing.refresh_from_db()
    assert access.may(helper, "edit", filing)
    assert not access.may(helper, "submit", filing)
