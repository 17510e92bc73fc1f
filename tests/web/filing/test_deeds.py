"""The deeds of the unit: editing twice, from an old page, two at a table, handing in with errors and warnings, withdrawing."""

import uuid

import pytest
from county import County, at, county, declaration, filed, handed_in

from jiheng.errors import HeldByAnother, NotAllowed, NotEnough, OutOfDate, WrongState
from jiheng.web.filing.actions.begin import Beginning, begin, from_last_year
from jiheng.web.filing.actions.edit import Sending, edit
from jiheng.web.filing.actions.hold import hold, release, take_over
from jiheng.web.filing.actions.submit import submit, withdraw
from jiheng.web.filing.edits import Drop, Insert, Set, undone
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.tables import digest_of, rekeyed, table_of
from jiheng.web.filing.understanding import framework, recalled
from jiheng.web.filing.way import State
from jiheng.web.trail.chain import broken
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def typed(held: County, filing: Filing, base: int, *edits: Set | Insert | Drop, who: str = "clerk", token: str = "") -> Revision:
    return edit(held[who], filing.pk, Sending(token or str(uuid.uuid4()), base, edits)).revision


def keys(filing: Filing) -> list[str]:
    newest = Filing.objects.get(pk=filing.pk).revision
    assert newest is not None
    return list(newest.keys)


def test_the_same_sending_twice_is_one_revision() -> None:
    held = county()
    filing = filed(held)
    first = typed(held, filing, 1, Set("goal", "新目标"), token="abc")
    again = typed(held, filing, 1, Set("goal", "新目标"), token="abc")
    assert first.pk == again.pk
    assert filing.revisions.count() == 2


def test_an_old_page_is_merged_where_it_touches_nothing_new_and_told_so_where_it_does() -> None:
    held = county()
    filing = filed(held)
    row, other = keys(filing)[0], keys(filing)[1]
    typed(held, filing, 1, Set("target", "≥50次", row))
    merged = typed(held, filing, 1, Set("target", "≥96%", other))
    said = table_of(merged).declaration.indicators
    assert (said[0].target.text, said[1].target.text) == ("≥50次", "≥96%")
    with pytest.raises(OutOfDate, match="第 3 版"):
        typed(held, filing, 1, Set("target", "≥60次", row))


def test_a_revision_is_bytes_with_their_digest_and_is_never_changed() -> None:
    held = county()
    filing = filed(held)
    revision = typed(held, filing, 1, Set("goal", "新目标"))
    assert digest_of(bytes(revision.body)) == revision.digest
    revision.cause = Revision.Cause.MENDED
    with pytest.raises(TypeError, match="written once"):
        revision.save()


def test_two_people_at_one_table() -> None:
    held = county()
    filing = filed(held)
    typed(held, filing, 1, Set("goal", "甲写的"))
    with pytest.raises(HeldByAnother, match="clerk"):
        typed(held, filing, 2, Set("goal", "乙写的"), who="colleague")
    with pytest.raises(NotEnough):
        take_over(held["colleague"], filing.pk, " ")
    take_over(held["colleague"], filing.pk, "同事请假")
    typed(held, filing, 2, Set("goal", "乙写的"), who="colleague")
    assert table_of(filing.revisions.get(number=2)).declaration.goal == "甲写的"
    with pytest.raises(HeldByAnother):
        hold(held["clerk"], filing.pk)
    release(held["colleague"], filing.pk)
    hold(held["clerk"], filing.pk)


def test_rows_keep_their_keys_through_edits_and_a_new_version_of_the_file() -> None:
    held = county()
    filing = filed(held)
    before = keys(filing)
    typed(
        held,
        filing,
        1,
        Insert("fresh", before[1], "产出指标", "数量指标"),
        Set("name", "培训护库员人数", "fresh"),
        Set("target", "30人", "fresh"),
    )
    typed(held, filing, 2, Set("name", "现场巡查水库次数", before[0]))
    newest = Filing.objects.get(pk=filing.pk).revision
    assert newest is not None
    assert [key for key in newest.keys if key != "fresh"] == before
    again = rekeyed(table_of(newest), declaration(), framework())
    assert set(before) <= set(again.keys)


def test_last_years_table_as_a_draft_keeps_its_rows_and_leaves_its_money_blank() -> None:
    held = county()
    old = at(held, State.APPROVED)
    task = Task.objects.create(form="target", year=2026, title="2026", due="2026-10-31")
    draft = begin(held["clerk"], task, held.unit, Beginning(from_last_year(old, task), Revision.Cause.CARRIED))
    assert keys(draft) == keys(old)
    said = table_of(Revision.objects.get(filing=draft)).declaration
    assert (said.year, said.funds.total) == (2026, None)


def test_errors_block_unless_objected_to_and_warnings_ask_for_a_word() -> None:
    held = county()
    filing = filed(held)
    revision = typed(held, filing, 1, Set("target", "120000元/次", keys(filing)[3]))
    with pytest.raises(NotEnough, match="错误"):
        submit(held["clerk"], filing.pk, revision=revision.number, word="已核对")
    handed = handed_in(held, filing)
    assert handed.state == State.REVIEWING
    assert handed.handed is not None
    assert {finding.rule for finding in recalled(handed.handed.findings).findings} & {"FND006", "FND004"}


def test_what_was_not_seen_is_not_handed_in_and_nothing_twice() -> None:
    held = county()
    filing = filed(held)
    typed(held, filing, 1, Set("goal", "后来改的"))
    with pytest.raises(WrongState):
        submit(held["clerk"], filing.pk, revision=1, word="x")
    handed_in(held, filing)
    with pytest.raises(NotAllowed):
        submit(held["clerk"], filing.pk, revision=2, word="x")
    assert filing.handins.count() == 1


def test_lines_in_which_nothing_was_written_are_left_out_of_the_hand_in() -> None:
    held = county()
    filing = filed(held)
    typed(held, filing, 1, Insert("empty", keys(filing)[0], "产出指标", "数量指标"))
    handed = handed_in(held, filing)
    assert handed.handed is not None
    assert "empty" not in handed.handed.revision.keys
    assert len(handed.handed.revision.keys) == 6


def test_withdrawn_only_before_it_was_passed_on() -> None:
    from jiheng.web.reviewing.actions.judge import Verdict, accept

    held = county()
    filing = handed_in(held)
    assert withdraw(held["clerk"], filing.pk).state == State.DRAFTING
    handed_in(held, filing)
    accept(held["head"], filing.pk, Verdict("同意"))
    with pytest.raises(WrongState, match="受理"):
        withdraw(held["clerk"], filing.pk)


def test_a_strangers_deed_is_answered_as_for_a_table_that_there_is_not() -> None:
    held = county()
    filing = filed(held)
    with pytest.raises(NotAllowed) as hidden:
        edit(held["stranger"], filing.pk, Sending("t", 1, (Set("goal", "x"),)))
    with pytest.raises(NotAllowed) as missing:
        edit(held["stranger"], 99_999, Sending("t", 1, (Set("goal", "x"),)))
    assert str(hidden.value).replace(str(filing.pk), "N") == str(missing.value).replace("99999", "N")


def test_every_deed_is_in_the_trail_and_the_chain_holds() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    deeds = list(Entry.objects.filter(kind="filing", target=str(filing.pk)).values_list("deed", flat=True))
    assert deeds[:2] == ["begin", "submit"] or "object" in deeds
    assert deeds.count("pass") == 4
    assert not list(broken())


def test_undo_is_edits_too() -> None:
    held = county()
    filing = filed(held)
    done = edit(held["clerk"], filing.pk, Sending("a", 1, (Drop(keys(filing)[2]),)))
    back = edit(held["clerk"], filing.pk, Sending("b", 2, undone(done.result.made)))
    assert back.table.body == bytes(filing.revisions.get(number=1).body)
