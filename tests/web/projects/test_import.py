"""The year's list: previewed before it is taken, whole or not at all; every kind of wrong line has its sentence; stages are kept."""

from decimal import Decimal

import pytest
from county import county
from listing import HEADS, LINES, YEAR, looked_at, taken, workbook

from jiheng.errors import NotAllowed, NotEnough, OutOfDate
from jiheng.web.projects import access
from jiheng.web.projects.actions.import_list import Offer, import_list, offer, previewed
from jiheng.web.projects.models import ListAtDoor, ListedLine, Listing, Project, Stage, Standing
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_a_list_is_previewed_then_taken_as_one_deed_and_its_file_is_kept() -> None:
    held = county()
    content = workbook(LINES)
    door, seen = looked_at(held, content)
    assert [(each.code, each.amount) for each in seen.new] == [("6201", Decimal(120000)), ("6202", Decimal("88000.5"))]
    assert not Project.objects.exists()
    listing = import_list(held["performance"], door, seen.mark)
    assert bytes(listing.body) == content
    assert (listing.new, listing.changed, listing.gone, listing.total) == (2, 0, 0, Decimal("208000.5"))
    assert Project.objects.get(code="6201").unit == held.unit
    assert Entry.objects.filter(deed="import-list").count() == 1
    assert not ListAtDoor.objects.exists()


def test_each_stage_keeps_what_it_said_and_the_preview_names_new_changed_and_gone() -> None:
    held = county()
    taken(held, workbook(LINES))
    later = [("310001", "水务局本级", "6201", "水库安全巡查经费", 100000), ("320001", "交通局本级", "6301", "桥梁检测", 50000)]
    door, seen = looked_at(held, workbook(later), Stage.CEILING)
    assert [each.code for each in seen.new] == ["6301"]
    assert [(each.renamed, each.money, each.moved) for each in seen.changed] == [(True, True, False)]
    assert [each.code for each in seen.gone] == ["6202"]
    import_list(held["performance"], door, seen.mark)
    project = Project.objects.get(code="6201")
    assert (project.name, project.amount, project.stage) == ("水库安全巡查经费", Decimal(100000), "ceiling")
    assert Project.objects.get(code="6202").standing == Standing.GONE
    lines = ListedLine.objects.filter(project=project).order_by("id").values_list("listing__stage", "name", "amount")
    assert list(lines) == [("first", "水库巡查经费", Decimal(120000)), ("ceiling", "水库安全巡查经费", Decimal(100000))]


def test_additions_add_and_leave_the_others_and_adjustments_say_the_new_figure() -> None:
    held = county()
    taken(held, workbook(LINES), Stage.APPROVED)
    taken(held, workbook([("310001", "水务局本级", "6201", "水库巡查经费", 30000)]), Stage.ADDED)
    assert Project.objects.get(code="6201").amount == Decimal(150000)
    assert Project.objects.get(code="6202").standing == Standing.ACTIVE
    taken(held, workbook([("310001", "水务局本级", "6201", "水库巡查经费", 30000)]), Stage.ADJUSTED)
    assert Project.objects.get(code="6201").amount == Decimal(30000)


WRONG = [
    (("310001", "水务局本级", "", "无编码项目", 1), "没有项目编码"),
    (("310001", "水务局本级", "6203", "", 1), "没有项目名称"),
    (("310001", "水务局本级", "6203", "长" * 301, 1), "301 个字"),
    (("310001", "水务局本级", "6" * 65, "长编码", 1), "65 个字符"),
    (("999999", "", "6203", "别处的项目", 1), "没有登记"),
    (("310001", "交通局本级", "6203", "两个单位", 1), "登记的是“水务局本级”"),
    (("310001", "水务局本级", "6201", "重复编码", 1), "在第 2 行已有"),
    (("310001", "水务局本级", "6203", "没有金额", ""), "没有金额"),
    (("310001", "水务局本级", "6203", "读不成", "约二十"), "读不成一个数"),
    (("310001", "水务局本级", "6203", "负数", -5), "不小于 0"),
    (("310001", "水务局本级", "6203", "厘", 1.005), "最多到分"),
    (("310001", "水务局本级", "6203", "天文数字", 10**18), "不过大"),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_every_kind_of_wrong_line_has_its_sentence_and_nothing_is_changed(line: tuple[object, ...], said: str) -> None:
    held = county()
    door, seen = looked_at(held, workbook([*LINES, line]))
    assert [said in each.zh for each in seen.wrong] == [True], [each.zh for each in seen.wrong]
    assert seen.wrong[0].zh.startswith(("“项目清单”第 4 行", "第 4 行"))
    assert "row 4" in seen.wrong[0].en
    with pytest.raises(NotEnough):
        import_list(held["performance"], door, seen.mark)
    assert not Project.objects.exists()
    assert not Listing.objects.exists()


def test_what_is_wrong_with_the_whole_list_is_said_once() -> None:
    held = county()
    _, seen = looked_at(held, workbook([("6201", "水库巡查经费")], heads=("项目编码", "项目名称")))
    assert sorted(each.zh[:10] for each in seen.wrong) == ["表头：没有“单位编码", "表头：没有“金额”一"]
    bare = (*HEADS[:4], "预算数")
    _, seen = looked_at(held, workbook(LINES, heads=bare))
    assert all("元还是万元" in each.zh for each in seen.wrong)
    _, seen = looked_at(held, workbook([(*LINES[0][:4], 12)], heads=bare), scale="万元")
    assert (seen.wrong, seen.new[0].amount) == ((), Decimal(120000))
    _, seen = looked_at(held, workbook([*LINES, ("合计", "", "", "", 5)]))
    assert ["合计" in each.zh for each in seen.wrong] == [True]
    taken(held, workbook(LINES), Stage.APPROVED)
    _, seen = looked_at(held, workbook(LINES), Stage.FIRST)
    assert "阶段应往后走" in seen.wrong[0].zh
    _, seen = looked_at(held, workbook([("310001", "水务局本级", "6299", "新的", 1)]), Stage.ADJUSTED)
    assert "不能调整" in seen.wrong[0].zh
    _, seen = looked_at(held, workbook([("310001", "水务局本级", "6201", "水库巡查经费", -120001)]), Stage.ADDED)
    assert "小于 0" in seen.wrong[0].zh


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "没有清单的文字".encode(), workbook([], heads=("姓名", "电话"))])
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content: bytes) -> None:
    held = county()
    with pytest.raises(NotEnough):
        offer(held["performance"], Offer(YEAR, Stage.FIRST, "", "清单.xlsx", content))
    assert not ListAtDoor.objects.exists()


def test_a_preview_that_is_old_is_not_taken_and_one_list_is_taken_once() -> None:
    held = county()
    door, seen = looked_at(held, workbook(LINES))
    taken(held, workbook(LINES[:1]))
    with pytest.raises(OutOfDate):
        import_list(held["performance"], door, seen.mark)
    now = previewed(held["performance"], door)[1]
    import_list(held["performance"], door, now.mark)
    with pytest.raises(NotAllowed):
        import_list(held["performance"], door, now.mark)
    assert Listing.objects.count() == 2


@pytest.mark.parametrize("who", ["clerk", "head", "department", "section", "auditor", "administrator"])
def test_nobody_else_keeps_the_list(who: str) -> None:
    held = county()
    with pytest.raises(NotAllowed):
        offer(held[who], Offer(YEAR, Stage.FIRST, "", "清单.xlsx", workbook(LINES)))


def test_each_sees_the_projects_that_are_theirs() -> None:
    held = county()
    taken(held, workbook([*LINES, ("320001", "交通局本级", "6301", "桥梁检测", 5)]))
    seen = {who: {each.code for each in access.projects(held[who].person)} for who in held.actors}
    water = {"6201", "6202"}
    assert {who for who, codes in seen.items() if codes == water} == {"clerk", "colleague", "head", "department", "section"}
    assert seen["performance"] == seen["auditor"] == water | {"6301"}
    assert seen["administrator"] == set()
    assert seen["stranger"] == {"6301"}
