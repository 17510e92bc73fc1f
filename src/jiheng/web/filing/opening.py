"""Opening (打开文件): what a document from outside holds, for the page beside it; opened in a process that can be killed, under limits."""

from collections.abc import Iterator

from jiheng.documents import open_each
from jiheng.documents.document import Document, Grid, Paragraph
from jiheng.guard import Begin, Guard, Job, Limits, Stopped

MOST_BLOCKS = 400
"""Paragraphs and grids of a source that its page shows."""
LIMITS = Limits(seconds=60, processes=1)


def blocks_of(name: str, content: bytes, limits: Limits = LIMITS) -> list[Paragraph | Grid]:
    """The paragraphs and grids of a document, as many as its page shows; fewer or none where it can't be opened under the limits."""
    with Guard(_blocks, limits, alone=False) as guard:
        given = next(guard.each([Job(content, name)]))
    found = [block for one in given if not isinstance(one, Stopped) for block in one]
    return found[:MOST_BLOCKS]


def _blocks(job: Job, begin: Begin) -> Iterator[list[Paragraph | Grid]]:
    """The work of the guarded process: the blocks of each document in the source."""
    for one in open_each(job.source, path=job.name, begin=begin):
        if isinstance(one, Document):
            yield list(one.blocks[:MOST_BLOCKS])
