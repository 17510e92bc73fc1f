"""Copies (雷同表): declarations whose rows are nearly the same, found among a million of them, with the rows that they share.

Tables are sets of rows (name, node and target). Those that are equal are put together first; of what is different, MinHash finds the
likely pairs, and the share of common rows proves each of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from jiheng.corpus.asking import answer, connected

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

ROWS = 4
"""Rows from which a table can be told to be a copy."""
ALIKE = 800
"""Thousandths of common rows, of all that two tables have, from which they are near-duplicates."""
PERMUTATIONS, BANDS, SEED = 64, 16, 20
FOLD = 0x9E3779B97F4A7C15
"""An odd number by whose powers the numbers of a band are added up; sums run over at 64 bits."""
TOGETHER = 10_000
TOKENS = """select content, number, list(distinct coalesce(node, '') || '|' || bare || '|' || text) as rows
from indicators where not midterm and text <> '' group by all having len(rows) >= {rows} order by content, number"""
ABOUT = """select content, number, project, unit, year, path from declarations join documents using (content)
where (content, number) in (select unnest(?), unnest(?))"""

Key = tuple[str, int]


@frozen
class Member:
    """A declaration of a group: where it is found, and what it says it is."""

    content: str
    number: int
    project: str | None = None
    unit: str | None = None
    year: int | None = None
    path: str | None = None


@frozen
class Copies:
    """Declarations that are near-duplicates of the first of them, and the rows that all share, as `node|name|target`."""

    members: tuple[Member, ...]
    rows: tuple[str, ...]


@define
class _Groups:
    """What belongs together, by a number of each that is the least of its group."""

    parent: dict[int, int] = field(factory=dict[int, int])

    def find(self, one: int) -> int:
        """The least number of the group."""
        while (above := self.parent.get(one, one)) != one:
            self.parent[one] = self.parent.get(above, above)
            one = above
        return one

    def join(self, one: int, other: int) -> None:
        """Put two groups together."""
        less, more = sorted((self.find(one), self.find(other)))
        self.parent[more] = less


def copies(path: Path) -> list[Copies]:
    """The groups of near-duplicates in the corpus of a folder, the largest first. Raises UnreadableCorpus."""
    with connected(path) as connection:
        equal: dict[frozenset[str], list[Key]] = defaultdict(list)
        for content, number, rows in answer(connection, TOKENS.format(rows=ROWS)).lines:
            equal[frozenset(rows)].append((content, number))
        groups = list(grouped(list(equal), list(equal.values())))
        keys = [key for members, _rows in groups for key in members]
        told = answer(connection, ABOUT, ([content for content, _ in keys], [number for _, number in keys])).lines
    about = {(line[0], line[1]): Member(*line) for line in told}
    made = [Copies(tuple(about[key] for key in sorted(members)), tuple(sorted(rows))) for members, rows in groups]
    return sorted(made, key=lambda each: (-len(each.members), each.members[0].content, each.members[0].number))


def alike(one: frozenset[str], other: frozenset[str]) -> int:
    """The share of common rows of all that two tables have, in thousandths."""
    return 1000 * len(one & other) // len(one | other)


def grouped(tables: Sequence[frozenset[str]], keys: Sequence[Sequence[Key]]) -> Iterator[tuple[list[Key], frozenset[str]]]:
    """Groups of two declarations or more, with the rows that all of them share."""
    groups = _Groups()
    for one, other in _likely(tables):
        if alike(tables[one], tables[other]) >= ALIKE:
            groups.join(one, other)
    gathered: Mapping[int, list[int]] = _gathered(groups, len(tables))
    for members in gathered.values():
        found = [key for member in members for key in keys[member]]
        if len(found) > 1:
            yield found, frozenset.intersection(*(tables[member] for member in members))


def _gathered(groups: _Groups, number: int) -> dict[int, list[int]]:
    gathered: dict[int, list[int]] = defaultdict(list)
    for one in range(number):
        gathered[groups.find(one)].append(one)
    return gathered


def _likely(tables: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of tables that share a band of their MinHash, each with the first and with the last of its like before it; each pair once."""
    import numpy as np

    keys = _bands(tables)
    found = [np.empty((0, 2), dtype=np.int64)]
    for band in range(BANDS if len(tables) > 1 else 0):
        order = np.argsort(keys[:, band], kind="stable")
        same = keys[order[1:], band] == keys[order[:-1], band]
        # where a run of equal keys begins, for each place in the order
        begun = np.maximum.accumulate(np.where(np.concatenate(([True], ~same)), np.arange(len(order)), 0))
        later = np.flatnonzero(same) + 1
        found += [np.stack((order[begun[later]], order[later]), axis=1), np.stack((order[later - 1], order[later]), axis=1)]
    yield from np.unique(np.concatenate(found), axis=0).tolist()


def _bands(tables: Sequence[frozenset[str]]) -> "NDArray[uint64]":
    """The MinHash of each table, its numbers folded into one for each band."""
    import numpy as np
    from rensa import RMinHash

    width = PERMUTATIONS // BANDS
    folding = np.array([FOLD**power % 2**64 for power in range(width)], dtype=np.uint64)
    keys = np.empty((len(tables), BANDS), dtype=np.uint64)
    for start in range(0, len(tables), TOGETHER):
        rows = [sorted(table) for table in tables[start : start + TOGETHER]]
        digests = np.array(RMinHash.digest_matrix_from_token_sets(rows, PERMUTATIONS, SEED).to_rows(), dtype=np.uint64)
        keys[start : start + TOGETHER] = (digests.reshape(len(rows), BANDS, width) * folding).sum(axis=2)
    return keys
