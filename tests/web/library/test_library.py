"""The indicator library: proposed and decided by different people, brought by Excel with a preview, offered by level, words and trade."""

import json
from pathlib import Path

import pytest
from county import County, county
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiheng.errors import NotAllowed, NotEnough, OutOfDate, WrongState
from jiheng.web.library import access
from jiheng.web.library.actions.import_indicators import import_indicators, offer, previewed
from jiheng.web.library.actions.propose import decide, propose, retire
from jiheng.web.library.models import Indicator, Kind, Standing
from jiheng.web.library.offering import known, offered
from jiheng.web.library.shape import Shape
from jiheng.web.library.sheet import workbook
from jiheng.web.organizations.models import Body
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
SOUND = Shape(Kind.COMMON, "output.quality", "渠道完好率", "完好渠段占比", "完好长度 ÷ 总长度", "%", "≥", "巡查记录", "95%；90%")
LIST = "类别,行业,部门编码,二级指标,指标名称,计算公式,计量单位,方向,常用值\n"


def approved(held: County, shape: Shape = SOUND) -> Indicator:
    return decide(held["performance"], propose(held["clerk"], shape).pk, approved=True)


def test_an_indicator_is_proposed_by_one_and_approved_by_another() -> None:
    held = county()
    row = propose(held["clerk"], SOUND, "各乡镇都用")
    assert row.standing == Standing.PROPOSED
    for who in ("clerk", "head", "department", "section", "auditor", "administrator", "stranger"):
        with pytest.raises(NotAllowed):
            decide(held[who], row.pk, approved=True)
    assert decide(held["performance"], row.pk, approved=True).standing == Standing.APPROVED
    own = propose(held["performance"], Shape(Kind.COMMON, "output.quality", "另一个率"))
    with pytest.raises(NotAllowed):
        decide(held["performance"], own.pk, approved=True)
    assert [entry.deed for entry in Entry.objects.filter(kind="indicator")] == [
        "propose-indicator",
        "decide-indicator",
        "propose-indicator",
    ]


def test_a_departments_own_indicator_is_decided_by_the_department_and_seen_by_it_alone() -> None:
    held = county()
    water = held.unit.department
    shape = Shape(Kind.DEPARTMENT, "output.quantity", "机井维护眼数", department=water)
    with pytest.raises(NotAllowed, match="所在部门"):
        propose(held["stranger"], shape)
    row = decide(held["department"], propose(held["clerk"], shape).pk, approved=True)
    seen = {who for who in held.actors if access.may(held[who].person, "see", row)}
    assert "clerk" in seen
    assert "department" in seen
    assert not seen & {"stranger", "other_department", "administrator"}


def test_a_change_retires_what_it_replaces_and_nothing_approved_is_written_over() -> None:
    held = county()
    first = approved(held)
    with pytest.raises(WrongState, match="同名"):
        decide(held["performance"], propose(held["clerk"], SOUND).pk, approved=True)
    changed = propose(held["clerk"], Shape(Kind.COMMON, SOUND.node, SOUND.name, "新解释"), replaces=first.pk)
    decide(held["performance"], changed.pk, approved=True)
    first.refresh_from_db()
    assert (first.standing, first.definition) == (Standing.RETIRED, "完好渠段占比")
    with pytest.raises(NotEnough):
        retire(held["performance"], changed.pk, " ")
    assert retire(held["performance"], changed.pk, "口径变了").standing == Standing.RETIRED


@pytest.mark.parametrize(
    "shape",
    [
        Shape(Kind.COMMON, "output.quality", ""), Shape(Kind.COMMON, "nowhere", "x"), Shape(Kind.TRADE, "output.quality", "x"),
        Shape(Kind.TRADE, "output.quality", "x", trade="没有的行业"), Shape(Kind.DEPARTMENT, "output.quality", "x"),
        Shape(Kind.COMMON, "output.quality", "x", sign="~"), Shape(Kind.COMMON, "output.quality", "长" * 101),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_not_proposed(shape: Shape) -> None:
    held = county()
    with pytest.raises(NotEnough):
        propose(held["clerk"], shape)
    assert not Indicator.objects.exists()


def test_a_list_is_looked_at_before_and_wrong_lines_are_named() -> None:
    held = county()
    approved(held)
    lines = (
        "共性,,,质量指标,渠道完好率,新公式,%,≥,95%\n"
        "行业,农林水,,数量指标,维修渠道长度,,公里,≥,\n"
        "部门,,310,数量指标,机井维护眼数,,眼,≥,\n"
        "部门,,999,数量指标,不知谁的,,眼,≥,\n"
        "共性,,,不存在的级,某率,,%,≥,\n"
        "共性,,,质量指标,某率,,%,大约,\n"
    )
    with pytest.raises(NotAllowed):
        offer(held["clerk"], "x.csv", (LIST + lines).encode())
    door = offer(held["performance"], "x.csv", (LIST + lines).encode())
    _door, found = previewed(held["performance"], door.pk)
    assert (len(found.new), len(found.changed), found.same, [each.row for each in found.wrong]) == (2, 1, 0, [5, 6, 7])
    with pytest.raises(OutOfDate):
        import_indicators(held["performance"], door.pk, "another")
    import_indicators(held["performance"], door.pk, found.mark)
    assert Indicator.objects.filter(standing=Standing.APPROVED).count() == 3
    assert Indicator.objects.get(standing=Standing.RETIRED).formula == "完好长度 ÷ 总长度"


def test_what_is_exported_comes_back_unchanged() -> None:
    held = county()
    approved(held)
    approved(held, Shape(Kind.TRADE, "benefit.social", "=1+1", unit="人", sign="≥", trade="农林水"))
    from jiheng.web.library.shape import shape_of

    content = workbook([shape_of(row) for row in Indicator.objects.all()])
    _door, found = previewed(held["performance"], offer(held["performance"], "库.xlsx", content).pk)
    assert (found.new, found.changed, found.same, found.wrong) == ((), (), 2, ())


@pytest.mark.parametrize("content", [b"", b"x", b"a,b\n1,2\n", b"PK\x03\x04broken"])
def test_what_is_no_list_is_told(content: bytes) -> None:
    held = county()
    with pytest.raises(NotEnough):
        offer(held["performance"], "x.xlsx", content)


def test_suggestions_are_of_the_level_the_words_and_the_trade() -> None:
    held = county()
    approved(held, Shape(Kind.TRADE, "output.quality", "渠道完好率", trade="农林水"))
    approved(held, Shape(Kind.TRADE, "output.quality", "路面完好率", trade="交通运输"))
    names = [each.shape.name for each in offered(held.unit, "质量指标", "完好")]
    assert names == ["渠道完好率"]
    assert [each.shape.name for each in offered(held.other, "质量指标", "完好")] == ["路面完好率"]
    assert all(each.shape.node == "output.timeliness" for each in offered(held.unit, "时效指标", ""))
    assert offered(held.unit, "质量指标", "绝无此词之词") == []
    assert any(each.name == "验收合格率" for each in known(held.unit))


def test_what_others_set_comes_from_the_file_of_the_corpus(tmp_path: Path, settings: LazySettings) -> None:
    held = county()
    spread = {
        "name": "验收合格率",
        "node": "output.quality",
        "unit": "%",
        "count": 40,
        "low_quarter": "95",
        "median": "98",
        "high_quarter": "100",
    }
    file = tmp_path / "library.json"
    file.write_text(json.dumps({"spreads": [spread]}), "utf-8")
    settings.LIBRARY = str(file)
    client = Client()
    client.force_login(held["clerk"].person)
    said = client.get(reverse("library:suggest"), {"unit": "310001", "level2": "质量指标", "q": "验收"}).json()["indicators"]
    assert said[0]["name"] == "验收合格率"
    assert said[0]["others"] == ["95", "98", "100"]
    assert client.get(reverse("library:suggest"), {"unit": "\0"}).status_code == 404


def test_the_list_asks_no_more_for_more_rows() -> None:
    held = county()
    client = Client()
    client.force_login(held["performance"].person)
    asked = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("library:indicators")).status_code == 200
        asked.append(len(queries))
        for number in range(8):
            propose(held["clerk"], Shape(Kind.COMMON, "output.quality", f"率{turn}{number}"))
            approved(held, Shape(Kind.COMMON, "output.quality", f"比{turn}{number}"))
    assert asked[1] <= asked[0] + 3, asked
    assert Body.objects.exists()
