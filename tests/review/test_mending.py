"""Mends in declarations that were read, and mends that would change more than their own row."""

from attrs import evolve

from jiheng.documents.marking import Replacement
from jiheng.framework import load
from jiheng.model.declaration import Declaration, Source
from jiheng.model.finding import Finding, Fix, Severity
from jiheng.model.place import Place
from jiheng.review.mending import Mend, mended_declarations, mended_document
from jiheng.sample.sketch import sketch

TABLE = """项目名称 | 机井改造
产出指标 | 质量指标 | 改造机井数 | ≥98百分比
产出指标 | 质量指标 | 验收合格率 | 100%
效益指标 | 社会效益指标 | 用水户满意度 | ≥90%
满意度指标 | 服务对象满意度指标 | 受益农户满意度 | ≥90%"""


def declaration() -> Declaration:
    return sketch(TABLE)[0]


def mend(indicator: int | None, field: str, before: str, after: str, place: Place | None = None) -> Mend:
    fix = Fix(indicator, field, before, after, safe=True)
    finding = Finding("VAL006", Severity.INFO, "", 0, None, indicator, field, place, "", fix=fix)
    return Mend(finding, fix, place)


def changed(*mends: Mend) -> tuple[Declaration, int, int]:
    (after,), mended = mended_declarations([declaration()], mends, load())
    return after, len(mended.made), len(mended.refused)


def test_a_target_is_read_anew() -> None:
    after, made, refused = changed(mend(0, "target", "≥98百分比", "≥98%"))
    assert (after.indicators[0].target.text, str(after.indicators[0].target.lower), after.indicators[0].target.unit) == ("≥98%", "98", "%")
    assert (made, refused) == (1, 0)
    assert after.indicators[1:] == declaration().indicators[1:]


def test_a_row_moves_to_its_level_with_node_and_first_level() -> None:
    first = changed(mend(0, "level2", "质量指标", "数量指标"))[0].indicators[0]
    assert (first.level1, first.level2, first.node) == ("产出指标", "数量指标", "output.quantity")
    moved = changed(mend(2, "level2", "社会效益指标", "服务对象满意度指标"))[0].indicators[2]
    assert (moved.level1, moved.node) == ("满意度指标", "satisfaction.recipients")


def test_what_says_something_else_is_left_alone() -> None:
    after, made, refused = changed(
        mend(0, "target", "≥97%", "≥98%"), mend(None, "project", "别的项目", "机井改造"), mend(None, "funds.total", "1", "2")
    )
    assert (after, made, refused) == (declaration(), 0, 3)


def test_a_text_of_the_table_is_replaced() -> None:
    project = declaration().project or ""
    assert changed(mend(None, "project", project, "机井改造工程"))[0].project == "机井改造工程"


def test_a_cell_that_serves_several_rows_is_not_changed_for_one() -> None:
    level, row = Place(table=1, row=1, column=1), Place(table=1, row=1, column=2)
    places = {"indicators.0.level2": level, "indicators.1.level2": level, "indicators.0.target": row}
    table = evolve(declaration(), source=Source(places=places))
    content = "质量指标\t≥98百分比\n".encode()
    line = evolve(row, line=1)
    mends = [mend(0, "level2", "质量指标", "数量指标", level), mend(0, "target", "≥98百分比", "≥98%", line), mend(1, "target", "a", "b")]
    after, mended = mended_document(content, None, mends, [table])
    assert after.decode() == "质量指标\t≥98%\n"
    assert [each.fix.after for each in mended.made] == ["≥98%"]
    assert [each.mend.fix.after for each in mended.refused] == ["数量指标", "b"]


def test_a_mend_that_the_document_refuses_does_not_stop_the_others() -> None:
    content = "甲\t乙\n丙\t丁\n".encode()
    at = Place(table=1, row=1, column=2, line=1)
    wrong, right = mend(0, "target", "不在", "x", at), mend(1, "target", "丁", "改", evolve(at, row=2, line=2))
    after, mended = mended_document(content, None, [wrong, right], [declaration()])
    assert after.decode() == "甲\t乙\n丙\t改\n"
    assert [each.mend for each in mended.refused] == [wrong]
    assert isinstance(wrong.replacement, Replacement)
