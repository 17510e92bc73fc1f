"""The documents that are measured: the six example tables as Word, Excel and PDF, drawn by the tests' maker."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from jiheng.doors import read
from jiheng.model.declaration import Declaration

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))


@cache
def declarations() -> tuple[Declaration, ...]:
    """The six tables of examples/."""
    return read(ROOT / "examples").declarations


@cache
def word(*, dressed: bool = True) -> bytes:
    """The six tables as one Word file, with the borders and fonts of bureaus' files or bare."""
    from reading import official_form

    return official_form.word(declarations(), dressed=dressed)


@cache
def excel() -> bytes:
    """The six tables as one Excel file."""
    from reading import official_form

    return official_form.excel(declarations())


DRAW = """
import sys
from pathlib import Path
from jiheng.doors import read
sys.path.insert(0, sys.argv[1] + "/tests")
from documents import pdf_drawing
from reading import official_form

tables = read(Path(sys.argv[1]) / "examples").declarations
forms = [([table.title, f"（{table.year}年度）"], official_form.boxes(table)) for table in tables]
sys.stdout.buffer.write(pdf_drawing.drawn(forms))
"""


@cache
def pdf() -> bytes:
    """The six tables as one ruled PDF; drawn in the project's own environment, which has the library that draws it."""
    return subprocess.run([ROOT / ".venv/bin/python", "-P", "-c", DRAW, str(ROOT)], check=True, capture_output=True).stdout
