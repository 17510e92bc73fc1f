"""Opening a list of indicators (打开指标清单): its lines, read in a process that can be killed; no model is imported here, since that process has none."""

from collections.abc import Iterator

from jiheng.errors import NotEnough, UnreadableDocument
from jiheng.framework import load
from jiheng.guard import Begin, Guard, Job, Limits
from jiheng.reading.lists.indicators import IndicatorLine, read_indicators

LARGEST = 10 * 1024 * 1024
"""Bytes of a list that is taken."""
LIMITS = Limits(seconds=60, processes=1)


def lines_of(name: str, content: bytes) -> tuple[IndicatorLine, ...]:
    """The lines of a file, read in a process that can be killed. Raises NotEnough with the reader's reason."""
    if not content or len(content) > LARGEST:
        raise NotEnough(
            f"{name}：文件为空或超过 10 MB。指标清单应是一份 10 MB 以内的 Excel；请另存后重新选择。",
            f"{name}: empty, or more than 10 MB; save the list anew and choose it again.",
        )
    with Guard(_read, LIMITS, alone=False) as guard:
        given = next(guard.each([Job(content, name)]))
    found = given[0] if given else None
    if isinstance(found, tuple) and found and isinstance(found[0], IndicatorLine):
        return found
    zh, en = (
        found
        if isinstance(found, tuple) and len(found) == 2
        else (f"{name}：没有读完，已停止。请删去其他工作表后再导入。", f"{name}: not read in time.")
    )
    raise NotEnough(str(zh), str(en))


def _read(job: Job, begin: Begin) -> Iterator[object]:
    """The work of the guarded process."""
    if not begin(job.name or "-"):
        return
    try:
        yield read_indicators(job.source, load(), path=job.name)
    except UnreadableDocument as because:
        yield (because.zh, because.en)
