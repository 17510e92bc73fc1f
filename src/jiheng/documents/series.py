"""Series (成组图片): pictures that are the pages of one document by their names (`1.png 2.png`, `扫描件_001.jpg …`), one file a page."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from attrs import frozen

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif"})
NUMBERED = re.compile(r"(?P<before>.*?)(?P<number>\d{1,4})(?P<after>\D*)")
PAGED = re.compile(r"|.*[-_ .(（]|.*(?:第|p|pg|page|scan|doc|img|image|扫描|扫描件|图|图片|照片|页)", re.IGNORECASE)
"""What stands before the number of a page: nothing, a mark that parts it off, or a word for a page or its picture. 表1 and 项目1 are documents of their own."""
FIRST = (0, 1)
"""The number of a first page."""


@frozen
class _Numbered:
    """A name taken apart: all but its number, and the number."""

    rest: tuple[str, str, str, str]
    number: int


def is_picture_name(name: str) -> bool:
    """Whether a name ends as pictures do."""
    return PurePosixPath(name).suffix.lower() in PICTURES


def series(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The names in groups, each in the order of its pages, groups by their first name; what is no page of several stands alone.

    Pages lie in one folder, differ in one number alone, and are numbered from 0 or 1 without a gap.
    """
    alike: dict[tuple[str, str, str, str], list[tuple[int, str]]] = {}
    groups: list[tuple[str, ...]] = []
    for name in names:
        found = _numbered(name)
        if found is None:
            groups.append((name,))
        else:
            alike.setdefault(found.rest, []).append((found.number, name))
    for found_alike in alike.values():
        pages = sorted(found_alike)
        if len(pages) > 1 and pages[0][0] in FIRST and all(other == one + 1 for (one, _), (other, _) in pairwise(pages)):
            groups.append(tuple(name for _, name in pages))
        else:
            groups += [(name,) for _, name in pages]
    return sorted(groups)


def called(names: Sequence[str]) -> str:
    """The name of a document of several pages: `扫描/1.png…3.png`."""
    return names[0] if len(names) == 1 else f"{names[0]}…{PurePosixPath(names[-1]).name}"


def _numbered(name: str) -> _Numbered | None:
    path = PurePosixPath(name)
    found = NUMBERED.fullmatch(path.stem) if is_picture_name(name) else None
    if found is None or not PAGED.fullmatch(found["before"]):
        return None
    return _Numbered((str(path.parent), found["before"], found["after"], path.suffix.lower()), int(found["number"]))
