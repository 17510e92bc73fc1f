"""Mend (修复流程): the mends in the order in which each finds what it needs, with everything that they changed recorded."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, cast

from attrs import evolve, frozen

from jiheng.documents.document import Block, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair

ORDER = ("cells_unparted", "narrative_told")
"""The mends' files, first to last."""


@frozen
class Mended:
    """A document after one mend, and what the mend changed; the same object where it changed nothing."""

    document: Document
    repairs: tuple[Repair, ...] = ()


class Mend(Protocol):
    """One mend: a module of this room."""

    def apply(self, document: Document, framework: Framework) -> Mended:
        """Mend the document. Silent where its docstring says that it may not act."""
        ...


def mend(document: Document, framework: Framework) -> Document:
    """The document with every mend applied; what each changed is added to `Document.repairs`. Done twice it changes nothing."""
    for name in ORDER:
        mended = cast("Mend", import_module(f"jiheng.reading.repairs.{name}")).apply(document, framework)
        document = mended.document
        if mended.repairs:
            document = evolve(document, repairs=(*document.repairs, *mended.repairs))
    return document


def numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The tables of the document counted anew."""
    table = 0
    for block in blocks:
        if isinstance(block, Grid):
            table += 1
            yield evolve(block, place=evolve(block.place, table=table))
        else:
            yield block
