"""Planning (清单比对): what of the listed contents is to be read, and which parts are to be made anew."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from jiheng.corpus.columns import Row
from jiheng.corpus.folder import Folder
from jiheng.corpus.listing import Listed
from jiheng.corpus.making import READ, UNREADABLE
from jiheng.corpus.piece import Batch, Piece, Versions


@frozen
class Wishes:
    """What a run is to do: with which versions, how many documents make a part, and whether those that failed are tried again."""

    versions: Versions
    size: int = 500
    retry: bool = False


@frozen
class Plan:
    """The contents that are new, in their order, and the parts to be made anew with what of each is to be read."""

    new: tuple[Piece, ...]
    anew: Mapping[str, frozenset[str]]
    replaced: frozenset[str]
    wishes: Wishes

    @property
    def unread(self) -> int:
        """How many contents are to be read."""
        return len(self.new) + sum(map(len, self.anew.values()))

    def batches(self, folder: Folder, pieces: Mapping[str, Piece]) -> Iterator[Batch]:
        """The batches of the plan: first the parts that are made anew, whose files are opened one after another, then the new ones."""
        for name, unread in self.anew.items():
            yield _anew(folder, name, unread, pieces, self)
        size = self.wishes.size
        for start in range(0, len(self.new), size):
            yield Batch(self.new[start : start + size], self.wishes.versions)


def pieces_of(listed: Iterable[Listed]) -> dict[str, Piece]:
    """The pieces of a listing by content, each content once, under the first of its paths."""
    pieces = sorted((piece for each in listed for piece in each.pieces), key=lambda piece: (piece.content, piece.path))
    return {piece.content: piece for piece in reversed(pieces)}


def replaced(before: Mapping[str, Listed], now: Mapping[str, Listed]) -> frozenset[str]:
    """The contents that stood in files which hold others now, and stand nowhere else. A file that is gone takes nothing with it."""
    standing = {piece.content for address, each in before.items() for piece in now.get(address, each).pieces}
    standing |= {piece.content for each in now.values() for piece in each.pieces}
    return frozenset(piece.content for each in before.values() for piece in each.pieces) - standing


def planned(folder: Folder, pieces: Mapping[str, Piece], gone: frozenset[str], wishes: Wishes) -> Plan:
    """What is to be done for these pieces, by what the parts of the folder hold."""
    known: set[str] = set()
    anew: dict[str, frozenset[str]] = {}
    for name in sorted(folder.parts):
        documents = folder.documents(name)
        held = {line["content"] for line in documents}
        known |= held
        unread = frozenset(line["content"] for line in documents if line["content"] in pieces and _is_due(line, wishes))
        if unread or held & gone or any(line["status"] == READ and line["rules"] != wishes.versions.rules for line in documents):
            anew[name] = unread
    new = tuple(pieces[content] for content in sorted(pieces.keys() - known))
    return Plan(new, anew, gone, wishes)


def _is_due(line: Row, wishes: Wishes) -> bool:
    return bool(line["reader"] != wishes.versions.reader or (wishes.retry and line["status"] == UNREADABLE))


def _anew(folder: Folder, name: str, unread: frozenset[str], pieces: Mapping[str, Piece], plan: Plan) -> Batch:
    kept = [line for line in folder.documents(name) if line["content"] not in plan.replaced]
    staying = tuple(pieces.get(line["content"]) or Piece(line["content"], line["bytes"], line["path"], line["path"]) for line in kept)
    return Batch(staying, plan.wishes.versions, unread - plan.replaced, folder.stock(name), name, folder.parts[name].turn + 1)
