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
ADVICE = re.compile("请|应|须|宜")
DEED = re.compile(
    r"^(?:(?:but|or|else|and|so) )?(?:please |then )?(?:add|ask|blot|check|correct|decide|enter|fill|give|keep|lower|make|mend|name|put|raise|say|see"
    r"|set|share|state|strike|take|turn|use|withdraw|write)\b|\b(?:should|must|belongs?|asks for)\b|\?$",
    re.IGNORECASE,
)
"""What is to be done: a verb that begins a clause, what should be, or the question that the unit is to answer."""
AT_ODDS = re.compile(
    "却|而|不|未|没|无|只|超|应|须|必填|各自|相差|重复|一字|相同|差|空白|少|低|高|留|缺|早|迟|晚|落后|尽|反|请核对|另|又|误|仍|含|是标语|多|怎样|何|否"
)
"""What the found is held against: a contrast, a lack, a bound, or the norm itself."""


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
def test_every_sentence_has_its_parts_in_chinese(rule: Rule) -> None:
    """The report gives the place; the sentence what was found, in figures or words of the table, what it is held against, and what to do."""
    for key, sentence in rule.message["zh"].items():
        first, *rest = [clause for clause in re.split("[；，。：？]", sentence) if clause.strip()]
        assert FIELD.search(sentence), (key, "found: nothing of the table is quoted")
        assert AT_ODDS.search(sentence), (key, "expected: nothing says what it is held against")
        assert rest, (key, "one clause can't say both what was found and what to do")
        assert any(ADVICE.search(clause) for clause in rest), (key, "what to do: no clause behind the first says it", first)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_sentence_has_its_parts_in_english(rule: Rule) -> None:
    for key, sentence in rule.message["en"].items():
        clauses = [clause.strip() for clause in re.split(r"[;.:,?](?:\s|$)", sentence) if clause.strip()]
        asks = sentence.endswith("?")
        assert FIELD.search(sentence), (key, "found: nothing of the table is quoted")
        assert asks or any(DEED.search(clause) for clause in clauses), (key, "what to do: no clause says it")


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
