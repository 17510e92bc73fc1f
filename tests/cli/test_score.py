"""`jiheng score` as a user runs it: from a self-evaluation table, from target tables with a list of actuals, and its exit codes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import jiheng
from cli.program import run

TARGETS = """项目支出绩效目标表
（2024年度）
项目名称,行道树养护经费
主管部门,住建局,实施单位,园林所
年度资金总额,80万元
其中：财政拨款,80万元
年度总体目标,养护行道树400株
一级指标,二级指标,三级指标,指标值
产出指标,数量指标,养护行道树株数,≥400株
产出指标,时效指标,养护完成时间,2024年11月底前
效益指标,社会效益指标,街道绿化环境,明显改善
满意度指标,服务对象满意度指标,居民满意度,≥90%
"""
ACTUALS = """项目名称,三级指标,实际完成值,全年执行数（万元）
行道树养护经费,养护行道树株数,389株,76
,养护完成时间,2024年10月20日,
,街道绿化环境,达成预期指标,
,居民满意度,92%,
,古树复壮株数,3株,
"""
FUNDS = ("<td>年初预算数<td>全年预算数<td>全年执行数<td>分值<td>执行率<td>得分", "<td>80<td>80<td>76<td>10<td>95%<td>9.5")
HTML = f"""<meta charset="utf-8"><p>项目支出绩效自评表</p><p>（2024年度）</p><table>
<tr><td>项目名称<td colspan=9>行道树养护经费
<tr><td>主管部门<td colspan=4>住建局<td>实施单位<td colspan=4>园林所
<tr><td rowspan=2>项目资金（万元）<td colspan=3>{FUNDS[0]}
<tr><td colspan=3>年度资金总额{FUNDS[1]}
<tr><td>年度总体目标<td colspan=4>养护行道树400株<td colspan=5>已养护389株
<tr><td rowspan=4>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分<td colspan=2>偏差原因分析及改进措施
<tr><td>产出指标<td>数量指标<td>养护行道树株数<td>≥400株<td>389株<td>50<td>50<td colspan=2>部分路段施工
<tr><td>效益指标<td>社会效益指标<td>街道绿化环境<td>明显改善<td>达成预期指标<td>30<td>30<td colspan=2>
<tr><td>满意度指标<td>服务对象满意度指标<td>居民满意度<td>≥90%<td>92%<td>10<td>10<td colspan=2>
</table>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "目标.csv").write_text(TARGETS, "utf-8")
    (tmp_path / "完成.csv").write_text(ACTUALS, "utf-8")
    (tmp_path / "自评.html").write_text(HTML, "utf-8")
    return tmp_path


def answered(*args: str) -> dict[str, Any]:
    """The JSON of a run that went well."""
    ended = run("score", *args, "--format", "json")
    assert ended.code == 0, ended.err
    answer: dict[str, Any] = json.loads(ended.out)
    return answer


def test_a_self_evaluation_table_is_scored_by_its_own_actuals(folder: Path) -> None:
    answer = answered(str(folder / "自评.html"))
    assert (answer["policy"], answer["policy_version"], answer["version"]) == ("national", "2020", 1)
    (score,) = answer["projects"]
    assert score["project"] == "行道树养护经费"
    assert [each["score"] for each in score["indicators"]] == ["48.63", "30", "10"]
    assert score["indicators"][0]["explanation"] == "实际 389 株，目标 ≥400 株，完成 97.25%，得 48.63 / 50 分"
    assert (score["execution"]["rate"], score["execution"]["weight"], score["execution"]["score"]) == ("95", "10", "9.5")
    assert (score["total"], score["grade"], score["missing"]) == ("98.13", "优", [])


def test_target_tables_take_their_actuals_from_a_list(folder: Path) -> None:
    answer = answered(str(folder / "目标.csv"), "--actuals", str(folder / "完成.csv"))
    (score,) = answer["projects"]
    assert [each["weight"] for each in score["indicators"]] == ["25", "25", "30", "10"]
    assert [each["score"] for each in score["indicators"]] == ["24.31", "25", "30", "10"]
    assert (score["execution"]["score"], score["total"], score["grade"]) == ("9.5", "98.81", "优")
    assert [line["indicator"] for line in answer["unmatched"]] == ["古树复壮株数"]


def test_what_is_missing_is_named_and_leaves_the_grade_open(folder: Path) -> None:
    (score,) = answered(str(folder / "目标.csv"))["projects"]
    assert score["grade"] is None
    assert len(score["missing"]) == 5
    assert score["total"] == "0"


def test_a_policy_is_chosen_by_name_or_setting(folder: Path) -> None:
    (score,) = answered(str(folder / "目标.csv"), "--actuals", str(folder / "完成.csv"), "--policy", "hubei")["projects"]
    assert score["execution"]["weight"] == "20"
    (folder / "jiheng.toml").write_text('policy = "hubei"\n')
    assert json.loads(run("score", "目标.csv", "--format", "json", cwd=folder).out)["policy"] == "hubei"


def test_the_text_shows_each_point_and_why(folder: Path) -> None:
    shown = run("score", str(folder / "目标.csv"), "--actuals", str(folder / "完成.csv")).out
    for word in ("总分 98.81", "优", "完成 97.25%", "预算执行", "古树复壮株数", "national"):
        assert word in shown
    english = run("score", str(folder / "自评.html"), "--lang", "en").out
    assert "97.25% reached; 48.63 of 50 points" in english


def test_the_policies_are_listed() -> None:
    assert "national" in run("score", "--list").out
    assert {"national", "hubei"} <= {each["name"] for each in json.loads(run("score", "--list", "--format", "json").out)}


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "json"])
def test_the_form_that_is_written_gives_the_same_score(folder: Path, ending: str) -> None:
    written = folder / f"自评表.{ending}"
    before = answered(str(folder / "目标.csv"), "--actuals", str(folder / "完成.csv"), "-o", str(written))["projects"][0]
    (read,) = json.loads(run("read", str(written), "--format", "json").out)["declarations"]
    assert (read["form"], read["total_score"]) == ("self-evaluation", before["total"])
    after = answered(str(written))["projects"][0]
    assert [each["score"] for each in after["indicators"]] == [each["score"] for each in before["indicators"]]
    assert (after["total"], after["grade"], after["execution"]["rate"]) == (before["total"], before["grade"], before["execution"]["rate"])


def test_exit_codes(folder: Path) -> None:
    assert run("score").code == 2
    assert run("score", str(folder / "目标.csv"), "--policy", "nobody").code == 2
    assert run("score", str(folder / "目标.csv"), "--actuals", str(folder / "none.csv")).code == 2
    assert run("score", str(folder / "目标.csv"), "--actuals", str(folder / "目标.csv")).code == 2
    assert run("score", str(folder / "完成.csv")).code == 2
    ended = run("score", str(folder / "none.docx"), str(folder / "自评.html"), "--format", "json")
    answer = json.loads(ended.out)
    assert ended.code == 2
    assert len(answer["projects"]) == len(answer["unreadable"]) == 1


def test_the_json_follows_its_schema_and_the_library_says_the_same(folder: Path) -> None:
    answer = answered(str(folder / "自评.html"))
    jsonschema.validate(answer, json.loads(run("schema", "score").out))
    found = jiheng.score(folder / "自评.html")
    assert [str(score.total) for score in found.projects] == [score["total"] for score in answer["projects"]]


def test_what_read_printed_can_be_scored(folder: Path) -> None:
    printed = run("read", str(folder / "自评.html"), "--format", "json").out
    assert json.loads(run("score", "-", "--format", "json", stdin=printed.encode()).out)["projects"][0]["total"] == "98.13"
