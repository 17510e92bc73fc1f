"""Lines (行): the lines of a text cut into rows of cells where tabs or bars stand between them."""

import re
from collections.abc import Iterator

from attrs import frozen

BARS = "|│┃║｜"
BAR = re.compile(rf"(?<!\\)[{BARS}]")
CELL = re.compile(r'(?:\A|(?<=\t))(?:"(?:[^"]|"")*"(?=\t|\Z)|[^\t]*)')
OPEN_QUOTE = re.compile(r'(?:\A|\t)"(?:[^"\t]|"")*\Z')
CLOSE_QUOTE = re.compile(r'\A(?:[^"\t]|"")*"(?:\t|\Z)')
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
    number = 0
    while number < len(lines):
        text = lines[number]
        number += 1
        if "\t" in text.strip(" ") or _opens_row(text, lines[number : number + MAX_QUOTED]):
            cells, taken = _between_tabs(text, lines[number : number + MAX_QUOTED])
            yield Line(number, text, cells)
            number += taken
        elif bars and BAR.search(text):
            if not is_rule(text):
                yield Line(number, text, _between_bars(text))
        elif not (bars and is_rule(text)):
            yield Line(number, text, None)


def _between_tabs(text: str, following: list[str]) -> tuple[tuple[str, ...], int]:
    """The cells of a line cut at its tabs, and how many of the following lines belong to it.

    A spreadsheet copies a cell with line breaks as `"…"` over several lines, its own quotes doubled; a quote that no
    following line closes is a quote and nothing more.
    """
    taken = 0
    while OPEN_QUOTE.search(text):
        close = next((at for at, line in enumerate(following[taken:], taken) if CLOSE_QUOTE.search(line)), None)
        if close is None:
            break
        text = "\n".join([text, *following[taken : close + 1]])
        taken = close + 1
    return tuple(_unquoted(cell.strip()) for cell in CELL.findall(text)), taken


def _opens_row(text: str, following: list[str]) -> bool:
    """Whether a line without tabs begins a quoted cell that a later line closes before a tab."""
    if not text.startswith('"') or not OPEN_QUOTE.search(text):
        return False
    close = next((line for line in following if CLOSE_QUOTE.search(line)), "")
    return '"\t' in close


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
