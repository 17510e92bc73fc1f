"""`jiheng value`."""

import json

from cli.program import run


def test_json_is_one_object_a_line_in_the_order_of_the_texts() -> None:
    ended = run("value", "--format", "json", "≥98%", "每人 400 元-3000 元")
    first, second = map(json.loads, ended.out.splitlines())
    assert (first["kind"], first["lower"], first["upper"], first["unit"]) == ("percent", "98", None, "%")
    assert (second["kind"], second["lower"], second["upper"], second["unit"], second["per"]) == ("money", "400", "3000", "元", ["人"])
    assert first["version"] == 1
    assert first["tool"]["version"]


def test_a_dash_reads_lines_and_a_blank_line_is_unknown() -> None:
    ended = run("value", "--format", "json", "-", stdin="≥98%\n\n12 个月\n".encode())
    assert [json.loads(line)["kind"] for line in ended.out.splitlines()] == ["percent", "unknown", "duration"]


def test_texts_that_begin_with_a_dash_follow_two_dashes() -> None:
    assert json.loads(run("value", "--format", "json", "--", "-5%").out)["lower"] == "-5"


def test_the_year_of_the_budget_dates_what_names_none() -> None:
    assert json.loads(run("value", "--format", "json", "--year", "2024", "11月底前").out)["by"] == "2024-11-30"
    assert json.loads(run("value", "--format", "json", "11月底前").out)["by"] == "XXXX-11-30"


def test_people_are_told_how_a_value_was_read() -> None:
    assert "每人每月 4,583.33 元" in run("value", "4583.33 元/人/月").out
    assert "at least 98%" in run("value", "≥98%", "--lang", "en").out
