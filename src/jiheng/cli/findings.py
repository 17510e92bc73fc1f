"""Findings: written in the form asked for, to the screen or a file."""

import importlib
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.cli.harmless import harmless
from jiheng.cli.streams import save

if TYPE_CHECKING:
    from jiheng.model.answer import CheckAnswer
    from jiheng.model.declaration import Declaration

FILE_WIDTH = 120
TEXT = "text"
STATISTICS = "statistics"
FORMS = (TEXT, "json", "sarif", "html", "xlsx", "markdown", "opinion")

BY_ENDING = {".json": "json", ".sarif": "sarif", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".md": "markdown", ".docx": "opinion"}

Render = Callable[["CheckAnswer", Sequence["Declaration"], str], bytes]


def write_findings(form: str, output: Path | None, answer: "CheckAnswer", declarations: "Sequence[Declaration]", lang: str) -> None:
    """Print or write the findings of a check in the form asked for."""
    if form in {TEXT, STATISTICS}:
        _write_text(form, output, answer, declarations, lang)
        return
    render: Render = importlib.import_module(f"jiheng.review.reports.{form}").render
    content = render(answer, declarations, lang)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        save(output, content)


def by_ending(output: Path | None) -> str | None:
    """The form that the ending of a file to write names; None where it names none, or nothing is written."""
    return None if output is None else BY_ENDING.get(output.suffix.lower())


def complain(answer: "CheckAnswer") -> None:
    """Say on the error stream which rules raised, and at which tables."""
    for crash in answer.crashed:
        tables = ", ".join(str(position) for position in crash.declarations)
        sys.stderr.write(harmless(f"{crash.rule} 未能完成 (crashed) · declarations {tables} · {crash.error}") + "\n")


def _write_text(form: str, output: Path | None, answer: "CheckAnswer", declarations: "Sequence[Declaration]", lang: str) -> None:
    from jiheng.cli.screen import guarded, screen
    from jiheng.review.reports.text import print_report, print_statistics

    printed = print_statistics if form == STATISTICS else print_report
    if output is None:
        printed(screen(), answer, declarations, lang)
    else:
        text = io.StringIO()
        printed(guarded(file=text, width=FILE_WIDTH), answer, declarations, lang)
        save(output, text.getvalue().encode())
