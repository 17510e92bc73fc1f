"""Folders: files are unpacked and read under guard, matched to the list by code, name, unit and money; what is not sure stands in a pile of its own."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from attrs import evolve
from county import County, county, declaration, filed

from jiheng.doors import write
from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import Declaration
from jiheng.web.filing.filings import Filing
from jiheng.web.planning.actions.take_pile import assign_pieces, take_pile
from jiheng.web.planning.intake import bring, read_pile
from jiheng.web.planning.matching import matched
from jiheng.web.planning.models import Piece, Pile
from jiheng.web.planning.unpacking import File
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Project, Stage

pytestmark = pytest.mark.django_db


def word(project: str) -> bytes:
    """The table of a project as a clerk has it in Word."""
    return write(declaration(project), ending=".docx").content


def folder(files: dict[str, bytes]) -> bytes:
    """A zip of files."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def projects(held: County) -> list[Project]:
    names = (("6201", "水库巡查经费", 120000), ("6202", "堤防养护经费", 90000), ("6203", "渠道清淤", 120000))
    return fill_list(
        held["performance"], 2025, Stage.FIRST, [Planned(code, name, held.unit, Decimal(money)) for code, name, money in names]
    )


def test_a_zip_of_word_files_is_read_matched_and_taken_in_one_deed() -> None:
    held = county()
    projects(held)
    files = {
        "甲/巡查.docx": word("水库巡查经费"),
        "乙/无关.docx": word("桥梁检测与加固"),
        "说明.txt": "没有表".encode(),
        "坏.docx": b"PK\x03\x04",
    }
    pile = bring(held["clerk"], held.task, [File("全部.zip", folder(files))])
    assert read_pile(pile.pk) == 2
    by_name = {each.said: each for each in pile.pieces.all()}
    assert (by_name["水库巡查经费"].match, by_name["桥梁检测与加固"].match) == ("name", "nothing")
    assert pile.files.exclude(refusal={}).count() == 2
    made = take_pile(held["clerk"], pile.pk, [each.pk for each in by_name.values()])
    assert [(each.project, each.listed.code if each.listed else "") for each in made] == [("水库巡查经费", "6201")]
    assert made[0].sources.get().name.endswith("巡查.docx")
    with pytest.raises(NotEnough):
        take_pile(held["clerk"], pile.pk, [each.pk for each in by_name.values()])


def test_what_matched_nothing_is_assigned_by_hand_and_a_table_that_is_there_gets_its_next_version() -> None:
    held = county()
    known = projects(held)
    there = filed(held, "堤防养护经费")
    pile = bring(held["clerk"], held.task, [File("一.docx", word("堤防维护")), File("二.docx", word("堤防养护经费"))])
    read_pile(pile.pk)
    loose = pile.pieces.get(said="堤防维护")
    assert loose.project is None
    assign_pieces(held["clerk"], pile.pk, {loose.pk: known[2].pk})
    made = take_pile(held["clerk"], pile.pk, [each.pk for each in pile.pieces.all()])
    assert {each.pk for each in made} >= {there.pk}
    assert Filing.objects.get(pk=there.pk).revisions.count() == 2
    assert {each.listed for each in made} == {known[1], known[2]}


def test_two_tables_of_one_project_are_not_both_taken() -> None:
    held = county()
    projects(held)
    pile = bring(held["clerk"], held.task, [File("一.docx", word("水库巡查经费")), File("二.docx", word("水库巡查经费"))])
    read_pile(pile.pk)
    assert [each.match for each in pile.pieces.order_by("id")] == ["name", "twice"]


def test_nobody_takes_the_pile_of_another_and_the_list_of_others_is_not_matched() -> None:
    held = county()
    projects(held)
    pile = bring(held["stranger"], held.task, [File("一.docx", word("水库巡查经费"))])
    read_pile(pile.pk)
    assert pile.pieces.get().match == Piece.Match.NOTHING
    for who in ("clerk", "performance", "administrator"):
        with pytest.raises(NotAllowed):
            take_pile(held[who], pile.pk, [])
    with pytest.raises(NotEnough):
        bring(held["performance"], held.task, [File("一.docx", b"x")])
    with pytest.raises(NotEnough):
        bring(held["clerk"], held.task, [])
    assert Pile.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "code", "match"),
    [
        (evolve(declaration("随便"), code="6202"), "6202", "code"),
        (declaration("水库 巡查（经费）"), "6201", "name"),
        (declaration("渠道清淤工程"), "6203", "money"),
        (declaration("植树造林"), "", "nothing"),
        (evolve(declaration("水库巡查经费"), code="9999"), "6201", "name"),
    ],
)
def test_a_table_is_matched_by_code_then_name_then_unit_and_money(said: Declaration, code: str, match: str) -> None:
    held = county()
    projects(held)
    found = matched(said, list(Project.objects.select_related("unit")))
    assert (found.project.code if found.project else "", found.match) == (code, match)


def test_two_projects_of_one_name_are_told_apart_by_money_or_not_at_all() -> None:
    held = county()
    rows: Sequence[Planned] = [Planned(code, "水库巡查经费", held.unit, Decimal(money)) for code, money in (("1", 120000), ("2", 5))]
    fill_list(held["performance"], 2025, Stage.FIRST, rows)
    known = list(Project.objects.select_related("unit"))
    found = matched(declaration(), known)
    assert found.project is not None
    assert found.project.code == "1"
    Project.objects.update(amount=Decimal(3))
    assert matched(declaration(), list(Project.objects.select_related("unit"))).match == Piece.Match.TWICE
