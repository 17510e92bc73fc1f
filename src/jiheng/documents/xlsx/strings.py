"""Shared strings (共享字符串): the texts of a workbook by number, rich text joined, phonetic guides left out."""

from jiheng.documents.archive import Archive
from jiheng.documents.markup import parse
from jiheng.documents.xlsx.sheet import make_plain, plain

MAX_STRINGS = 64 * 2**20


def strings_of(archive: Archive, part: str | None) -> list[str]:
    """The texts in their order; empty where the workbook has none."""
    if part is None or part not in archive.members:
        return []
    root = parse(archive.read(part, MAX_STRINGS), part, archive.path)
    space = str(root.tag).rpartition("}")[0] + "}"
    make_plain(root, space)
    found: list[str] = []
    item = space + "si"
    for element in root.iter(item, space + "t"):
        if element.tag == item:
            found.append("")
        elif found and element.text:
            found[-1] += plain(element.text)
    return found
