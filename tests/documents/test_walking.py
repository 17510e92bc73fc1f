from pathlib import Path

import pytest

from jiheng.documents import walk
from jiheng.errors import NoSuchDocument


def write(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")


def test_files_come_in_order_and_folders_after_the_files_beside_them(tmp_path: Path) -> None:
    write(tmp_path, "b.docx", "a.txt", "c/z.md", "c/d/e.csv", "0/1.html")
    found = [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path])]
    assert found == ["a.txt", "b.docx", "0/1.html", "c/z.md", "c/d/e.csv"]


def test_hidden_files_and_lock_files_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, "~$表.docx", ".~lock.表.odt#", ".hidden.txt", ".git/config", "表.docx")
    assert [path.name for path in walk([tmp_path])] == ["表.docx"]


def test_what_is_no_document_by_its_ending_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "Thumbs.db", "desktop.ini", "jiheng.toml", "导出.py", "表.xls", "表.JSON", "无后缀")
    assert [path.name for path in walk([tmp_path])] == ["无后缀", "表.JSON", "表.xls"]


def test_links_that_leave_the_folder_or_turn_back_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "外/密.txt", "内/甲.txt")
    inside = tmp_path / "内"
    (inside / "出").symlink_to(tmp_path / "外")
    (inside / "密.txt").symlink_to(tmp_path / "外/密.txt")
    (inside / "环").symlink_to(inside)
    (inside / "断").symlink_to(inside / "无")
    (inside / "别名.txt").symlink_to(inside / "甲.txt")
    assert [path.name for path in walk([inside])] == ["别名.txt", "甲.txt"]


def test_what_is_named_outright_is_never_skipped(tmp_path: Path) -> None:
    write(tmp_path, "~$表.docx")
    assert list(walk([tmp_path / "~$表.docx", Path("-")])) == [tmp_path / "~$表.docx", Path("-")]


def test_a_name_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDocument):
        list(walk([tmp_path / "无"]))


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder /= "d"
    folder.mkdir(parents=True)
    write(folder, "深.txt")
    assert [path.name for path in walk([tmp_path])] == ["深.txt"]
