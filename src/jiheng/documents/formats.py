"""Formats (格式): every folder of this room that says which bytes it recognises; a new one registers by being there."""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from jiheng.documents.document import Document
from jiheng.documents.pictures import PagePicture
from jiheng.documents.source import Source


@runtime_checkable
class Showing(Protocol):
    """What a format offers whose pages can be looked at."""

    def shown(self, source: Source, wanted: Mapping[int, int]) -> Iterator[PagePicture]:
        """Pictures of the pages asked for, each turned clockwise by so many quarters."""
        ...


class Format(Protocol):
    """What a format's folder must offer. Formats are asked by falling RANK: the surest first, plain text last."""

    RANK: int

    def recognises(self, source: Source) -> bool:
        """Whether the content is of this format (never by the name alone)."""
        ...

    def read(self, source: Source) -> Document:
        """The Document; raises an UnreadableDocument."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """All formats, the surest first. Importing them is cheap: each imports its libraries where it reads."""
    folders = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]) if module.ispkg]
    found = [cast("Format", import_module(f"jiheng.documents.{name}")) for name in sorted(folders)]
    return tuple(sorted(found, key=lambda candidate: -candidate.RANK))
