"""What the house asks of every file: sizes, names, docstrings, no swallowed errors, no special cases."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if not (path.parent.name == "migrations" and path.name[0] == "0"))
"""All but migrations, which Django writes."""
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 30
EMPTY_NAMES = re.compile(r"(utils?|helpers?|common|misc|base|manager|data|stuff)")


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring = ast.get_docstring(node)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node, lines - (len(docstring.splitlines()) + 1 if docstring else 0)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_and_says_what_it_is(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(source)), "a file opens with what it is"
    assert not EMPTY_NAMES.fullmatch(path.stem), "the file's name is its address"
    for node, lines in functions(path):
        assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines: what type is missing?"
        if not node.name.startswith("_") and lines > 3:
            assert ast.get_docstring(node), f"{node.name} says nothing"


def test_functions_are_small() -> None:
    lengths = sorted(lines for path in SOURCES for _, lines in functions(path))
    assert lengths[int(len(lengths) * 0.95)] < USUAL_FUNCTION


@pytest.mark.parametrize("room", ["model", "values", "review", "scoring"])
def test_no_float_where_money_or_values_pass(room: str) -> None:
    for path in (ROOT / "src/jiheng" / room).rglob("*.py"):
        assert not re.search(r"\bfloat\(", path.read_text("utf-8")), path.name


def test_no_error_is_swallowed_and_nothing_is_left_undone() -> None:
    for path in SOURCES:
        source = path.read_text("utf-8")
        assert not re.search(r"except( Exception| BaseException)?:\s*(pass|\.\.\.)\s*$", source, re.MULTILINE), path.name
        assert not re.search(r"TO[D]O|FIX[M]E|NotImplemented[E]rror", source), path.name


def test_nothing_names_this_machine_or_a_registry() -> None:
    here = str(ROOT.parent) + "/"
    registries = re.compile("registry" + r"\.npmjs|pypi" + r"\.org|files\.python" + "hosted")
    for folder in ("src", "script", "docs", "bench", "tests"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in {".py", ".md", ".toml", ".sh", "", ".lock", ".txt"}:
                text = path.read_text("utf-8", "replace")
                assert here not in text, path
                assert not registries.search(text), path
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "http:" not in lock
    assert "https:" not in lock
    assert lock.count("==") <= lock.count("--hash=")
