"""Opening a list (打开清单): the lines of an uploaded file, read in a process that can be killed, under limits."""

from collections.abc import Iterator

from attrs import frozen

from jiheng.errors import NotEnough, UnreadableDocument
from jiheng.framework import load
from jiheng.guard import Begin, Guard, Job, Limits
from jiheng.reading.lists.projects import ProjectList, read_projects

LARGEST = 20 * 1024 * 1024
"""Bytes of a list that is taken."""
LIMITS = Limits(seconds=90, processes=1)


@frozen
class Unreadable:
    """Why a file holds no list, in both languages; exceptions do not travel between processes."""

    zh: str
    en: str


def opened(name: str, content: bytes, limits: Limits = LIMITS) -> ProjectList:
    """The list that the file holds. Raises NotEnough, with the reader's reason, for a file that holds none, is too large or takes too long."""
    if not content or len(content) > LARGEST:
        raise NotEnough(
            f"{name}：文件为空或超过 {LARGEST // 2**20} MB。项目清单应是一份 20 MB 以内的 Excel 或 CSV；请另存后重新选择。",
            f"{name}: empty, or more than {LARGEST // 2**20} MB; a list of projects is an Excel or CSV file within 20 MB: save it anew and choose it again.",
        )
    with Guard(_read, limits, alone=False) as guard:
        given = next(guard.each([Job(content, name)]))
    found = given[0] if given else None
    if isinstance(found, ProjectList):
        return found
    if isinstance(found, Unreadable):
        raise NotEnough(found.zh, found.en)
    raise NotEnough(
        f"{name}：{LIMITS.seconds} 秒内没有读完，已停止。清单应只有一张项目表；请删去其他工作表和图片后再导入。",
        f"{name}: not read within {LIMITS.seconds} s and stopped; a list should hold one table: take out other sheets and pictures and try again.",
    )


def _read(job: Job, begin: Begin) -> Iterator[ProjectList | Unreadable]:
    """The work of the guarded process."""
    if not begin(job.name or "-"):
        return
    try:
        yield read_projects(job.source, load(), path=job.name)
    except UnreadableDocument as because:
        yield Unreadable(because.zh, because.en)
