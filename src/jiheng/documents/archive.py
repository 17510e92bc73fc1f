"""Archive (压缩包): a zip opened with bounds, so that a bomb is refused before it is inflated."""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents import refusals

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_MEMBERS = 10_000
MAX_PART = 256 * 2**20
MAX_TOTAL = 2**30
MAX_RATIO = 400
SMALL = 8 * 2**20
"""Parts below this size may be compressed as much as they like: an empty sheet of blanks is no bomb."""


@frozen
class Archive:
    """The members of a zip by name; `path` and `kind` (`docx`) are for sentences."""

    path: str | None
    kind: str
    file: "ZipFile"
    members: dict[str, "ZipInfo"]

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """One member's bytes; raises HostileDocument over `limit` bytes or a bomb's ratio, DamagedDocument where it is broken."""
        from zipfile import BadZipFile

        info = self.members.get(name)
        if info is None:
            raise refusals.PART_MISSING.at(self.path, part=name)
        if info.flag_bits & 1:
            raise refusals.ENCRYPTED.at(self.path)
        _refuse_bomb(self.path, info, limit)
        try:
            # zipfile stops at the declared size, so a lying header can't inflate more than was allowed above
            return self.file.read(info)
        except (BadZipFile, EOFError, zlib.error, OSError, RuntimeError, ValueError) as error:
            raise refusals.TRUNCATED.at(self.path, reason=f"{name}", name=self.kind) from error


def open_archive(content: bytes, path: str | None, kind: str) -> Archive:
    """The zip in `content`; raises DamagedDocument where its directory is cut off, HostileDocument for too many members."""
    from zipfile import BadZipFile, ZipFile

    try:
        file = ZipFile(BytesIO(content))
        infos = file.infolist()
    except (BadZipFile, OSError, ValueError, RuntimeError, OverflowError) as error:
        raise refusals.TRUNCATED.at(path, reason="中央目录 central directory", name=kind or "zip") from error
    if len(infos) > MAX_MEMBERS:
        raise refusals.ZIP_BOMB.at(path, what=f"{len(infos)} > {MAX_MEMBERS} 个部件 members")
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise refusals.ZIP_BOMB.at(path, what=f"{total:,} B > {MAX_TOTAL:,} B")
    return Archive(path, kind or "zip", file, {info.filename.replace("\\", "/"): info for info in infos})


def _refuse_bomb(path: str | None, info: "ZipInfo", limit: int) -> None:
    if info.file_size > limit:
        raise refusals.ZIP_BOMB.at(path, what=f"{info.filename}: {info.file_size:,} B > {limit:,} B")
    if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise refusals.ZIP_BOMB.at(path, what=f"{info.filename}: 1:{info.file_size // max(info.compress_size, 1)}")
