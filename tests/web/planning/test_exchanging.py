"""Exchange with the budget system: a table goes out as a flat Excel and comes back the same; what a layout can't carry is shown to be copied."""

import pytest
from attrs import evolve
from county import County, county, declaration, filed
from django.test import Client
from django.urls import reverse
from listing import listed

from jiheng.doors import read_named, write
from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.tables import keyed
from jiheng.web.planning.intake import bring, read_pile
from jiheng.web.planning.unpacking import File
from jiheng.writing.copying import to_copy

LAYOUTS = ("budget-signs", "budget-contents", "budget-scoring")


def signed_in(held: County, who: str) -> Client:
    client = Client()
    client.force_login(held[who].person)
    return client


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_tables_go_out_and_come_back_the_same(layout: str, ending: str) -> None:
    tables = [evolve(declaration(), code="6201"), evolve(declaration("堤防养护"), code="6202", unit="交通局本级")]
    back = read_named(write(*tables, ending=ending, form=layout).content, f"导出{ending}").declarations
    assert [(each.project, each.code, each.unit, each.goal) for each in back] == [
        (each.project, each.code, each.unit, each.goal) for each in tables
    ]
    for before, after in zip(tables, back, strict=True):
        assert [(row.level2, row.name, row.target) for row in after.indicators] == [
            (row.level2, row.name, row.target) for row in before.indicators
        ]


def test_what_a_layout_cannot_carry_is_given_as_texts_field_by_field() -> None:
    rows = tuple(evolve(row, explanation=f"{row.name}的口径") for row in declaration().indicators)
    table = evolve(declaration(), indicators=rows, goal_midterm="三年内完成")
    layout = layout_named(load(), "budget-signs")
    texts = to_copy(load(), table, layout)
    assert ("中期目标", None, "三年内完成") in [(each.label, each.row, each.text) for each in texts]
    assert sum(each.text.endswith("的口径") for each in texts) == len(rows)
    assert all(each.text for each in texts)


@pytest.mark.django_db
def test_the_pages_give_the_file_and_the_texts_to_whom_the_tables_are() -> None:
    held = county()
    filing = filed(held)
    clerk, stranger = signed_in(held, "clerk"), signed_in(held, "stranger")
    assert "带不走" in clerk.get(reverse("planning:exchange")).content.decode()
    for layout in LAYOUTS:
        file = reverse("planning:exchange-file", args=(layout, held.task.pk))
        content = b"".join(clerk.get(file).streaming_content)  # type: ignore[attr-defined]
        assert read_named(content, "导出.xlsx").declarations[0].project == "水库巡查经费"
        assert stranger.get(file).status_code == 404
        page = reverse("planning:copy", args=(filing.pk, layout))
        assert "项目属性" in clerk.get(page).content.decode()
        assert stranger.get(page).status_code == 404
    assert clerk.get(reverse("planning:copy", args=(filing.pk, "central"))).status_code == 404


@pytest.mark.django_db
def test_a_flat_excel_of_many_projects_comes_in_as_a_table_a_project() -> None:
    held = county()
    listed(held)
    begin(held["clerk"], held.task, held.unit, Beginning(keyed(declaration("占位"))))
    tables = [evolve(declaration(), code="6201"), evolve(declaration("堤防养护"), code="7777")]
    content = write(*tables, ending=".xlsx", form="budget-signs").content
    pile = bring(held["clerk"], held.task, [File("一体化导出.xlsx", content)])
    assert read_pile(pile.pk) == 2
    assert sorted(pile.pieces.values_list("said", "match")) == [("堤防养护", "nothing"), ("水库巡查经费", "code")]
