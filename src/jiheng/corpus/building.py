"""Building (语料建设): sources → a corpus, as far as it is not built yet; a run may be killed at any point and be begun again."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import define, frozen

from jiheng.corpus.engines import Engine
from jiheng.corpus.folder import Folder, held
from jiheng.corpus.listing import Found, Listed, found, known, outside
from jiheng.corpus.making import Made
from jiheng.corpus.planning import Wishes, pieces_of, planned, replaced


@frozen
class Progress:
    """How far a run is: documents that are done of those that were to be, those of them that could not be read, and what it does."""

    done: int
    total: int
    unreadable: int


@frozen
class Report:
    """What a run did: files listed, contents in them, documents read now and those of them that could not be, and what the corpus holds after it."""

    files: int
    contents: int
    read: int
    parts: int
    documents: int
    declarations: int
    unreadable: int
    unreadable_now: int


@define
class Told:
    """Counts what is done and tells it."""

    say: Callable[[Progress], None]
    total: int
    done: int = 0
    unreadable: int = 0

    def of(self, made: Made) -> None:
        """One part more is whole."""
        self.done += len(made.batch.unread)
        self.unreadable += made.unreadable_now
        self.say(Progress(self.done, self.total, self.unreadable))


def build(
    sources: Sequence[str], path: Path, engine: Engine, wishes: Wishes, say: Callable[[Progress], None] = lambda _progress: None
) -> Report:
    """Bring the corpus in a folder up to the sources: new contents read, those of an older reader read again, of older rules reviewed again.

    Each content is read once whatever its names are, and a file that was changed gives up what it held before. `say` is told after each
    part. Raises NoSuchDocument for a source that is not there, and UnreadableCorpus.
    """
    with held(path) as folder:
        before = folder.sources()
        now = _listing(outside(found(sources), path), before, engine)
        pieces = pieces_of({**before, **now}.values())
        plan = planned(folder, pieces, replaced(before, now), wishes)
        folder.keep_sources(list({**before, **now}.values()))
        told = Told(say, plan.unread)
        for made in engine.made(plan.batches(folder, pieces)):
            folder.commit(made)
            told.of(made)
        return _report(folder, len(now), len({piece.content for each in now.values() for piece in each.pieces}), told)


def _listing(files: Sequence[Found], before: Mapping[str, Listed], engine: Engine) -> dict[str, Listed]:
    """Every file by address; those that stand as they were are not opened."""
    same, fresh = known(files, before)
    return {each.found.address: each for each in (*same, *engine.hashed(fresh))}


def _report(folder: Folder, files: int, contents: int, told: Told) -> Report:
    parts = folder.parts.values()
    return Report(
        files,
        contents,
        told.done,
        len(parts),
        sum(part.documents for part in parts),
        sum(part.declarations for part in parts),
        sum(part.unreadable for part in parts),
        told.unreadable,
    )
