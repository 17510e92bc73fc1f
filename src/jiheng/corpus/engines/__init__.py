"""Engines (执行引擎): who makes the parts: processes of this machine, or the nodes of a cluster."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from jiheng.corpus.listing import Found, Listed
from jiheng.corpus.making import Made
from jiheng.corpus.piece import Batch


class Engine(Protocol):
    """Hashes files and makes parts; what it gives does not depend on how many hands it has."""

    def hashed(self, files: Sequence[Found]) -> Iterator[Listed]:
        """The contents of each file, in the order of the files."""
        ...

    def made(self, batches: Iterable[Batch]) -> Iterator[Made]:
        """The part of each batch, whichever is ready first."""
        ...
