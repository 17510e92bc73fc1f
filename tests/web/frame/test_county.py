"""The example county: its size, its states, its chain; the rows are what the deeds would have made."""

from collections import Counter
from collections.abc import Iterator

import pytest

from jiheng.sample import counties
from jiheng.web.approving.models import Approval
from jiheng.web.demo import county, preparing
from jiheng.web.demo.preparing import Job, Prepared
from jiheng.web.filing.filings import Filing, Handin, Revision
from jiheng.web.filing.tables import digest_of, table_of
from jiheng.web.filing.way import State
from jiheng.web.organizations.models import Appointment, Body, Person, Role
from jiheng.web.trail.chain import broken
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_the_county_is_of_the_size_that_was_asked_for() -> None:
    place = counties.county()
    assert len(place.departments) == 20
    units = [unit.name for each in place.departments for unit in each.units]
    assert len(units) == len(set(units)) == 300
    codes = {each.code for at in range(20) for unit in range(15) for each in counties.projects(place, at, unit)}
    assert len(codes) == 3000


def test_the_same_seed_gives_the_same_and_a_project_goes_on_from_year_to_year() -> None:
    place = counties.county()
    first, again = (list(counties.tables(place, 4, 2, (2024, 2025, 2026))) for _ in range(2))
    assert first == again
    by_project = Counter(project.code for project, _year, _sample in first)
    assert max(by_project.values()) == 3
    assert min(by_project.values()) == 1
    assert {year for project, year, _sample in first if project.age == 0} == {2026}


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two units of the first department: the whole would take half a minute."""

    def _some(years: tuple[int, ...]) -> Iterator[tuple[Job, list[Prepared]]]:
        for unit in (0, 1):
            job = Job(0, unit, tuple(years))
            yield job, preparing.prepare(job)

    monkeypatch.setattr(county, "prepared", _some)
    assert county.fill_county()


@pytest.mark.usefixtures("filled")
def test_what_is_written_is_whole_and_its_chain_holds() -> None:
    assert Entry.objects.count() > 200
    assert not list(broken())
    assert [each.at for each in Entry.objects.order_by("number")] == sorted(each.at for each in Entry.objects.all())
    for revision in Revision.objects.all():
        assert digest_of(bytes(revision.body)) == revision.digest
        assert len(table_of(revision).keys) == len(table_of(revision).declaration.indicators)
    assert Body.objects.count() == 321
    assert {each.role for each in Appointment.objects.all()} == set(Role)
    assert {State(each.state) for each in Filing.objects.filter(task__open=False)} == {State.BOUND}
    assert len({each.state for each in Filing.objects.filter(task__open=True)}) > 3


@pytest.mark.usefixtures("filled")
def test_rows_are_as_the_deeds_would_have_made_them() -> None:
    for filing in Filing.objects.filter(state__in=(State.APPROVED.value, State.BOUND.value)).select_related("handed"):
        assert filing.handed is not None
        assert Approval.objects.filter(filing=filing, revision=filing.handed.revision).exists()
        assert filing.seen_by == "|unit|department|section|performance|"
        assert not filing.objections.filter(waived=None).exists()
    for filing in Filing.objects.all():
        steps = list(filing.steps.order_by("id"))
        assert Entry.objects.filter(target=str(filing.pk), kind="filing").count() == len(steps) + 1
        assert Handin.objects.filter(filing=filing).count() == sum(each.deed == "submit" for each in steps)
        assert not steps or (steps[-1].state_after, steps[-1].level_after) == (filing.state, filing.level)


@pytest.mark.usefixtures("filled")
def test_it_is_filled_once_and_one_can_go_on_from_there() -> None:
    assert not county.fill_county()
    assert next(iter(Person.objects.order_by("id"))).username == "clerk"
