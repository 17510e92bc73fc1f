"""Declarations to Word and PDF, against python-docx making the same cells, typst alone on the same source, WeasyPrint and LibreOffice."""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import forms
from attrs import frozen
from timing import Contestant, table

from jiheng.doors import write

sys.path.insert(0, str(forms.ROOT / "tests"))
MANY = 300
OURS = "jiheng: lay out and draw"
TYPST = "typst alone"
PAGE, OFFICE = "WeasyPrint, from the same page", "LibreOffice, from the Word file"
SLOWER = {PAGE: 8, OFFICE: 80}
"""how many times slower each is wanted to be"""
ROUNDS = 3


def report() -> str:
    """All tables."""
    return _word() + (_pdf() + _many() if find_spec("typst") is not None else "\nPDF: typst is not installed here.\n")


def _word() -> str:
    from reading import official_form

    tables = forms.declarations()
    took = _least(
        {
            OURS: lambda: write(*tables, ending=".docx"),
            "python-docx, the same cells": lambda: official_form.word(tables),
        }
    )
    return _section("Writing Word: six tables", took, "python-docx, the same cells", {OURS: "≤ 2 ×"})


def _pdf() -> str:
    from jiheng.documents.pdf import drawing
    from jiheng.framework import load
    from jiheng.writing import write as lay_out

    out = ""
    for choose, wanted in ((min, "≤ 1.5 ×"), (max, "≤ 2.5 × where labels are said again")):
        chosen = choose(forms.declarations(), key=lambda each: len(each.indicators))
        blocks = lay_out(load(), (chosen,)).document.blocks
        took = _least({OURS: partial(write, chosen, ending=".pdf"), TYPST: partial(drawing.typeset, blocks)})
        out += _section(f"Writing PDF: a form of {len(chosen.indicators)} indicators", took, TYPST, {OURS: wanted})
    return out + _peers()


def _peers() -> str:
    """The six tables, each a file of its own, against programs that are given the same content as a page or a Word file."""
    tables = forms.declarations()
    made: dict[str, Contestant] = {OURS: partial(_each, [partial(write, table, ending=".pdf") for table in tables])}
    if find_spec("weasyprint"):
        made[PAGE] = partial(_each, [partial(_printed, write(table, ending=".html").content) for table in tables])
    if shutil.which("soffice"):
        made[OFFICE] = partial(_each, [partial(_converted, write(table, ending=".docx").content) for table in tables])
    took = {name: _Took(one.wall / len(tables), one.cpu / len(tables)) for name, one in _least(made).items()}
    wanted = {name: f"≥ {times} ×" for name, times in SLOWER.items()}
    return _section("Writing PDF: the six tables, a file each, per table", took, OURS, wanted)


def _each(calls: Sequence[Contestant]) -> None:
    for call in calls:
        call()


def _printed(page: bytes) -> None:
    import_module("weasyprint").HTML(string=page.decode()).write_pdf()


def _many() -> str:
    from writing.tables import tables

    made = tables("local", MANY, 4)
    rounds = [_timed(partial(write, *made, ending=".pdf")) for _ in range(ROUNDS)]
    wall, cpu = min(each.wall for each in rounds), min(each.cpu for each in rounds)
    return (
        f"\n## {MANY} tables as one PDF\n\n{cpu:.2f} s of CPU, {wall:.2f} s by the clock, the least of {ROUNDS} runs (wanted: under 5 s).\n"
    )


@frozen
class _Took:
    """Seconds by the clock, and of CPU with that of child processes, which other work on the machine does not lengthen."""

    wall: float
    cpu: float


def _timed(call: Contestant) -> _Took:
    start, before = time.perf_counter(), _cpu()
    call()
    return _Took(time.perf_counter() - start, _cpu() - before)


def _cpu() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _least(contestants: Mapping[str, Contestant], seconds: float = 2.0) -> dict[str, _Took]:
    """The least of each over alternate rounds, for about `seconds` a contestant and three rounds at least.

    The first call of each, which loads what it needs, is none of them.
    """
    _each(tuple(contestants.values()))
    took: dict[str, list[_Took]] = {name: [] for name in contestants}
    while waiting := [name for name, rounds in took.items() if len(rounds) < ROUNDS or sum(one.wall for one in rounds) < seconds]:
        for name in waiting:
            took[name].append(_timed(contestants[name]))
    return {name: _Took(min(one.wall for one in rounds), min(one.cpu for one in rounds)) for name, rounds in took.items()}


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


def _section(title: str, took: dict[str, _Took], peer: str, wanted: dict[str, str]) -> str:
    rows = [
        (name, f"{one.cpu * 1000:.2f} ms", f"{one.wall * 1000:.2f} ms", f"{one.cpu / took[peer].cpu:.2f} ×", wanted.get(name, ""))
        for name, one in took.items()
    ]
    return f"\n## {title}\n\n" + table(("what", "least CPU", "least time", "CPU against the peer", "wanted"), rows)
