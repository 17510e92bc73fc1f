"""`jiheng read` and `jiheng check` on the example tables, and their exit codes."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from cli.program import JIHENG, run

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples")
SCHEMAS = ("read", "check")


def test_the_examples_come_out_whole() -> None:
    answer = json.loads(run("read", EXAMPLES, "--format", "json").out)
    assert len(answer["declarations"]) == 6
    assert sum(len(table["indicators"]) for table in answer["declarations"]) == 69
    assert sum(int(float(table["funds"]["total"])) for table in answer["declarations"]) == 2_520_285
    assert answer["unreadable"] == answer["empty"] == []


@pytest.mark.parametrize("form", ["table", "ndjson", "csv"])
def test_read_prints_in_every_form(form: str) -> None:
    ended = run("read", EXAMPLES, "--format", form)
    assert ended.code == 0
    assert "数量指标" in ended.out


def test_what_read_printed_is_a_document_like_any_other() -> None:
    printed = run("read", EXAMPLES, "--format", "json").out
    direct = json.loads(run("check", EXAMPLES, "--format", "json").out)
    piped = json.loads(run("check", "-", "--format", "json", stdin=printed.encode()).out)
    assert piped["findings"] == direct["findings"]


def test_exit_codes_follow_the_failing_severity() -> None:
    assert run("check", EXAMPLES).code == 1
    assert run("check", EXAMPLES, "--fail-on", "never").code == 0


def test_a_broken_document_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and nothing more")
    ended = run("read", str(tmp_path / "broken.docx"), EXAMPLES, "--format", "json")
    answer = json.loads(ended.out)
    assert ended.code == 2
    assert len(answer["declarations"]) == 6
    assert [refusal["path"] for refusal in answer["unreadable"]] == [str(tmp_path / "broken.docx")]


def test_a_document_without_a_table_is_a_fault_only_where_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("关于召开会议的通知\n请按时参加。\n", "utf-8")
    assert run("read", str(tmp_path / "note.txt")).code == 2
    assert run("read", str(tmp_path)).code == 0


def test_settings_are_found_upwards_and_checked_word_by_word(tmp_path: Path) -> None:
    (tmp_path / "jiheng.toml").write_text('select = ["FND"]\nfail-on = "eror"\n')
    ended = run("check", EXAMPLES, cwd=tmp_path)
    assert ended.code == 2
    assert "第 2 行" in ended.err
    assert "error" in ended.err
    (tmp_path / "jiheng.toml").write_text('select = ["FND"]\n')
    findings = json.loads(run("check", EXAMPLES, "--format", "json", cwd=tmp_path).out)["findings"]
    assert findings
    assert {finding["rule"][:3] for finding in findings} == {"FND"}


def test_a_broken_pipe_ends_quietly() -> None:
    with subprocess.Popen([JIHENG, "read", EXAMPLES, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_ctrl_c_ends_with_130() -> None:
    with subprocess.Popen([JIHENG, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.set_blocking(process.stdout.fileno(), True)  # type: ignore[union-attr]
        _wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
        assert process.returncode == 130
        assert b"Traceback" not in error


def _wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read, its imports done."""
    import time

    for _ in range(200):
        if Path(f"/proc/{pid}/wchan").read_text() in {"pipe_read", "anon_pipe_read"} or Path(f"/proc/{pid}/syscall").read_text().startswith(
            "0 "
        ):
            return
        time.sleep(0.05)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    copy = tmp_path / "表.txt"
    copy.write_bytes(next(Path(EXAMPLES).glob("*.txt")).read_bytes())
    (tmp_path / "链接.txt").symlink_to(copy)
    for paths in (("表.txt", "./表.txt"), (".", "表.txt"), (str(copy), "链接.txt")):
        assert len(json.loads(run("read", *paths, "--format", "json", cwd=tmp_path).out)["declarations"]) == 6


@pytest.mark.parametrize("name", ["通知.txt", "./通知.txt", "folder/../通知.txt"])
def test_a_named_file_without_a_table_is_a_fault_however_it_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "通知.txt").write_text("请各单位按时报送。", "utf-8")
    assert run("read", name, cwd=tmp_path).code == run("check", name, cwd=tmp_path).code == 2
    assert run("read", ".", cwd=tmp_path).code == run("check", ".", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("check", "x", "--today", "昨天"), "日期"),
        (("value", "x", "--year", "今年"), "整数"),
        (("schema", "x"), "read、value"),
        (("check", EXAMPLES, "--update-baseline"), "--baseline"),
        (("check", EXAMPLES, "-o", "."), "这是文件夹"),
    ],
)
def test_a_value_that_is_not_understood_is_told_in_chinese(call: tuple[str, ...], said: str) -> None:
    ended = run(*call)
    assert ended.code == 2
    assert said in ended.err
