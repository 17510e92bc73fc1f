import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.documents.xlsx.number_format import shown_number, shown_text

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/documents/number-formats.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_cell_shows_what_a_person_sees(case: dict[str, str]) -> None:
    assert shown_number(case["stored"], case["code"]) == case["shown"]


def test_the_calendar_of_1904_is_four_years_later() -> None:
    assert shown_number("43830", "yyyy/m/d", since_1904=True) == "2024/1/1"


def test_a_text_section_adds_its_words() -> None:
    assert shown_text("司机", '0;-0;0;@"岗"') == "司机岗"
    assert shown_text("司机", "@") == "司机"


@given(st.text(max_size=30), st.text(max_size=30) | st.sampled_from(["0%", "yyyy/m/d", "# ?/?", "0E+0", "[h]", "#,,.?%"]))
def test_any_number_and_any_code_give_a_text(stored: str, code: str) -> None:
    assert isinstance(shown_number(stored, code), str)


@given(st.decimals(allow_nan=False, allow_infinity=False).map(str), st.text(alphabet='0#?.,%/E+-;@"[]$ymdhsa万_*\\', max_size=20))
def test_any_decimal_and_any_code_of_format_signs_give_a_text(stored: str, code: str) -> None:
    assert isinstance(shown_number(stored, code), str)
