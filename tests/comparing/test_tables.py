from attrs import evolve

from comparing.case_files import NAMING
from jiheng.comparing.tables import TablePair, match_tables
from jiheng.model.declaration import Declaration
from jiheng.sample.sketch import sketch

LAST_YEAR = """
年度 | 2022
项目名称 | 2022年城区绿化养护经费
实施单位 | 园林中心
年度资金总额 | 80万元
产出指标 | 数量指标 | 养护绿地面积 | ≥12万平方米
---
年度 | 2022
项目名称 | 路灯维护
实施单位 | 园林中心
产出指标 | 数量指标 | 维护路灯 | ≥900盏
"""
THIS_YEAR = """
年度 | 2023
项目名称 | 公园游乐设施更新
实施单位 | 园林中心
---
年度 | 2023
项目名称 | 路灯维护
实施单位 | 园林中心
产出指标 | 数量指标 | 维护路灯 | ≥950盏
---
年度 | 2023
项目名称 | 城区绿化养护
实施单位 | 园林中心
产出指标 | 数量指标 | 养护绿地面积 | ≥12万平方米
"""


def pairs(old: tuple[Declaration, ...], new: tuple[Declaration, ...]) -> list[TablePair]:
    return list(match_tables(old, new, NAMING))


def test_a_project_is_found_under_the_name_without_its_year() -> None:
    assert pairs(sketch(LAST_YEAR), sketch(THIS_YEAR)) == [TablePair(0, 2, by_code=False), TablePair(1, 1, by_code=False)]


def test_a_code_decides_whatever_the_name() -> None:
    (green, lamps), (park, lights, garden) = sketch(LAST_YEAR), sketch(THIS_YEAR)
    old = (evolve(green, code="A1"), lamps)
    assert pairs(old, (evolve(park, code="A1"), lights, evolve(garden, code="B2"))) == [
        TablePair(0, 0, by_code=True),
        TablePair(1, 1, by_code=False),
    ]


def test_another_unit_has_another_project() -> None:
    (_, lamps), (_, lights, _) = sketch(LAST_YEAR), sketch(THIS_YEAR)
    assert pairs((lamps,), (evolve(lights, unit="市政中心"),)) == []


def test_rows_tell_two_projects_of_one_name_apart() -> None:
    trees, flowers = sketch("项目名称 | 养护\n产出指标 | 数量指标 | 乔木 | 9株\n---\n项目名称 | 养护\n产出指标 | 数量指标 | 草花 | 9盆")
    assert pairs((trees, flowers), (flowers, trees)) == [TablePair(0, 1, by_code=False), TablePair(1, 0, by_code=False)]
