"""Tasks of a goal, from tests/cases/review/promised_tasks.toml, and which rows cover them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.model.declaration import Declaration, FormKind
from jiheng.review import Context
from jiheng.review.facts.coverage import covered_tasks
from jiheng.review.facts.tasks import promised_tasks
from jiheng.sample.sketch import sketch

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "review" / "promised_tasks.toml").read_text("utf-8"))["case"]
CONTEXT = Context(framework.load())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_tasks_of_a_goal(case: dict[str, Any]) -> None:
    found = promised_tasks(Declaration(FormKind.TARGET, goal=case["goal"]), CONTEXT)
    assert [[task.deed.name if task.deed else "", task.thing] for task in found] == case["tasks"]


def test_a_name_of_one_item_is_the_project_itself() -> None:
    assert promised_tasks(Declaration(FormKind.TARGET, project="校园监控设备采购"), CONTEXT) == ()


def test_a_row_covers_by_thing_by_other_words_or_by_deed_alone() -> None:
    table = """
        年度总体目标 | 采购电脑10台，维修校舍，举办书法比赛
        产出指标 | 数量指标 | 计算机 | 10台
        产出指标 | 数量指标 | 维修面积 | 300平方米
        产出指标 | 数量指标 | 书法比赛场次 | 2场
        满意度指标 | 服务对象满意度指标 | 书法爱好者满意度 | ≥90%
    """
    covers = covered_tasks(sketch(table)[0], CONTEXT)
    assert [cover.rows for cover in covers] == [(0,), (1,), (2,)]
