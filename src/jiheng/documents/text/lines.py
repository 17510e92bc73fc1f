"""Lines (行): the lines of a text cut into rows of cells where tabs or bars stand between them."""

import re
from collections.abc import Iterator

from attrs import frozen

BARS = "|│┃║｜"
BAR = re.compile(rf"(?<!\\)[{BARS}]")
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
    for number, text in enumerate(lines, 1):
        if "\t" in text.strip(" \r"):
            yield Line(number, text, tuple(cell.strip() for cell in text.rstrip("\r").split("\t")))
        elif bars and BAR.search(text):
            if not _is_rule(text):
                yield Line(number, text, _between_bars(text))
        elif not (bars and DRAWN.search(text) and RULE.fullmatch(text)):
            yield Line(number, text, None)


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


def _is_rule(text: str) -> bool:
    return bool(DRAWN.search(text) and RULE.fullmatch(text))
