"""`--seconds` and `--memory`, and the settings of the same names: what one document may cost, for copies as for reading."""

import time
from functools import partial
from pathlib import Path

import pytest

from cli.program import run
from jiheng.cli.limits import MEGABYTE, USUAL
from jiheng.errors import HostileDocument, TextNotThere
from jiheng.guard import Limits
from jiheng.sources import within

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples")
LONG = "一级指标\t二级指标\t三级指标\t指标值\n" + "产出指标\t数量指标\t清运垃圾\t≥120车次\n" * 100_000
"""Rows for half a minute."""


def test_the_usual_limits_are_the_librarys() -> None:
    assert Limits(USUAL["seconds"], USUAL["memory"] * MEGABYTE) == Limits()


@pytest.mark.parametrize(
    "verb", [("read",), ("check",), ("score",), ("write", "-o", "x.docx"), ("check", "--annotate", "x.docx")], ids=" ".join
)
def test_a_flag_bounds_every_verb_that_reads(verb: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    ended = run(verb[0], "a.txt", *verb[1:], "--seconds", "1", cwd=tmp_path)
    assert ended.code == 2
    assert "读了 1 秒还没有读完" in ended.err + ended.out


def test_a_setting_bounds_as_the_flag_does_and_the_flag_speaks_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    (tmp_path / "jiheng.toml").write_text("seconds = 1\nmemory = 512\n", "utf-8")
    assert "within 1 seconds" in run("read", "a.txt", "--lang", "en", cwd=tmp_path).out
    assert "within 2 seconds" in run("read", "a.txt", "--seconds", "2", "--lang", "en", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("said", "found"), [("memory = 1", "memory 的值是 1"), ("seconds = true", "类型不对"), ("second = 3", "是不是 seconds")]
)
def test_a_limit_that_is_none_is_told(said: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "jiheng.toml").write_text(said, "utf-8")
    ended = run("read", EXAMPLES, cwd=tmp_path)
    assert ended.code == 2
    assert found in ended.err


def test_a_copy_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(HostileDocument, match="读了 1 秒"):
        within(Limits(seconds=1), "a.docx", partial(time.sleep, 60))


def test_a_copy_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(HostileDocument, match="内存"):
        within(Limits(memory=256 * MEGABYTE), "a.docx", partial(bytearray, 2**30))


def _refusing() -> bytes:
    raise TextNotThere("甲处没有", "not there", 7)


def test_what_a_copy_raises_comes_back_whole() -> None:
    with pytest.raises(TextNotThere) as raised:
        within(Limits(), "a.docx", _refusing)
    assert (raised.value.zh, raised.value.en, raised.value.replacement, str(raised.value)) == ("甲处没有", "not there", 7, "甲处没有")
