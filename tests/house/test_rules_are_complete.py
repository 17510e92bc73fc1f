"""Every rule says all about itself: its manual in a fixed order, its Chinese page, its sentences in both languages, its cases."""

import re
import tomllib
from pathlib import Path

import pytest

from jiheng.review.registry import Rule, all_rules, chinese_page

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ("Finds:", "Why it matters:", "Basis:", "Silent when:", "Known false alarms:", "Wrong:", "Right:", "How to mend:", "Since:")
CHINESE = ("发现什么", "为什么重要", "依据", "何时不提示", "可能的误报", "错误示例", "正确示例", "怎样修改", "起始版本")
TESTS = {"完整性", "相关性", "适当性", "可行性", "–"}
RULES = all_rules()
FIELD = re.compile(r"\{(\w+)")
ADVICE = re.compile("请|应|可|须|改|补|核对|宜")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_manual_is_complete_and_in_order(rule: Rule) -> None:
    places = [rule.manual.find(section) for section in SECTIONS]
    assert -1 not in places, [section for section, place in zip(SECTIONS, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert rule.test in TESTS
    page = chinese_page(rule.code)
    assert page.startswith(f"# {rule.code} ")
    assert [word for word in CHINESE if f"**{word}" not in page] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_sentence_stands_in_both_languages(rule: Rule) -> None:
    assert rule.message["zh"].keys() == rule.message["en"].keys()
    for key, sentence in rule.message["zh"].items():
        assert set(FIELD.findall(sentence)) == set(FIELD.findall(rule.message["en"][key])), key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_sentence_says_what_to_do(rule: Rule) -> None:
    assert [sentence for sentence in rule.message["zh"].values() if not ADVICE.search(sentence)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_there_are_cases_that_fire_and_cases_that_do_not(rule: Rule) -> None:
    cases = tomllib.loads((ROOT / f"tests/cases/rules/{rule.code.lower()}.toml").read_text("utf-8"))["case"]
    fired = [case for case in cases if case["expect"] == "failed"]
    assert len(fired) >= 3
    assert len(cases) - len(fired) >= 3


def test_a_rule_yields_only_to_rules_that_there_are() -> None:
    codes = {rule.code for rule in RULES}
    for rule in RULES:
        assert rule.yields_to <= codes, (rule.code, rule.yields_to - codes)
