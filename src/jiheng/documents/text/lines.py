"""Lines (行): the lines of a text cut into rows of cells where tabs or bars stand between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from attrs import frozen

BARS = "|│┃║｜"
BAR = re.compile(rf"(?<!\\)[{BARS}]")
CELL = re.compile(r'(?:\A|(?<=\t))(?:"(?:[^"]|"")*"(?=\t|\Z)|[^\t]*)')
OPEN_QUOTE = re.compile(r'(?:\A|\t)"(?:[^"\t]|"")*\Z')
TAB_QUOTE = re.compile(r'\t"(?:[^"\t]|"")*\Z')
CLOSE_QUOTE = re.compile(r'\A(?:[^"\t]|"")*"(?:\t|\Z)')
QUOTED = re.compile(r'"[^"]*"')
SAMPLE = 200
MAX_QUOTED = 200
"""Lines that one copied cell may have."""
RULE = re.compile(rf"[\s{BARS}:\-=+─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋|]+")
DRAWN = re.compile("[-─━═┌└├╔╚╠┏┗┣]{2}|:-|-:|\\|\\s*-+\\s*\\|")


@frozen
class Line:
    """One line of the text with its number from 1; `cells` is None where nothing cuts it, a rule between rows is no line."""

    number: int
    text: str
    cells: tuple[str, ...] | None


def cut_lines(lines: list[str]) -> Iterator[Line]:
    """Each line with its cells. Bars cut only where they hold rows: text with one cell a line and bars stays whole."""
    bars = _bars_cut(lines)
    quoted = _all_quoted(lines)
    closing = [at for at, line in enumerate(lines) if '"' in line and CLOSE_QUOTE.match(line)]
    number = 0
    while number < len(lines):
        text = lines[number]
        end = _end_of_row(lines, number, closing)
        number += 1
        if end >= number or "\t" in text.strip(" "):
            yield Line(number, text, _between_tabs("\n".join(lines[number - 1 : end + 1]), quoted=quoted))
            number = end + 1
        elif bars and BAR.search(text):
            if not is_rule(text):
                yield Line(number, text, _between_bars(text))
        elif not (bars and is_rule(text)):
            yield Line(number, text, None)


def _end_of_row(lines: list[str], number: int, closing: list[int]) -> int:
    """The last line of the row that begins at a line (both from 0): its own, unless a copied cell goes on over several.

    A spreadsheet copies a cell with line breaks as `"…"` over several lines, its own quotes doubled; a quote that no
    line of `closing` closes is a quote and nothing more, and so is one in a text without tabs.
    """
    end = number
    while OPEN_QUOTE.search(lines[end]) if end == number else TAB_QUOTE.search(lines[end]):
        at = bisect_right(closing, end)
        if at == len(closing) or closing[at] > number + MAX_QUOTED:
            break
        end = closing[at]
    return end if any("\t" in line for line in (lines[number], lines[end])) else number


def _all_quoted(lines: list[str]) -> bool:
    """Whether the rows of a text are written with quotes around every cell, as some programs export them."""
    rows = [line for line in lines[:SAMPLE] if "\t" in line.strip()]
    return bool(rows) and all(QUOTED.fullmatch(cell) for line in rows for cell in line.rstrip("\r").split("\t"))


def _between_tabs(text: str, *, quoted: bool) -> tuple[str, ...]:
    cells = tuple(cell.strip() for cell in CELL.findall(text))
    return tuple(cell[1:-1].strip() for cell in cells) if quoted else tuple(map(_unquoted, cells))


def _unquoted(cell: str) -> str:
    """A quoted cell without its quotes where only a spreadsheet can have put them: around breaks, tabs or doubled quotes."""
    inner = cell[1:-1]
    if len(cell) < 3 or cell[0] != '"' or cell[-1] != '"' or not ("\n" in inner or "\t" in inner or '""' in inner):
        return cell
    return inner.replace('""', '"').strip()


def _bars_cut(lines: list[str]) -> bool:
    """Whether the bars of this text stand between the cells of a row, and not at the end of each cell's own line."""
    barred = [line for line in lines if BAR.search(line) and line.strip(BARS + " \r")]
    rows = sum(sum(bool(cell) for cell in _between_bars(line)) > 1 for line in barred)
    return rows * 5 >= len(barred) > 0


def _between_bars(text: str) -> tuple[str, ...]:
    """`| a | b |` and `a | b |` have two cells, `a | || |` four of which three are blank."""
    inner = text.strip()
    if BAR.match(inner):
        inner = inner[1:]
    if inner and inner[-1] in BARS and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in BAR.split(inner))


def is_rule(text: str) -> bool:
    """Whether a line only draws a rule: `|---|:--:|` of Markdown, `├──┼──┤` of a drawn table."""
    return bool(DRAWN.search(text) and RULE.fullmatch(text))
