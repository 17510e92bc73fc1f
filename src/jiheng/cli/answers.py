"""Answers of a corpus on the screen and in files: a table, CSV, JSON, an Excel sheet, or bars in SVG."""

import csv
import io
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from jiheng.cli.declarations import unfired
from jiheng.cli.screen import screen
from jiheng.cli.streams import save
from jiheng.corpus.asking import Answer, questions
from jiheng.corpus.drawing import bars, bars_of, said

ENDINGS = {".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".svg": "chart"}
SHOWN = 200
"""Lines that the screen shows; files hold all."""
BINARY = frozenset({"xlsx"})


def tell(answer: Answer, form: str | None, output: Path | None) -> None:
    """Print an answer, or write it to a file in the form asked for, else the one that its ending names."""
    form = form or (ENDINGS.get(output.suffix.lower(), "csv") if output else "table")
    if form == "table":
        _print_table(answer)
        return
    content = WRITERS[form](answer)
    if output is not None:
        save(output, content)
    elif form in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"--format {form} needs -o FILE")
    else:
        sys.stdout.buffer.write(content)


def list_questions(lang: str) -> None:
    """Print the ready-made questions."""
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), show_header=False)
    for each in questions().values():
        table.add_row(Text(each.name, "bold"), each.zh if lang == "zh" else each.en)
    screen().print(table)


def _print_table(answer: Answer) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    figures = {column for column in range(len(answer.columns)) if all(_is_figure(line[column]) for line in answer.lines)}
    for column, name in enumerate(answer.columns):
        table.add_column(name, overflow="fold", justify="right" if column in figures else "left")
    for line in answer.lines[:SHOWN]:
        table.add_row(*(Text(said(_plain(cell))) for cell in line))
    screen().print(table)
    if len(answer.lines) > SHOWN:
        screen().print(Text(f"… {len(answer.lines):,}", "dim"))


def _csv(answer: Answer) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(answer.columns)
    writer.writerows([unfired(_plain(cell)) for cell in line] for line in answer.lines)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _json(answer: Answer) -> bytes:
    import msgspec

    lines = [dict(zip(answer.columns, map(_plain, line), strict=True)) for line in answer.lines]
    return msgspec.json.format(msgspec.json.encode(lines), indent=1) + b"\n"


def _xlsx(answer: Answer) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, answer.columns, book.add_format({"bold": True}))
        for row, line in enumerate(answer.lines, 1):
            sheet.write_row(row, 0, [cell if cell is None or isinstance(cell, int | Decimal) else str(cell) for cell in line])
    return out.getvalue()


def _chart(answer: Answer) -> bytes:
    return bars(bars_of([[_plain(cell) for cell in line] for line in answer.lines])).encode() + b"\n"


def _is_figure(cell: object) -> bool:
    return cell is None or (isinstance(cell, int | float | Decimal) and not isinstance(cell, bool))


def _plain(cell: Any) -> Any:
    """A decimal without the zeros that its column has behind the point."""
    if not isinstance(cell, Decimal):
        return cell
    return Decimal(format(cell.normalize(), "f"))


WRITERS: Mapping[str, Callable[[Answer], bytes]] = {"csv": _csv, "json": _json, "xlsx": _xlsx, "chart": _chart}
