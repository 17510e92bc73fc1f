"""Personal data is told from codes and amounts."""

import pytest

from jiheng import framework
from jiheng.framework.personal import masked, personal_data

KNOWN = personal_data(framework.load())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人手机13800138000。", "13800138000"),
        ("+86 138 0013 8000", "+86 138 0013 8000"),
        ("资金13800138000元", None),
        ("合同编号HT13800138000", None),
        ("138****8000", None),
    ],
)
def test_mobile_numbers(text: str, found: str | None) -> None:
    assert KNOWN.mobile(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证11010519491231002X", "11010519491231002X"),
        ("身份证110105194912310021", None),
        ("代码1101051949123100211", None),
    ],
)
def test_identity_numbers_by_their_check_digit(text: str, found: str | None) -> None:
    assert KNOWN.identity(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("患者姓名：赵小林，男", "赵小林"),
        ("受助学生：王芳、李明", "王芳"),
        ("学生高中毕业率", None),
        ("患者安全目标", None),
    ],
)
def test_names_of_those_who_are_served(text: str, found: str | None) -> None:
    assert KNOWN.served(text) == found


def test_a_text_without_long_digits_and_names_is_not_suspect() -> None:
    assert not KNOWN.suspect("改造面积≥3200平方米")
    assert KNOWN.suspect("电话0951-5550123")


def test_only_the_ends_are_shown() -> None:
    assert masked("13800138000") == "138****00"
    assert masked("赵小林") == "赵**"
