"""Every case of tests/cases/values/read_*.toml, and what is lawful for any text."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model.value import Change, Period, Value, ValueKind
from jiheng.values import read_value
from jiheng.values.characters import TABLE

CASES = sorted((Path(__file__).parents[1] / "cases" / "values").glob("read_*.toml"))
LOADED = [(path.stem, case) for path in CASES for case in tomllib.loads(path.read_text())["case"]]
TEXTS = [case["text"] for _, case in LOADED]
PIECES = [
    *(
        "≥",
        "≤",
        "<",
        "=",
        "±",
        "不低于",
        "不超过",
        "每",
        "每人",
        "每月",
        "较上年",
        "增长",
        "下降",
        "约",
        "控制在",
        "共",
        "1",
        "98",
        "0.5",
        "1,000",
        "2024",
        "12",
    ),
    *(
        "%",
        "‰",
        "万",
        "元",
        "万元",
        "人",
        "人次",
        "个",
        "个月",
        "年",
        "月",
        "日",
        "底",
        "前",
        "内",
        "以上",
        "左右",
        "/",
        "·",
        "-",
        "~",
        "至",
        "；",
        "，",
        "、",
        "和",
    ),
    *(
        "(",
        ")",
        " ",
        "\n",
        "**",
        "×",
        "XX",
        "一",
        "两",
        "半",
        "百分之",
        "第三季度",
        "上半年",
        "合格",
        "优",
        "显著提高",
        "按季度",
        "完成",
        ":",
        "率",
        ".",
    ),
]
assembled = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
anything = st.one_of(st.text(max_size=60), assembled, st.sampled_from(TEXTS))


def expected(case: dict[str, Any]) -> Value:
    return Value(
        text=case["text"].strip(),
        kind=ValueKind(case["kind"]),
        lower=Decimal(case["lower"]) if "lower" in case else None,
        upper=Decimal(case["upper"]) if "upper" in case else None,
        lower_open=case.get("lower_open", False),
        upper_open=case.get("upper_open", False),
        approximate=case.get("approximate", False),
        unit=case.get("unit"),
        per=tuple(case.get("per", ())),
        change=Change(case["change"]) if "change" in case else None,
        than=case.get("than"),
        since=case.get("since"),
        by=case.get("by"),
        every=Period(case["every"]) if "every" in case else None,
        grade=case.get("grade"),
        parts=tuple(expected(part) for part in case.get("parts", ())),
    )


def without_text(value: Value) -> Value:
    return attrs.evolve(value, text="", parts=tuple(without_text(part) for part in value.parts))


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{stem}-{case['name']}") for stem, case in LOADED])
def test_reads_as_the_case_says(case: dict[str, Any]) -> None:
    assert read_value(case["text"], year=case.get("year")) == expected(case)


def test_there_are_at_least_three_hundred_cases_with_names_of_their_own() -> None:
    names = [case["name"] for _, case in LOADED]
    assert len(names) >= 300
    assert len(set(names)) == len(names)


@given(anything)
def test_any_text_gives_a_value_with_its_text_kept(text: str) -> None:
    assert read_value(text).text == text.strip()


@given(anything, st.integers(2000, 2040))
def test_reading_twice_gives_the_same(text: str, year: int) -> None:
    assert read_value(text, year=year) == read_value(text, year=year)


@given(anything)
def test_full_width_forms_read_alike(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert without_text(read_value(wide)) == without_text(read_value(wide.translate(TABLE)))


@given(st.sampled_from([text for text in TEXTS if "\n" not in text]), st.sampled_from([" ", "\u3000", "\u00a0", "\t"]))
def test_blanks_do_not_change_a_value(text: str, blank: str) -> None:
    assert without_text(read_value(blank.join(text))) == without_text(read_value(text))


@given(anything)
def test_the_bounds_of_a_figure_are_in_plain_form(text: str) -> None:
    for value in (read_value(text), *read_value(text).parts):
        for bound in (value.lower, value.upper):
            assert bound is None or bound == 0 or "." not in format(bound, "f") or not format(bound, "f").endswith("0")
        assert not (value.lower_open and value.lower is None)
        assert not (value.upper_open and value.upper is None)


@given(anything)
def test_fields_fit_the_kind(text: str) -> None:
    value = read_value(text)
    assert (value.grade is not None) == (value.kind is ValueKind.GRADE)
    assert (value.every is not None) == (value.kind is ValueKind.SCHEDULE)
    if value.kind in (ValueKind.QUALITATIVE, ValueKind.UNKNOWN):
        assert value == Value(text.strip(), value.kind)
    if value.kind is ValueKind.DATE:
        assert value.since or value.by
    if value.kind is ValueKind.MONEY:
        assert value.unit == "元"
    if value.parts:
        assert value.kind in (ValueKind.COMPOUND, ValueKind.RATIO)
        assert len(value.parts) > 1


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), st.integers(2, 900))
def test_a_piece_repeated_to_the_longest_text_still_gives_a_value(piece: str, length: int) -> None:
    text = (piece * length)[:1000]
    assert read_value(text).text == text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "9,",
        "、",
        "1、",
        "；1项",
        "每",
        "每人",
        "(",
        ")",
        "（1）",
        "一",
        "百分之",
        "m",
        "较上年",
        "≥",
        "2024年",
        "1月",
        "率",
        "不低于",
        "通过",
        "Ⅲ",
        " ",
        "\n1人",
        "A1",
        "万",
        "第",
        "7×24",
    ],
)
def test_a_very_long_text_is_cheap(piece: str) -> None:
    """The work done on a text a hundred times as long is what it is on its characters, once: no reader sees more than PROSE of them."""
    assert read_value(piece * 200_000).kind in (ValueKind.QUALITATIVE, ValueKind.UNKNOWN)
