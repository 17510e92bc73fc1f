"""Tables (表): a declaration with the keys of its rows, as it is kept in a revision and loaded from one."""

import hashlib
import secrets
from collections.abc import Sequence

from attrs import evolve, frozen

from jiheng.comparing.naming import naming
from jiheng.comparing.rows import match_rows
from jiheng.framework import Framework
from jiheng.model.codec import from_json, to_json
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.web.filing.filings import Revision

SCHEMA = 1
"""The version of the exchange format in which bodies are written."""


@frozen
class Spot:
    """Where a row stands: in which half, and its position there from 0."""

    midterm: bool
    position: int


@frozen(eq=False)
class Table:
    """A declaration and the keys of its rows, one for each of `indicators` and of `midterm_indicators`, in order."""

    declaration: Declaration
    keys: tuple[str, ...]
    midterm_keys: tuple[str, ...] = ()

    def spot(self, key: str) -> Spot | None:
        """Where the row of that key stands; None where there is none."""
        if key in self.keys:
            return Spot(midterm=False, position=self.keys.index(key))
        if key in self.midterm_keys:
            return Spot(midterm=True, position=self.midterm_keys.index(key))
        return None

    def rows(self, *, midterm: bool) -> tuple[Indicator, ...]:
        """The rows of one half."""
        return self.declaration.midterm_indicators if midterm else self.declaration.indicators

    def row(self, key: str) -> Indicator | None:
        """The row of that key; None where there is none."""
        spot = self.spot(key)
        return None if spot is None else self.rows(midterm=spot.midterm)[spot.position]

    def with_rows(self, rows: Sequence[Indicator], keys: Sequence[str], *, midterm: bool) -> "Table":
        """The table with other rows in one half."""
        if midterm:
            return Table(evolve(self.declaration, midterm_indicators=tuple(rows)), self.keys, tuple(keys))
        return Table(evolve(self.declaration, indicators=tuple(rows)), tuple(keys), self.midterm_keys)

    @property
    def body(self) -> bytes:
        """The declaration as the bytes of a revision."""
        return to_json(self.declaration)


def fresh_key() -> str:
    """A key that no row has: eight characters by chance."""
    return secrets.token_hex(4)


def keyed(declaration: Declaration) -> Table:
    """A declaration whose rows get fresh keys."""
    keys = tuple(fresh_key() for _ in declaration.indicators)
    return Table(declaration, keys, tuple(fresh_key() for _ in declaration.midterm_indicators))


def rekeyed(old: Table, new: Declaration, framework: Framework) -> Table:
    """A new version of a table: each row that was there keeps its key, through renaming and moving; the others get fresh ones."""
    known = naming(framework)

    def _kept(was: Sequence[Indicator], held: Sequence[str], now: Sequence[Indicator]) -> tuple[str, ...]:
        matching = match_rows(was, now, known)
        kept = {pair.new: held[pair.old] for pair in matching.pairs}
        return tuple(kept.get(position) or fresh_key() for position in range(len(now)))

    before = old.declaration
    return Table(
        new,
        _kept(before.indicators, old.keys, new.indicators),
        _kept(before.midterm_indicators, old.midterm_keys, new.midterm_indicators),
    )


def table_of(revision: Revision) -> Table:
    """The table that a revision holds."""
    return Table(from_json(Declaration, bytes(revision.body)), tuple(revision.keys), tuple(revision.midterm_keys))


def digest_of(body: bytes) -> str:
    """SHA-256 of a body, hex."""
    return hashlib.sha256(body).hexdigest()
