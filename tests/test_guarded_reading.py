"""Documents read under guard: the same answers, and a reason in four parts for what was stopped."""

import time
from pathlib import Path

import pytest

from jiheng.documents import Document, text
from jiheng.documents.source import Source
from jiheng.doors import read
from jiheng.guard import Limits

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_guard_changes_no_answer() -> None:
    assert read(EXAMPLES, guard=Limits()) == read(EXAMPLES)


def test_a_document_that_never_ends_is_unreadable_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_text = text.read

    def slow(source: Source) -> Document:
        if b"SLOW" in source.content:
            time.sleep(60)
        return read_text(source)

    monkeypatch.setattr(text, "read", slow)
    for name, content in (("a.txt", "年度工作要点"), ("b.txt", "SLOW"), ("c.txt", "采购公告")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    answer = read(tmp_path, guard=Limits(seconds=1))
    (refusal,) = answer.unreadable
    assert refusal.path == str(tmp_path / "b.txt")
    assert refusal.said == (
        f"{tmp_path}/b.txt：读了 1 秒还没有读完，已停止。应为能在 1 秒内读完的文档（一份目标表不到 1 秒）；"
        "请核对文件是否损坏或含有大量图形，只保留目标表所在的部分后另存再试。"
    )
    assert [Path(each.path).name for each in answer.empty] == ["a.txt", "c.txt"]


def test_a_document_that_takes_too_much_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def eat(source: Source) -> Document:
        return Document(source.path, str(bytearray(2**30)), ())

    monkeypatch.setattr(text, "read", eat)
    (tmp_path / "a.txt").write_text("很大", encoding="utf-8")
    (refusal,) = read(tmp_path / "a.txt", guard=Limits(memory=256 * 2**20), lang="en").unreadable
    assert "takes more memory than is allowed" in refusal.said
