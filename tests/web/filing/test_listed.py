"""Tables and the year's list: bound by code or name, held against their line in the review, refused where money or standing is another."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from county import County, at, county, declaration, filed
from listing import listed

from jiheng.errors import NotAllowed, NotEnough, WrongState
from jiheng.web.approving.actions.issue import Heading, issue
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.actions.bind import bind
from jiheng.web.filing.actions.submit import submit
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.listed import bind_year, budget_of, differing
from jiheng.web.filing.pages import page_of
from jiheng.web.filing.tables import keyed
from jiheng.web.filing.way import State
from jiheng.web.projects.actions.turn import turn
from jiheng.web.projects.models import Project, Standing, Turn

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 2)


def rules(held: County, filing: Filing) -> set[str]:
    filing = Filing.objects.get(pk=filing.pk)
    assert filing.revision is not None
    page = page_of(filing, filing.revision, held["clerk"].person, "zh")
    return {each.rule for each in page.answer.findings}


def test_a_table_is_bound_by_its_name_in_the_unit_and_by_its_code() -> None:
    held = county()
    project = listed(held, name="水库巡查 经费")
    assert filed(held).listed == project
    coded = evolve(declaration("改了名字的巡查"), code="6201")
    assert begin(held["clerk"], held.task, held.unit, Beginning(keyed(coded))).listed == project
    assert filed(held, "别的项目").listed is None


def test_what_was_filed_before_the_list_is_bound_when_it_comes() -> None:
    held = county()
    filing, other = filed(held), filed(held, "别的项目")
    listed(held)
    assert bind_year(2025) == 1
    assert Filing.objects.get(pk=filing.pk).listed is not None
    assert Filing.objects.get(pk=other.pk).listed is None


def test_the_review_in_the_pages_holds_a_table_against_its_line() -> None:
    held = county()
    listed(held, amount=Decimal(100000))
    assert "FND010" in rules(held, filed(held))
    assert rules(held, filed(held, "清单里没有的项目")) >= {"FRM008"}
    Project.objects.update(amount=Decimal(120000))
    assert not {"FND010", "FRM008"} & rules(held, filed(held))


def test_a_bound_table_that_was_renamed_is_told_so_with_the_name_of_the_list() -> None:
    held = county()
    project = listed(held, name="水库安全管理经费")
    filing = filed(held)
    bind(held["clerk"], filing.pk, project.pk, "同一项目")
    assert "FRM008" in rules(held, filing)
    bind(held["clerk"], filing.pk, None)
    assert Filing.objects.get(pk=filing.pk).listed is None


def test_binding_by_hand_is_within_unit_and_year_and_one_table_a_project() -> None:
    held = county()
    project = listed(held)
    first, second = filed(held), filed(held, "另一张")
    with pytest.raises(NotEnough, match="已对应另一张表"):
        bind(held["clerk"], second.pk, project.pk)
    Project.objects.filter(pk=project.pk).update(unit=held.other)
    with pytest.raises(NotEnough, match="只能对应本单位"):
        bind(held["clerk"], first.pk, project.pk)
    with pytest.raises(NotAllowed):
        bind(held["stranger"], first.pk, project.pk)


def test_differing_tables_are_listed_with_both_figures_and_rounding_is_no_difference() -> None:
    held = county()
    listed(held, amount=Decimal("119999.5"))
    filing = filed(held)
    found = differing(Filing.objects.all())
    assert [(each.filing.pk, each.fields) for each in found] == [(filing.pk, (("funds.total", "120,000", "119,999.5"),))]
    Project.objects.update(amount=Decimal(120000))
    assert not differing(Filing.objects.all())


def test_a_letter_refuses_a_table_whose_money_is_not_the_lists() -> None:
    held = county()
    project = listed(held)
    filing = at(held, State.APPROVED)
    Project.objects.filter(pk=project.pk).update(amount=Decimal(90000))
    heading = Heading("清财绩〔2025〕3号", DAY, "清江县财政局")
    with pytest.raises(WrongState, match="120,000 元，清单（6201）为 90,000 元"):
        issue(held["performance"], held.unit, [filing.pk], heading)
    assert Filing.objects.get(pk=filing.pk).state == State.APPROVED
    Project.objects.filter(pk=project.pk).update(amount=Decimal(120000))
    issue(held["performance"], held.unit, [filing.pk], heading)
    assert Filing.objects.get(pk=filing.pk).state == State.BOUND


def test_a_cancelled_project_goes_no_further() -> None:
    held = county()
    project = listed(held)
    filing = filed(held)
    turn(held["performance"], project.pk, Turn.Kind.CANCEL, "资金收回", DAY)
    with pytest.raises(WrongState, match="已取消"):
        submit(held["clerk"], filing.pk, revision=1, word="已核对")
    assert [each.stopped for each in differing(Filing.objects.all())] == [True]


def test_a_year_without_a_list_asks_nothing() -> None:
    held = county()
    filing = filed(held)
    assert budget_of(filing) == ()
    assert not {"FND010", "FRM008"} & rules(held, filing)


def test_turns_lead_on_from_where_a_project_stands_and_want_a_reason() -> None:
    held = county()
    project = listed(held)
    by = held["performance"]
    with pytest.raises(NotEnough):
        turn(by, project.pk, Turn.Kind.SUSPEND, "  ", DAY)
    with pytest.raises(NotEnough, match="预算年度"):
        turn(by, project.pk, Turn.Kind.SUSPEND, "停工", date(2027, 1, 1))
    with pytest.raises(WrongState):
        turn(by, project.pk, Turn.Kind.RESUME, "复工", DAY)
    with pytest.raises(NotAllowed):
        turn(held["clerk"], project.pk, Turn.Kind.SUSPEND, "停工", DAY)
    for kind, standing in ((Turn.Kind.SUSPEND, "suspended"), (Turn.Kind.RESUME, "active"), (Turn.Kind.END, "ended")):
        assert turn(by, project.pk, kind, "按文件", DAY).standing == standing
    with pytest.raises(WrongState):
        turn(by, project.pk, Turn.Kind.CANCEL, "再取消", DAY)
    assert [each.kind for each in project.turns.all()] == ["suspend", "resume", "end"]
    assert Project.objects.get().standing == Standing.ENDED
