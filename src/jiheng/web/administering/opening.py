"""Opening what is uploaded (打开上传的文件): registers and blank forms, read in processes that can be killed; nothing of the database is known here."""

from collections.abc import Iterator
from functools import lru_cache, partial

from attrs import frozen

from jiheng.errors import NotEnough, UnreadableDocument
from jiheng.framework import load
from jiheng.guard import Begin, Guard, Job, Limits
from jiheng.reading.lists.registers import RegisterRead, read_register

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is taken."""
LIMITS = Limits(seconds=60, processes=1)
GridCell = tuple[str, int, int, int, int]
"""A cell as text, row, column and spans."""
Grids = tuple[tuple[GridCell, ...], ...]


@frozen
class Unreadable:
    """Why a file holds no register, in both languages; exceptions do not travel between processes."""

    zh: str
    en: str


@lru_cache(maxsize=4)
def register_of(kind: str, name: str, content: bytes) -> RegisterRead:
    """The register of units or people in a file. Raises NotEnough, with the reader's reason, for a file that holds none or takes too long.

    The last few are remembered: a register is looked at and then taken.
    """
    _demand_size(name, content, "名册应是一份 Excel 或 CSV", "a register is an Excel or CSV file")
    with Guard(partial(_read_register, kind), LIMITS, alone=False) as guard:
        given = next(guard.each([Job(content, name)]))
    found = given[0] if given else None
    if isinstance(found, RegisterRead):
        return found
    if isinstance(found, Unreadable):
        raise NotEnough(found.zh, found.en)
    raise NotEnough(
        f"{name}：{LIMITS.seconds} 秒内没有读完，已停止。名册应只有一张表；请删去其他工作表和图片后再上传。",
        f"{name}: not read within {LIMITS.seconds} s and stopped; a register holds one table: take out other sheets and pictures.",
    )


def grids_of(name: str, content: bytes) -> Grids:
    """The grids of a blank form. Raises NotEnough for a file that holds none."""
    _demand_size(name, content, "空白表样应是一份 Word 或 Excel", "a blank form is a Word or Excel file")
    with Guard(_read_grids, LIMITS, alone=False) as guard:
        given = next(guard.each([Job(content, name)]))
    found = given[0] if given else ()
    if isinstance(found, tuple) and found:
        return found
    raise NotEnough(
        f"{name}：没有找到表格。空白表样应是含有一张表的 Word 或 Excel 文件；请打开核对后重新上传。",
        f"{name}: no table was found in it; a blank form is a Word or Excel file that holds one: look at it and upload it again.",
    )


def _demand_size(name: str, content: bytes, zh: str, en: str) -> None:
    if not content or len(content) > LARGEST:
        raise NotEnough(
            f"{name}：文件为空或超过 20 MB。{zh}，20 MB 以内；请另存后重新选择。",
            f"{name}: empty, or more than 20 MB; {en} within 20 MB: save it anew and choose it again.",
        )


def _read_register(kind: str, job: Job, begin: Begin) -> Iterator[RegisterRead | Unreadable]:
    """The work of the guarded process."""
    if not begin(job.name or "-"):
        return
    try:
        yield read_register(kind, job.source, load(), path=job.name)
    except UnreadableDocument as because:
        yield Unreadable(because.zh, because.en)


def _read_grids(job: Job, begin: Begin) -> Iterator[Grids]:
    """The work of the guarded process."""
    from jiheng.documents import open_document
    from jiheng.documents.document import Grid

    if not begin(job.name or "-"):
        return
    try:
        document = open_document(job.source, path=job.name)
    except UnreadableDocument:
        return
    yield tuple(
        tuple((cell.text.strip(), cell.row, cell.column, cell.row_span, cell.column_span) for cell in block.cells)
        for block in document.blocks
        if isinstance(block, Grid) and len(block.cells) > 1
    )
