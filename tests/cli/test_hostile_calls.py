"""What users and attackers do to the command line: no trace of a crash, no code of theirs on the screen, exit codes by the contract."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from cli.program import JIHENG, run

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples")
CODES = "\x1b[31m\x1b]0;x\x07\x9b31m\u202e"
HOSTILE = f"""项目支出绩效目标表
项目名称\t采购{CODES}设备经费<script>alert(1)</script>|x
实施单位\t@SUM(1+1)局
年度资金总额\t10万元
总体目标\t采购设备20台<img src=x onerror=alert(1)>
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t=HYPERLINK("http://x","采购")设备{CODES}\t≥20台
产出指标\t质量指标\t-2+3设备合格率\t{CODES}***
产出指标\t成本指标\t@设备单价\t5000元/台
满意度指标\t服务对象满意度指标\t群众满意度\t≥90%
"""
VERBS = (("read",), ("read", "--format", "json"), ("check",), ("check", "--format", "xlsx"), ("check", "--format", "json"))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    (tmp_path / f"表{CODES}\n.tsv").write_text(HOSTILE, "utf-8")
    (tmp_path / f"坏{CODES}\n.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_told_and_ends_with_2(verb: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([JIHENG, *verb, EXAMPLES], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("jiheng: 标准输出：写不进去")
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("place", ["/dev/full", "/proc/none/x.json", "文件/x.json"])
def test_a_file_that_takes_nothing_is_told_and_ends_with_2(place: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    ended = run("check", EXAMPLES, "--format", "json", "-o", place, cwd=tmp_path)
    assert ended.code == 2
    assert "写不进去" in ended.err
    assert "Traceback" not in ended.err


def test_a_report_is_written_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    run("check", EXAMPLES, "--format", "json", "-o", "新/结果.json", cwd=tmp_path)
    assert json.loads((tmp_path / "新/结果.json").read_text("utf-8"))["declarations"] == 6
    assert [path.name for path in (tmp_path / "新").iterdir()] == ["结果.json"]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_do_no_harm(closed: str) -> None:
    done = subprocess.run(["bash", "-c", f'"$0" read "$1" {closed}', str(JIHENG), EXAMPLES], capture_output=True, check=False)  # noqa: S607
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_no_encoding_of_the_system_stops_the_report(encoding: str) -> None:
    done = subprocess.run([JIHENG, "check", EXAMPLES], capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False)
    assert done.returncode == 1
    assert "6 张表" in done.stdout.decode("gbk" if encoding == "gbk" else "utf-8")


@pytest.mark.parametrize("columns", ["0", "1", "7", "x"])
def test_no_width_stops_the_report(columns: str) -> None:
    for verb in ("read", "check"):
        assert "69 项指标" in run(verb, EXAMPLES, COLUMNS=columns).out


@pytest.mark.parametrize(
    "verb", [("read",), ("check",), ("read", "--format", "csv"), ("check", "--statistics"), ("check", "--format", "markdown")]
)
def test_no_text_and_no_name_moves_the_cursor(hostile: Path, verb: tuple[str, ...]) -> None:
    ended = run(*verb, ".", cwd=hostile)
    assert ended.code == 2
    assert not set("\x1b\x07\x9b\u202e") & set(ended.out + ended.err)


def test_what_json_says_moves_no_cursor_either(hostile: Path) -> None:
    printed = run("read", ".", "--format", "json", cwd=hostile).out.replace("采购", "采\\u001b[31m购")
    assert "\x1b" not in run("check", "-", stdin=printed.encode()).out
    assert "\x1b" not in run("value", "\x1b[31m5人").out


def test_a_spreadsheet_runs_nothing_of_a_table(hostile: Path) -> None:
    import openpyxl

    rows = run("read", ".", "--format", "csv", cwd=hostile).out
    assert "\"'=HYPERLINK" in rows
    assert ",'-2+3" in rows
    run("check", ".", "--format", "xlsx", "-o", "发现.xlsx", cwd=hostile)
    kinds = {cell.data_type for sheet in openpyxl.load_workbook(hostile / "发现.xlsx") for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_page_runs_nothing_of_a_table(hostile: Path) -> None:
    page = run("check", ".", "--format", "html", cwd=hostile).out
    assert "<script" not in page
    assert "<img" not in page


def test_a_folder_that_is_gone_does_not_stop_the_review(tmp_path: Path) -> None:
    there = tmp_path / "去"
    there.mkdir()
    call = f'cd "{there}" && rmdir "{there}" && "$0" check "$1"'
    done = subprocess.run(["bash", "-c", call, str(JIHENG), EXAMPLES], capture_output=True, check=False)  # noqa: S607
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_rule_that_is_not_there_is_no_clean_bill() -> None:
    for flag in ("--select", "--ignore"):
        ended = run("check", EXAMPLES, flag, "FND,QQQ")
        assert ended.code == 2
        assert "QQQ" in ended.err


@pytest.mark.parametrize("content", ['{"declarations":' + "[" * 200_000, '{"version":1,"tool":{},"declarations":"x"}', "{" * 5000])
def test_json_that_is_no_answer_is_told(content: str) -> None:
    ended = run("check", "-", stdin=content.encode())
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_figures_of_thousands_of_digits_are_only_figures() -> None:
    table = (
        f"项目名称\tA\n年度资金总额\t{'9' * 5000}万元\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t设备数\t≥{'9' * 3000}台\n"
    )
    for verb in ("read", "check"):
        assert "Traceback" not in run(verb, "-", stdin=table.encode()).err
