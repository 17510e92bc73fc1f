"""The canonical text of a value reads back equal."""

import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model.value import NO_VALUE, Value
from jiheng.values import read_value, write_value

CASES = sorted((Path(__file__).parents[1] / "cases" / "values").glob("read_*.toml"))
LOADED: list[dict[str, Any]] = [case for path in CASES for case in tomllib.loads(path.read_text())["case"]]
BEFORE = ["", "≥", "<", "不超过", "约", "±", "较上年增长", "下降≥", "每人每年", "每两年", "2024年底前", "控制在", "¥"]
NUMBERS = ["0", "3", "12", "98", "0.5", "1,806.75", "2024", "5-10", "80~90", "三", "半"]
AFTER = [
    "",
    "%",
    "‰",
    "个百分点",
    "元",
    "万元",
    "万元/人",
    "元/人/月",
    "人次",
    "次/年",
    "批次/千人",
    "万",
    "个工作日",
    "年",
    "月底前",
    "比例",
    "m2",
    "台(套)",
    "杯",
]
ENDS = ["", "以上", "内", "左右", "；2批", "，3.5万元以内", "完成"]
composed = st.tuples(*map(st.sampled_from, (BEFORE, NUMBERS, AFTER, ENDS))).map("".join)


def without_text(value: Value) -> Value:
    return attrs.evolve(value, text="", parts=tuple(without_text(part) for part in value.parts))


def reads_back(value: Value) -> bool:
    return without_text(read_value(write_value(value))) == without_text(value)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in LOADED])
def test_the_canonical_text_of_every_case_reads_back_equal(case: dict[str, Any]) -> None:
    assert reads_back(read_value(case["text"], year=case.get("year")))


@given(composed)
def test_the_canonical_text_of_composed_texts_reads_back_equal(text: str) -> None:
    assert reads_back(read_value(text))


@given(st.text(max_size=40))
def test_the_canonical_text_of_any_text_reads_back_equal(text: str) -> None:
    assert reads_back(read_value(text))


@given(composed)
def test_writing_what_was_written_changes_nothing(text: str) -> None:
    written = write_value(read_value(text))
    assert write_value(read_value(written)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("不低于98％", "≥98%"),
        ("5-10 万元", "50000~100000元"),
        ("4583.33 元 / 人 / 月", "4583.33元/人/月"),
        ("每人每年250元左右", "250元/人/年左右"),
        ("3500 万人次", "35000000人次"),
        ("大于5%且小于10%", ">5%且<10%"),
        ("较上年增长5%以上", "较上年增长≥5%"),
        ("2024 年底", "2024-12-31前"),
        ("2024.07-2024.12", "2024-07-01至2024-12-31"),
        ("第三季度", "7月1日至9月30日"),
        ("自2024年3月起", "2024-03-01起"),
        ("按季度完成", "每季度"),
        ("7：3", "7:3"),
        ("≥0.97比例", "≥0.97比例"),
        ("2024年底前完成30场", "2024-12-31前完成30场"),
        ("1项，2批", "1项；2批"),
        ("一次性通过验收", "一次性通过验收"),
        ("显著提高", "显著提高"),
        ("≥**人", "≥**人"),
    ],
)
def test_the_canonical_text_is(text: str, written: str) -> None:
    assert write_value(read_value(text)) == written


def test_no_value_is_written_as_nothing() -> None:
    assert write_value(NO_VALUE) == ""
