"""`jiheng write` and `jiheng form` as a user runs them."""

import json
from pathlib import Path

import pytest

from cli.program import run

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "pdf", "json", "csv"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tables.{ending}"
    ended = run("write", str(EXAMPLES), "-o", str(path))
    assert ended.code == 0, ended.err
    assert "6" in ended.out
    again = json.loads(run("read", str(path), "--format", "json").out)
    assert sum(len(table["indicators"]) for table in again["declarations"]) == 69


def test_each_table_has_a_file_of_its_own(tmp_path: Path) -> None:
    ended = run("write", str(EXAMPLES), "-o", f"{tmp_path}/out/{{n}}-{{project}}.docx")
    assert ended.code == 0, ended.err
    assert len(list((tmp_path / "out").glob("*.docx"))) == 6


def test_what_a_form_has_no_cell_for_goes_to_the_error_stream(tmp_path: Path) -> None:
    ended = run("write", str(EXAMPLES), "-o", str(tmp_path / "list.xlsx"), "--form", "list")
    assert ended.code == 0
    assert "项目属性" in ended.err
    assert ended.err.count("\n") == 1


def test_open_data_is_a_package_of_files(tmp_path: Path) -> None:
    ended = run("write", str(EXAMPLES), "-o", str(tmp_path / "open/datapackage.json"))
    assert ended.code == 0, ended.err
    package = json.loads((tmp_path / "open/datapackage.json").read_text("utf-8"))
    assert all((tmp_path / "open" / resource["path"]).exists() for resource in package["resources"])


def test_json_from_standard_input_is_written(tmp_path: Path) -> None:
    answer = run("read", str(EXAMPLES), "--format", "json").out
    ended = run("write", "-", "-o", str(tmp_path / "a.html"), stdin=answer.encode())
    assert ended.code == 0, ended.err
    assert "<thead>" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("write", str(EXAMPLES), "-o", "x.odp"), ".docx"),
        (("write", str(EXAMPLES), "-o", "x.docx", "--form", "nosuch"), "local"),
        (("write", "nosuch.docx", "-o", "x.docx"), "nosuch.docx"),
        (("write", str(EXAMPLES), "-o", "/proc/x/y.docx"), "/proc"),
        (("form", "nosuch"), "local"),
        (("form", "--blank"), "-o"),
    ],
)
def test_a_mistaken_call_ends_with_2_and_a_sentence(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    ended = run(*args, cwd=tmp_path)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_the_forms_are_listed_and_shown() -> None:
    listed = run("form").out
    assert all(name in listed for name in ("local", "central", "self-evaluation", "list"))
    shown = run("form", "central", "--lang", "en").out
    assert "funds_midterm.total" in shown
    assert "medium term" in shown


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_an_empty_form_is_written_and_holds_no_table(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"empty.{ending}"
    assert run("form", "detailed", "--blank", "-o", str(path)).code == 0
    answer = json.loads(run("read", str(path), "--format", "json").out)
    assert answer["declarations"] == []
    assert len(answer["empty"]) == 1
