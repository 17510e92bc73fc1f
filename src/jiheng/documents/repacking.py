"""Repacking (重新打包): an archive with some members changed or added; all others are copied byte for byte, still compressed."""

import struct
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jiheng.documents.archive import Archive

if TYPE_CHECKING:
    from zipfile import ZipInfo

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
DEFLATED = 8
UTF_8_NAME = 0x800
SIZES_FOLLOW = 0x8
VERSION = 20
ZIP64 = 1


def repacked(archive: Archive, content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive in `content` with the members of `changed` in place of its own, new ones at the end.

    Members keep their order, dates, comments and compressed bytes; the same call gives the same bytes.
    """
    infos = archive.file.infolist()
    ends = _ends(infos, archive.file.start_dir)
    out = bytearray()
    directory: list[bytes] = []
    for info in infos:
        offset = len(out)
        new = changed.get(info.filename.replace("\\", "/"))
        if new is None:
            out += content[info.header_offset : ends[info.header_offset]]
            directory.append(_entry(info, offset, info.CRC, info.compress_size, info.file_size, info.compress_type, info.flag_bits))
        else:
            packed = _deflated(new)
            flags = info.flag_bits & ~SIZES_FOLLOW
            out += _header(info, new, packed, flags) + packed
            directory.append(_entry(info, offset, zlib.crc32(new), len(packed), len(new), DEFLATED, flags))
    for name in changed.keys() - archive.members.keys():
        _append(out, directory, name, changed[name], infos[0])
    at = len(out)
    listed = b"".join(directory)
    comment = archive.file.comment
    end = END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listed), at, len(comment))
    return bytes(out) + listed + end + comment


def _ends(infos: "list[ZipInfo]", directory: int) -> dict[int, int]:
    """Where each member ends: where the next one begins, or the directory."""
    starts = sorted({info.header_offset for info in infos})
    return dict(zip(starts, (*starts[1:], directory), strict=True))


def _append(out: bytearray, directory: list[bytes], name: str, new: bytes, like: "ZipInfo") -> None:
    """A new member, dated as the archive's first one: the same document with the same comments is the same bytes."""
    from zipfile import ZipInfo

    info = ZipInfo(name, like.date_time)
    info.create_system, info.external_attr = like.create_system, like.external_attr
    packed = _deflated(new)
    flags = 0 if name.isascii() else UTF_8_NAME
    offset = len(out)
    out += _header(info, new, packed, flags) + packed
    directory.append(_entry(info, offset, zlib.crc32(new), len(packed), len(new), DEFLATED, flags))


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _header(info: "ZipInfo", new: bytes, packed: bytes, flags: int) -> bytes:
    name = _name(info, flags)
    time, day = _moment(info)
    fixed = LOCAL.pack(b"PK\3\4", VERSION, flags, DEFLATED, time, day, zlib.crc32(new), len(packed), len(new), len(name), 0)
    return fixed + name


def _entry(info: "ZipInfo", offset: int, crc: int, packed: int, size: int, method: int, flags: int) -> bytes:
    name, extra = _name(info, flags), _plain_extra(info.extra)
    time, day = _moment(info)
    made = info.create_version | info.create_system << 8
    sizes = (crc, packed, size, len(name), len(extra), len(info.comment))
    fixed = CENTRAL.pack(b"PK\1\2", made, VERSION, flags, method, time, day, *sizes, 0, info.internal_attr, info.external_attr, offset)
    return fixed + name + extra + info.comment


def _name(info: "ZipInfo", flags: int) -> bytes:
    return info.orig_filename.encode("utf-8" if flags & UTF_8_NAME else "cp437")


def _moment(info: "ZipInfo") -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _plain_extra(extra: bytes) -> bytes:
    """The extra fields without the sizes of large archives, which are written in full here."""
    kept = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind != ZIP64:
            kept += extra[: 4 + length]
        extra = extra[4 + length :]
    return kept
