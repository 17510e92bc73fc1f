"""`check` with copies: comments, mends, differences, and the watch; the original is never touched."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from cli.program import JIHENG, Ended, run

HEAD = (
    ("2024年度项目支出绩效目标表", "", "", ""),
    ("项目名称", "二次供水水箱清洗", "", ""),
    ("主管部门", "某县水务局", "实施单位", "某县供水站"),
    ("项目资金（万元）", "年度资金总额", "4.8", ""),
    ("年度总体目标", "清洗水箱24座，巡检泵站120次，保障供水安全。", "", ""),
    ("一级指标", "二级指标", "三级指标", "指标值"),
)
ROWS = (
    ("产出指标", "数量指标", "清洗水箱数量", "≥24座"),
    ("产出指标", "数量指标", "每座水箱清洗人数", "≤3人"),
    ("产出指标", "质量指标", "水质抽检合格率", "≥100%"),
    ("产出指标", "质量指标", "水箱消毒合格率", "≥98百分比"),
    ("产出指标", "时效指标", "完成时间", "12月底前"),
    ("成本指标", "经济成本指标", "每座清洗成本", "≤2000元"),
    ("效益指标", "社会效益指标", "居民投诉下降率", "≥30百分比"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥92%"),
)
TARGET = 3
MENDED = {"水质抽检合格率": "100%", "水箱消毒合格率": "≥98%", "居民投诉下降率": "≥30%"}


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(HEAD[0][0])
    rows = (*HEAD[1:], *ROWS)
    made = document.add_table(len(rows), 4)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    made.cell(0, 1).merge(made.cell(0, 3))
    made.cell(3, 1).merge(made.cell(3, 3))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*HEAD, *ROWS):
        sheet.append([text or None for text in row])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def text() -> bytes:
    return "\n".join("\t".join(row).rstrip("\t") for row in (*HEAD, *ROWS)).encode("gb18030")


KINDS = {"表.docx": word, "表.xlsx": excel, "表.txt": text}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, make in KINDS.items():
        (tmp_path / name).write_bytes(make())
    return tmp_path


def targets(path: Path) -> dict[str, str]:
    (declaration,) = json.loads(run("read", str(path), "--format", "json").out)["declarations"]
    return {row["name"]: row["target"]["text"] for row in declaration["indicators"]}


def findings(ended: Ended) -> list[tuple[str, int | None]]:
    return [(finding["rule"], finding["indicator"]) for finding in json.loads(ended.out)["findings"]]


@pytest.mark.parametrize("name", KINDS)
def test_safe_mends_are_made_in_a_copy_on_every_row_and_listed(folder: Path, name: str) -> None:
    source, copy = folder / name, folder / f"改后{Path(name).suffix}"
    before = source.read_bytes()
    ended = run("check", name, "--fix", "-o", copy.name, cwd=folder)
    assert source.read_bytes() == before
    assert targets(copy) == {**targets(source), **MENDED}
    assert ended.out.startswith("已改 3 处")
    left = run("check", copy.name, "--format", "json", cwd=folder)
    assert not any(rule in {"VAL003", "VAL006"} for rule, _ in findings(left))


def test_what_was_read_is_mended_as_what_was_read(folder: Path) -> None:
    printed = run("read", "表.docx", "--format", "json", cwd=folder).out
    ended = run("check", "-", "--fix", "-o", "改后.json", "--format", "json", "--lang", "en", cwd=folder, stdin=printed.encode())
    assert ended.err.startswith("3 changed")
    mended = json.loads((folder / "改后.json").read_text("utf-8"))
    old = json.loads(printed)
    for declaration in old["declarations"]:
        for row in declaration["indicators"]:
            if row["name"] in MENDED:
                assert row["target"]["text"] != MENDED[row["name"]]
    assert {row["name"]: row["target"]["text"] for row in mended["declarations"][0]["indicators"]}["水箱消毒合格率"] == "≥98%"
    assert len(findings(ended)) == len(findings(run("check", "改后.json", "--format", "json", cwd=folder)))


def test_a_difference_shows_what_would_change_and_writes_nothing(folder: Path) -> None:
    there = sorted(folder.iterdir())
    shown = run("check", "表.docx", "--diff", cwd=folder).out.splitlines()
    assert shown[:2] == ["--- 表.docx", "+++ 表.docx（修改后）"]
    assert shown.count("-≥98百分比") == shown.count("+≥98%") == 1
    assert sorted(folder.iterdir()) == there
    unsafe = run("check", "表.docx", "--diff", "--unsafe-fixes", cwd=folder).out.splitlines()
    assert set(shown) <= set(unsafe)


def test_findings_become_comments_at_their_cells_in_word(folder: Path) -> None:
    ended = run("check", "表.docx", "--annotate", "批注.docx", "--format", "json", "--today", "2024-03-01", cwd=folder)
    made = docx.Document(str(folder / "批注.docx"))
    said = [comment.text for comment in made.comments]
    assert len(said) == len(findings(ended))
    for text_, finding in zip(said, json.loads(ended.out)["findings"], strict=True):
        assert finding["rule"] in text_
        assert finding["message"] in text_
    ranges = made.element.body.xpath(".//w:tc[.//w:commentRangeStart]")
    shown = {"".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t")) for cell in ranges}
    assert "≥100%" in shown
    assert targets(folder / "批注.docx") == targets(folder / "表.docx")


def test_findings_become_notes_in_excel(folder: Path) -> None:
    assert run("check", "表.xlsx", "--annotate", "批注.xlsx", "--lang", "en", cwd=folder).code in {0, 1}
    sheet = openpyxl.load_workbook(folder / "批注.xlsx").worksheets[0]
    notes = {cell.value: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert "VAL003" in notes["≥100%"]
    assert "Suggested: “≥100%” → “100%”" in notes["≥100%"]


def test_mends_and_comments_together(folder: Path) -> None:
    run("check", "表.docx", "--fix", "-o", "改后.docx", "--annotate", "批注.docx", cwd=folder)
    said = [comment.text for comment in docx.Document(str(folder / "批注.docx")).comments]
    assert targets(folder / "批注.docx")["水质抽检合格率"] == "100%"
    assert not any("VAL003" in each for each in said)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("表.docx", "--fix"), "-o"),
        (("表.docx", "--unsafe-fixes"), "--fix"),
        (("表.docx", "表.xlsx", "--diff"), "一次只写回一个文档"),
        ((".", "--annotate", "批注.docx"), "一次只写回一个文档"),
        (("表.docx", "--annotate", "表.docx"), "原件"),
        (("表.docx", "--fix", "-o", "./表.docx"), "原件"),
        (("表.txt", "--annotate", "批注.txt"), ".docx"),
        (("没有.docx", "--annotate", "批注.docx"), "没有这个文件"),
        (("-", "--watch"), "标准输入"),
    ],
)
def test_calls_that_can_not_be_carried_out_say_why(folder: Path, args: tuple[str, ...], said: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ended = run("check", *args, cwd=folder)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_watch_runs_again_after_a_change_and_ends_with_130(folder: Path) -> None:
    report = folder / "结果.json"
    watching = subprocess.Popen(
        [JIHENG, "check", ".", "--watch", "--format", "json", "-o", str(report)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert _until(lambda: report.exists() and json.loads(report.read_text("utf-8"))["declarations"] == len(KINDS))
        (folder / "表.xlsx").unlink()
        assert _until(lambda: json.loads(report.read_text("utf-8") or "{}").get("declarations") == len(KINDS) - 1)
    finally:
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=20)
    assert watching.returncode == 130


def _until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return True
        except json.JSONDecodeError:
            pass
        time.sleep(0.1)
    return False
