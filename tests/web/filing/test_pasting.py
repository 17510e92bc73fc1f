"""A table that is pasted whole is looked at before it is taken, and a part of one leaves the rest of the table as it stands."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from county import County, county, declaration, filed
from django.test import Client
from django.urls import reverse

from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.incoming import Waiting
from jiheng.web.filing.joining import is_part, joined
from jiheng.web.filing.pasting import block_of, whole
from jiheng.web.filing.tables import Table
from jiheng.web.filing.typing import Typist

LAW = load()
ON = Typist(LAW, layout_named(LAW, "local"))
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
ROWS = (
    ("产出指标", "数量指标", "修剪行道树", "≥300株"),
    ("", "", "补植绿篱", "≥200米"),
    ("", "质量指标", "苗木成活率", "≥95%"),
    ("效益指标", "生态效益指标", "建成区绿化覆盖率", "≥40%"),
)
MERGED = (
    "<table><tr><td rowspan=3>产出指标</td><td rowspan=2>数量指标</td><td>修剪行道树</td><td>≥300株</td></tr>"
    "<tr><td>补植绿篱</td><td>≥200米</td></tr><tr><td>质量指标</td><td>苗木成活率</td><td>≥95%</td></tr>"
    "<tr><td>效益指标</td><td>生态效益指标</td><td>建成区绿化覆盖率</td><td>≥40%</td></tr></table>"
)
PLAIN = (("修剪行道树", "≥300株"), ("补植绿篱", "≥200米"), ("数量不足时补植", "≤3次"))


def tabbed(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def webbed(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def paste(held: County, filing: Filing, text: str = "", html: str = "") -> Any:
    client = Client()
    client.force_login(held["clerk"].person)
    return client.post(reverse("filing:paste", args=(filing.pk,)), {"text": text, "html": html})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (tabbed(HEAD, *ROWS), ""),
        (tabbed(*ROWS), ""),
        (tabbed(*ROWS), webbed(HEAD, *ROWS)),
        (tabbed(*ROWS), webbed(*ROWS)),
        ("", MERGED),
        ("", webbed(HEAD, *ROWS).replace("<td>", '<td class=xl65 style="mso-number-format:General">')),
    ],
)
def test_a_block_with_levels_is_read_as_a_table_by_the_reader(text: str, html: str) -> None:
    found = whole(block_of(html, text), ON, "zh")
    assert found is not None
    rows = [(row.level1, row.level2, row.name, row.target.text) for row in found.tables[0].indicators]
    assert rows[1] == ("产出指标", "数量指标", "补植绿篱", "≥200米")
    assert rows[-1] == ROWS[-1]


@pytest.mark.parametrize("form", ["local", "detailed", "central"])
def test_a_block_that_begins_with_the_second_level_gets_the_heads_of_the_form(form: str) -> None:
    text = "数量指标\t走访商户数\t≥31户\n\t回访商户数\t≥32户\n质量指标\t问题办结率\t≥95%"
    found = whole(block_of("", text), Typist(LAW, layout_named(LAW, form)), "zh")
    assert found is not None
    rows = found.tables[0].indicators or found.tables[0].midterm_indicators
    assert [(row.level2, row.name, row.target.text) for row in rows][1] == ("数量指标", "回访商户数", "≥32户")


@pytest.mark.parametrize("rows", [PLAIN, PLAIN[:1], (("数量", "3"), ("", "4")), (("一",), ("二",)), (("目标是提高质量", "≥3次"), ("", ""))])
def test_a_block_of_plain_cells_stays_one(rows: tuple[tuple[str, ...], ...]) -> None:
    for text, html in ((tabbed(*rows), ""), ("", webbed(*rows))):
        assert whole(block_of(html, text), ON, "zh") is None


@pytest.mark.django_db
def test_a_pasted_table_waits_beside_its_source_and_becomes_the_next_version() -> None:
    held = county()
    filing = filed(held)
    said = paste(held, filing, tabbed(*ROWS), MERGED).json()
    assert said["rows"] == 4
    assert len(said["cells"]) == 4
    client = Client()
    client.force_login(held["clerk"].person)
    page = client.get(said["whole"]).content.decode()
    assert "增加指标「补植绿篱」" in page
    assert "只有指标" in page
    client.post(said["whole"] + "accept", {"table": "0"})
    revision = Filing.objects.get(pk=filing.pk).revision
    assert revision is not None
    assert (revision.number, revision.cause) == (2, "imported")
    assert Filing.objects.get(pk=filing.pk).project == filing.project


@pytest.mark.django_db
def test_plain_cells_come_back_as_cells_and_nothing_waits() -> None:
    held = county()
    filing = filed(held)
    assert paste(held, filing, tabbed(*PLAIN)).json() == {"cells": [list(row) for row in PLAIN]}
    assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_a_table_of_five_thousand_rows_is_offered_and_as_many_cells_are_refused_in_a_sentence() -> None:
    held = county()
    filing = filed(held)
    many = [("产出指标", "数量指标", f"第{number}段巡查", f"≥{number}次", "说明") for number in range(1, 5001)]
    said = paste(held, filing, tabbed((*HEAD, "备注"), *many)).json()
    assert (said["rows"], said["cells"]) == (5000, [])
    answer = paste(held, filing, tabbed(*[("甲", "乙", "丙", "丁", "戊")] * 5000))
    assert answer.status_code == 422
    assert "5000 行" in answer.json()["error"]


def test_a_part_speaks_for_its_rows_and_branches_only() -> None:
    found = whole(block_of("", tabbed(HEAD, *ROWS)), ON, "zh")
    assert found is not None
    old = Table(declaration(), tuple("abcdef"))
    made = joined(old, found.tables[0], LAW)
    said = made.declaration
    assert is_part(found.tables[0])
    assert (said.project, said.funds, said.goal) == (old.declaration.project, old.declaration.funds, old.declaration.goal)
    names = [row.name for row in said.indicators]
    assert names == [
        "修剪行道树",
        "补植绿篱",
        "苗木成活率",
        "巡查完成时间",
        "每次巡查费用",
        "下游受益村数",
        "建成区绿化覆盖率",
        "库区居民满意度",
    ]
    assert made.keys[3:6] == ("c", "d", "e")


def test_rows_without_levels_stand_where_their_old_ones_stood_and_keep_what_these_say_beside() -> None:
    text = tabbed(("三级指标", "指标值"), ("巡查水库次数", "≥60次"), ("巡查水库座数", "≥9座"), ("下游受益村数", "≥15个"))
    found = whole(block_of("", text), ON, "zh")
    assert found is not None
    before = declaration()
    other = evolve(before.indicators[0], name="发放救生衣件数", weight=Decimal(10))
    before = evolve(before, indicators=(evolve(before.indicators[0], weight=Decimal(5)), other, *before.indicators[1:]))
    made = joined(Table(before, tuple("abcdefg")), found.tables[0], LAW)
    said = [(row.level2, row.name, row.target.text, row.weight) for row in made.declaration.indicators]
    assert said[:3] == [
        ("数量指标", "巡查水库次数", "≥60次", 5),
        ("数量指标", "巡查水库座数", "≥9座", None),
        ("数量指标", "发放救生衣件数", "≥48次", 10),
    ]
    assert len(said) == 8
    assert set(made.keys) > set("abcdefg")
