"""Declarations to Word and PDF, against python-docx making the same cells, typst alone on the same source, and LibreOffice."""

import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import forms
from timing import Contestant, least, table

from jiheng.doors import write

sys.path.insert(0, str(forms.ROOT / "tests"))
MANY = 300


def report() -> str:
    """All tables."""
    return _word() + (_pdf() + _many() if find_spec("typst") is not None else "\nPDF: typst is not installed here.\n")


def _word() -> str:
    from reading import official_form

    tables = forms.declarations()
    took = least(
        {
            "jiheng: lay out and draw": lambda: write(*tables, ending=".docx"),
            "python-docx, the same cells": lambda: official_form.word(tables),
        }
    )
    return _section("Writing Word: six tables", took, "python-docx, the same cells", {"jiheng: lay out and draw": "≤ 2 ×"})


def _pdf() -> str:
    from jiheng.documents.pdf import drawing
    from jiheng.framework import load
    from jiheng.writing import write as lay_out

    out = ""
    for choose, wanted in ((min, "≤ 1.5 ×"), (max, "≤ 2.5 × where labels are said again")):
        chosen = choose(forms.declarations(), key=lambda each: len(each.indicators))
        blocks = lay_out(load(), (chosen,)).document.blocks
        made: dict[str, Contestant] = {
            "jiheng: lay out and draw": partial(write, chosen, ending=".pdf"),
            "typst alone": partial(drawing.typeset, blocks),
        }
        if shutil.which("soffice"):
            made["LibreOffice, from the Word file"] = partial(_converted, write(chosen, ending=".docx").content)
        title = f"Writing PDF: a form of {len(chosen.indicators)} indicators"
        out += _section(title, least(made), "typst alone", {"jiheng: lay out and draw": wanted})
    return out


def _many() -> str:
    from writing.tables import tables

    made = tables("local", MANY, 4)
    start = time.perf_counter()
    size = len(write(*made, ending=".pdf").content)
    took = time.perf_counter() - start
    return f"\n## {MANY} tables as one PDF\n\n{took:.2f} s (wanted: under 5 s), {size // 1024} KB.\n"


def _converted(word: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        path.write_bytes(word)
        command: list[str] = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True)


def _section(title: str, took: dict[str, float], peer: str, wanted: dict[str, str]) -> str:
    rows = [(name, f"{seconds * 1000:.2f} ms", f"{seconds / took[peer]:.2f} ×", wanted.get(name, "")) for name, seconds in took.items()]
    return f"\n## {title}\n\n" + table(("what", "least time", "against the peer", "wanted"), rows)
