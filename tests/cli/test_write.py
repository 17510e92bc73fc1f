"""`jiheng write` and `jiheng form` as a user runs them."""

import csv
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


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "pdf"])
def test_many_tables_in_one_file_have_contents_unless_none_are_asked_for(tmp_path: Path, ending: str) -> None:
    for flags in ((), ("--no-contents",)):
        path = tmp_path / f"tables{len(flags)}.{ending}"
        assert run("write", str(EXAMPLES), "-o", str(path), *flags).code == 0
    assert (tmp_path / f"tables0.{ending}").read_bytes() != (tmp_path / f"tables1.{ending}").read_bytes()


def test_a_letter_for_each_unit_says_what_the_flags_say(tmp_path: Path) -> None:
    path = tmp_path / "批复.html"
    flags = ("--office", "青禾县财政局", "--to", "县水务局", "--number", "青财绩〔2026〕12号", "--date", "2026-01-20")
    ended = run("write", str(EXAMPLES), "-o", str(path), "--form", "approval", *flags)
    assert ended.code == 0, ended.err
    page = path.read_text("utf-8")
    assert all(text in page for text in ("青禾县财政局", "县水务局：", "青财绩〔2026〕12号", "2026年1月20日", "附件1"))


@pytest.mark.parametrize("form", ["findings", "rectification"])
def test_a_register_holds_what_the_review_finds(tmp_path: Path, form: str) -> None:
    found = json.loads(run("check", str(EXAMPLES), "--format", "json", "--fail-on", "never").out)["findings"]
    path = tmp_path / "问题.csv"
    flags = ("--deadline", "2026-03-01", "--person", "王科长") if form == "rectification" else ()
    assert run("write", str(EXAMPLES), "-o", str(path), "--form", form, *flags).code == 0
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    wanted = [each for each in found if form == "findings" or each["severity"] != "info"]
    assert {each["message"] for each in wanted} <= {cell for line in lines for cell in line}
    assert not flags or any("2026-03-01" in line and "王科长" in line for line in lines)


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
        (("write", str(EXAMPLES), "-o", "x.docx", "--form", "nosuch"), "approval"),
        (("write", str(EXAMPLES), "-o", "x.docx", "--office", "某局"), "--form"),
        (("write", str(EXAMPLES), "-o", "x.docx", "--form", "findings", "--number", "1号"), "approval"),
        (("write", str(EXAMPLES), "-o", "x.docx", "--form", "approval", "--date", "一月"), "2026-03-01"),
        (("form", "approval", "--blank", "-o", "x.docx"), "jiheng write"),
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
    assert all(name in listed for name in ("local", "central", "self-evaluation", "list", "approval", "findings"))
    assert "此复" in run("form", "approval").out
    assert "整改状态" in run("form", "rectification").out
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
