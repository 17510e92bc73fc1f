"""Replacements in text (文本改写): on the line of the cell, in the file's own encoding and line ends."""

import re
from collections.abc import Sequence

from jiheng.documents.encoding import BOMS, decode
from jiheng.documents.marking import Replacement, not_there
from jiheng.documents.source import Source
from jiheng.documents.standing import replaced_in
from jiheng.documents.text.separated import separator_of

BREAK = re.compile("(\r\n|\r|\n|\u2028)")


def replace(source: Source, replacements: Sequence[Replacement]) -> bytes:
    """The text with the replacements made; where a line holds the text several times, only in a column between tabs.

    Raises TextNotThere where the text is not on its line or not once, and where the file had to be mended to be decoded.
    """
    decoded = decode(source.content, source.path)
    pieces = BREAK.split(decoded.text)
    lines = pieces[::2]
    separator = separator_of(lines, named=source.ending == "csv") or "\t"
    for replacement in replacements:
        number = (replacement.place.line or 0) - 1
        if decoded.repairs or not 0 <= number < len(lines):
            raise not_there(replacement, "文本读取时经过修复，不能原样写回", "the text was mended while reading and can't be written back")
        lines[number] = _line(lines[number], replacement, separator)
    pieces[::2] = lines
    mark = next((mark for mark, _ in BOMS if source.content.startswith(mark)), b"")
    return mark + "".join(pieces).encode(decoded.encoding)


def _line(line: str, replacement: Replacement, separator: str) -> str:
    if separator in replacement.after or "\n" in replacement.after:
        raise not_there(replacement, "改后的文字含有分隔符", "the new text holds the separator of the cells")
    whole = replaced_in(line, replacement.before, replacement.after)
    cells = line.split("\t")
    column = (replacement.place.column or 0) - 1
    if whole is None and len(cells) > 1 and 0 <= column < len(cells):
        cell = replaced_in(cells[column], replacement.before, replacement.after)
        whole = None if cell is None else "\t".join((*cells[:column], cell, *cells[column + 1 :]))
    if whole is None:
        raise not_there(replacement, "该行没有这段文字，或不止一处", "the line does not hold this text, or holds it several times")
    return whole
