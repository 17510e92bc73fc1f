"""Unpacking (解包): the documents in a file that came with others, had in a process that can be killed; nothing of Django is loaded there."""

from collections.abc import Iterator

from attrs import frozen

from jiheng.documents.opening import leaves
from jiheng.errors import UnreadableDocument
from jiheng.guard import Begin, Guard, Job, Limits, Stopped

LARGEST = 100 * 2**20
"""Bytes of all files of a pile together, unpacked."""
MOST = 500
"""Files of a pile."""
LIMITS = Limits(seconds=60, processes=1)


@frozen(eq=False)
class File:
    """A file as it came, or a member of a zip: its name and bytes; `refusal` where it could not be unpacked."""

    name: str
    content: bytes
    refusal: tuple[str, str] | None = None


def unpacked(file: File) -> list[File]:
    """The documents in a file: of a zip its members, unpacked in a process that can be killed."""
    with Guard(_leaves, LIMITS, alone=False) as guard:
        given = next(guard.each([Job(file.content, file.name)]))
    found = [each for each in given if not isinstance(each, Stopped)]
    if found and len(found) == len(given):
        return found
    said = f"{file.name}：{LIMITS.seconds} 秒内没有解开，已停止。请拆成小一些的压缩包再传。"
    return [*found, File(file.name, b"", (said, f"{file.name}: not unpacked within {LIMITS.seconds} s; bring it in smaller parts."))]


def _leaves(job: Job, begin: Begin) -> Iterator[File]:
    """The work of the guarded process."""
    if not begin(job.name or "-"):
        return
    total = 0
    for number, leaf in enumerate(leaves(job.source, path=job.name)):
        if isinstance(leaf, UnreadableDocument):
            yield File(leaf.path or job.name or "-", b"", (leaf.zh, leaf.en))
            continue
        total += len(leaf.content)
        yield File(leaf.path or "-", leaf.content)
        if total > LARGEST or number > MOST:
            return
