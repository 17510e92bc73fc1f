"""Findings: written as text or JSON, to the screen or a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jiheng.cli.screen import screen
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration


def write_findings(form: str, output: Path | None, answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    """Print or write the findings of a check in the form asked for."""
    if form == "json":
        _write_json(output, answer)
    else:
        _write_report(output, answer, declarations, lang)


def complain(answer: CheckAnswer) -> None:
    """Say on the error stream which rules raised, and at which tables."""
    for crash in answer.crashed:
        tables = ", ".join(str(position) for position in crash.declarations)
        sys.stderr.write(f"{crash.rule} 未能完成 (crashed) · declarations {tables} · {crash.error}\n")


def _write_json(output: Path | None, answer: CheckAnswer) -> None:
    from jiheng.model.codec import to_json

    content = to_json(answer, indent=2) + b"\n"
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


def _write_report(output: Path | None, answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    from rich.console import Console

    from jiheng.review.reports.text import print_report

    if output is None:
        print_report(screen(), answer, declarations, lang)
    else:
        with output.open("w", encoding="utf-8") as file:
            print_report(Console(file=file, width=120, highlight=False, emoji=False, markup=False), answer, declarations, lang)
