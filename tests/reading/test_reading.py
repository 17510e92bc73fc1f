"""The door of the room: what is no table, what is not filled in, and what around a form must not leak into it."""

from decimal import Decimal

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.reading import Reading, read_document
from reading import drawing

HEAD = "项目名称 | {project}{{1x3}}\n主管部门 | 林草局 | 实施单位 | 防火办\n年度资金总额 | {money}{{1x3}}\n年度总体目标 | {goal}{{1x3}}\n"
ROWS = """一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡查次数 | ≥100次
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%"""


def read(*pages: bytes) -> Reading:
    bodies = [page.split(b"<body>")[-1].split(b"</body>")[0] for page in pages]
    return read_document(open_document(b"<html><head><meta charset=utf-8></head><body>" + b"".join(bodies) + b"</body></html>"), load())


def form(above: list[str], project: str = "森林防火", money: str = "60", goal: str = "防火", rows: str = ROWS) -> bytes:
    return drawing.ruled(above, HEAD.format(project=project, money=money, goal=goal) + rows)


def test_a_document_without_a_table_says_so_in_both_languages() -> None:
    said = read("<p>关于召开会议的通知</p><p>定于三月召开。</p>".encode())
    assert said.declarations == ()
    assert "未找到" in said.reason("zh")
    assert "no target table" in said.reason("en")


def test_a_form_left_empty_gives_no_declaration() -> None:
    rows = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标{3} | 数量指标{2} | 指标1： | \n指标2： | \n质量指标 | …… | "
    said = read(form(["项目支出绩效目标表", "（20XX年度）"], "", "", "目标1：⏎目标2：", rows))
    assert said.declarations == ()
    assert "尚未填写" in said.reason("zh")


def test_year_money_and_names_of_the_notice_do_not_leak_in() -> None:
    notice = ["关于公开2021年预算绩效目标的通知", "发布时间：2022-03-15 来源：某县财政局", "现将2021年度目标公开如下，总额500万元。"]
    (table,) = read(form([*notice, "项目支出绩效目标表", "（2022年度）", "单位：万元"])).declarations
    assert (table.year, table.funds.total, table.unit) == (2022, Decimal(600_000), "防火办")
    assert table.source.published == "2022-03-15"
    assert ("发布时间", "2022-03-15") in [(cell.label, cell.text) for cell in table.extra]


def test_a_page_date_alone_is_no_budget_year() -> None:
    (table,) = read(form(["发布时间：2022-03-15", "项目支出绩效目标表", "单位：元"])).declarations
    assert table.year is None


def test_a_second_form_has_the_year_and_unit_of_the_series() -> None:
    first = form(["项目支出绩效目标表", "（2022年度）", "单位：万元"])
    one, other = read(first, form(["项目支出绩效目标表"], "病虫害防治", "30")).declarations
    assert (one.year, other.year) == (2022, 2022)
    assert other.funds.total == Decimal(300_000)


def test_money_takes_its_unit_from_the_cell_then_the_label_then_the_notice() -> None:
    above = ["项目支出绩效目标表", "（2022年度）", "单位：元"]
    assert [read(form(above, money=money)).declarations[0].funds.total for money in ("60万元", "600,000.00")] == [Decimal(600_000)] * 2
    (table,) = read(form(above, money="60").replace("年度资金总额".encode(), "年度资金总额（万元）".encode())).declarations
    assert table.funds.total == Decimal(600_000)
    assert table.funds.printed == "60万元"


def test_money_without_any_unit_is_read_with_doubt() -> None:
    (table,) = read(form(["项目支出绩效目标表"])).declarations
    (repair,) = table.source.repairs
    assert (table.funds.total, repair.kind, repair.field, repair.doubtful) == (
        Decimal(600_000),
        "unit-of-money-supplied",
        "funds.total",
        True,
    )


def test_every_field_has_the_place_of_its_cell() -> None:
    (table,) = read(form(["项目支出绩效目标表"], goal="")).declarations
    places = table.source.places
    assert (places["unit"].row, places["unit"].column) == (2, 4)
    assert table.goal is None
    assert (places["goal"].row, places["goal"].column) == (4, 2)
    assert (places["indicators.1.target"].row, places["indicators.1.target"].column) == (7, 4)
    assert "term" not in places


def test_empty_second_levels_are_no_indicators_and_wishes_without_a_value_are() -> None:
    rows = ROWS + "\n效益指标{2} | 经济效益指标 |  | \n社会效益指标 | 森林资源得到保护 | "
    (table,) = read(form(["项目支出绩效目标表"], rows=rows)).declarations
    assert [row.name for row in table.indicators] == ["巡查次数", "群众满意度", "森林资源得到保护"]
    assert table.indicators[2].target.text == ""
    assert [level.level2 for level in table.blank_levels] == ["经济效益指标"]


def test_a_row_split_over_a_page_is_joined_and_said() -> None:
    broken = drawing.ruled(["项目支出绩效目标表"], HEAD.format(project="甲", money="1", goal="乙") + "\n".join(ROWS.splitlines()[:2]))
    (table,) = read(broken, drawing.ruled([], " |  | （含夜间） | \n满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%")).declarations
    assert table.indicators[0].name == "巡查次数（含夜间）"
    assert [repair.kind for repair in table.source.repairs if repair.field == "indicators.0.name"] == ["row-over-page"]


def test_traits_bind_by_what_stands_in_them() -> None:
    rows = """一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标方向 | 指标值 | 计量单位
产出指标 | 数量指标 | 巡查次数 | 正向 | 大于等于 | 735 | 次
产出指标 | 质量指标 | 合格率 | ≥ | 正向指标 | ≥95% | %
产出指标 | 时效指标 | 完成时间 | 定性 |  | 11月底前 | 
产出指标 | 成本指标 | 单价 | ≤ | 反向 | ≥3万元 | 个"""  # noqa: W291
    (table,) = read(form(["项目绩效目标表"], rows=rows)).declarations
    assert [row.target.text for row in table.indicators] == ["大于等于735次", "≥95%", "11月底前", "≥3万元"]
    assert [(row.direction, row.nature) for row in table.indicators] == [("正向", None), ("正向", None), (None, "定性"), ("反向", None)]
    assert [(cell.label, cell.text) for cell in table.indicators[3].extra] == [("计量单位", "个"), ("指标性质", "≤")]


def test_a_form_of_paragraphs_over_a_table_and_two_of_them_in_one_document() -> None:
    head = ["项目支出绩效目标表", "（2024年度）", "项目名称：森林防火", "主管部门：林草局　　实施单位：防火办", "年度资金总额：60万元"]
    one, other = read(drawing.ruled(head, ROWS), drawing.ruled(["项目名称：病虫害防治", "年度资金总额：30万元"], ROWS)).declarations
    assert (one.project, one.unit, one.funds.total) == ("森林防火", "防火办", Decimal(600_000))
    assert (other.project, other.year, other.funds.total) == ("病虫害防治", 2024, Decimal(300_000))


def test_a_title_repeated_over_the_next_page_begins_no_new_form() -> None:
    lines = ROWS.splitlines()
    rest = drawing.ruled(["项目支出绩效目标表（续表）"], f"{lines[0]}\n{lines[2]}")
    (table,) = read(form(["项目支出绩效目标表"], rows="\n".join(lines[:2])), rest).declarations
    assert [row.name for row in table.indicators] == ["巡查次数", "群众满意度"]


def test_a_list_of_projects_goes_on_over_pages() -> None:
    head = "项目名称 | 资金总额(万元) | 一级指标 | 二级指标 | 三级指标 | 指标值\n"
    first = drawing.ruled(
        ["2024年项目绩效目标表"], head + "甲项目{2} | 10{2} | 产出指标 | 数量指标 | 巡查 | 1次\n | 质量指标 | 合格率 | 100%"
    )
    other = drawing.ruled(
        ["2024年项目绩效目标表"], head + " |  | 产出指标 | 时效指标 | 及时率 | ≥90%\n乙项目 | 20 | 产出指标 | 数量指标 | 植树 | 2株"
    )
    tables = read(first, other).declarations
    assert [(table.project, len(table.indicators), table.funds.total) for table in tables] == [
        ("甲项目", 3, Decimal(100_000)),
        ("乙项目", 1, Decimal(200_000)),
    ]


def test_regions_named_under_the_head_of_the_targets() -> None:
    rows = """一级指标 | 二级指标 | 三级指标 | 指标值{1x3}
产出指标{3} | 数量指标{2} |  | 合计 | 甲县 | 乙县
灌溉面积（万亩） | ≥10 | ≥6 | ≥4
时效指标 | 完工率 | ≥80% | ≥80% | ≥80%"""
    (table,) = read(drawing.ruled(["区域绩效目标表"], "专项名称 | 水利资金{1x5}\n" + rows)).declarations
    assert table.form == "transfer"
    assert [(row.name, row.target.text) for row in table.indicators] == [("灌溉面积（万亩）", "≥10"), ("完工率", "≥80%")]
    assert [(region.name, region.target.text) for region in table.indicators[0].regions] == [("甲县", "≥6"), ("乙县", "≥4")]
