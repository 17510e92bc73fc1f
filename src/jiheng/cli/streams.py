"""Streams (输出): whatever leaves the program goes out here, to the screen or a file, and a place that takes nothing is told as one."""

import errno
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from jiheng.errors import UnwritablePlace

CHINESE = "绩"
CAUSES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘只读",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}


def prepare_streams() -> None:
    """Give the program streams that it can speak Chinese on, whatever the system handed over.

    A closed stream becomes one that swallows, an encoding that has no Chinese becomes UTF-8, and a sign that the terminal's
    encoding lacks is replaced: the report is worth more than the sign.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if _speaks_chinese(stream.encoding) else "utf-8", errors="replace")


def abandon_streams() -> None:
    """Send what is still buffered nowhere, so that leaving the program can't fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a reader beside us never sees half of it, and a failure leaves the old one.

    Folders that it needs are made. Raises UnwritablePlace where the system does not let us.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
            path.write_bytes(content)  # a device is written as it is, and what is locked refuses by itself
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        raise unwritable(str(path), error) from error


def unwritable(place: str, error: OSError) -> UnwritablePlace:
    """The exception for a place that does not take what is written."""
    return UnwritablePlace(
        f"{place}：写不进去（{CAUSES.get(error.errno or 0, error.strerror or error)}）。应为可以写入、空间足够的位置；请换一个文件名、文件夹或磁盘。",
        f"{place}: can't be written ({error.strerror or error}); expected a place that takes it; choose another name, folder or disk.",
    )


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".jiheng-{os.getpid()}")
    try:
        beside.write_bytes(content)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _speaks_chinese(encoding: str) -> bool:
    try:
        return bool(CHINESE.encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return False


def _nowhere() -> TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
