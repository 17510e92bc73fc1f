"""The documents that are measured: the six example tables as Word, Excel and web page, drawn by the tests' maker."""

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
