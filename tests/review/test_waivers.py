"""Waivers, settings of single files, and the two rules that watch over waivers."""

from datetime import date

from jiheng import framework
from jiheng.model.settings import FileSettings, Settings
from jiheng.model.waiver import Waiver
from jiheng.review import Context, review
from jiheng.sample.sketch import sketch

TABLES = sketch("项目名称 | 河道保洁\n满意度指标 | 服务对象满意度指标 | 沿河居民满意度 | ≥70%")
TODAY = date(2025, 7, 1)


def reviewed(*waivers: Waiver, files: tuple[FileSettings, ...] = ()) -> list[str]:
    chosen = Settings(select=("VAL005", "WAI"), files=files, waivers=waivers)
    return [finding.rule for finding in review(TABLES, Context(framework.load(), chosen, TODAY)).findings]


def fingerprint() -> str:
    return review(TABLES, Context(framework.load(), Settings(select=("VAL005",)))).findings[0].fingerprint


def test_a_waiver_in_force_silences_its_finding_and_it_is_told() -> None:
    waiver = Waiver(fingerprint(), "新开展的服务", "绩效股", date(2025, 12, 31))
    assert reviewed(waiver) == []
    result = review(TABLES, Context(framework.load(), Settings(select=("VAL005",), waivers=(waiver,)), TODAY))
    assert [finding.rule for finding in result.waived] == ["VAL005"]


def test_a_waiver_holds_through_its_last_day() -> None:
    assert reviewed(Waiver(fingerprint(), "新开展的服务", "绩效股", TODAY)) == []


def test_an_expired_waiver_silences_nothing_and_is_itself_found() -> None:
    assert reviewed(Waiver(fingerprint(), "新开展的服务", "绩效股", date(2025, 6, 30))) == ["VAL005", "WAI001"]


def test_a_waiver_that_nothing_needs_is_found() -> None:
    assert reviewed(Waiver("0" * 16, "旧问题", "绩效股")) == ["VAL005", "WAI002"]


def test_without_waivers_nobody_speaks_of_them() -> None:
    assert reviewed() == ["VAL005"]


def test_a_rule_can_be_left_out_in_some_files() -> None:
    assert reviewed(files=(FileSettings("旧表/*", ("VAL",)),)) == ["VAL005"]
    assert Settings(files=(FileSettings("旧表/*", ("VAL",)),)).silent_at("VAL005", "旧表/一.docx")
