"""The pool (进程池): as many processes of this machine as it has processors."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from attrs import frozen

from jiheng.corpus.engines.guarded import guard_of, parts
from jiheng.corpus.listing import Found, Listed, hashed
from jiheng.corpus.making import Made
from jiheng.corpus.piece import Batch
from jiheng.corpus.terms import Terms

TOGETHER = 200
"""Files hashed by a process at a time."""


@frozen(eq=False)
class Pool:
    """The engine of one machine."""

    terms: Terms

    def hashed(self, files: Sequence[Found]) -> Iterator[Listed]:
        """The contents of each file, in the order of the files."""
        if len(files) <= TOGETHER:
            yield from map(hashed, files)
            return
        with ProcessPoolExecutor(self.terms.limits.processes) as pool:
            yield from pool.map(hashed, files, chunksize=TOGETHER)

    def made(self, batches: Iterable[Batch]) -> Iterator[Made]:
        """The part of each batch, whichever is ready first."""
        with guard_of(self.terms) as guard:
            yield from parts(guard, batches, self.terms)
