"""Compound files (复合文档): the small file system that old Office files are, read with bounds."""

from struct import error, unpack_from

from attrs import frozen

from jiheng.documents import refusals
from jiheng.errors import DamagedDocument

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
"""Sector numbers from here on mark an end, a free sector or the tables themselves."""
ENTRY = 128
STREAM, ROOT = 2, 5


@frozen
class Compound:
    """The streams of a compound file's root by name; `table` and `small_table` say which sector follows which."""

    path: str | None
    content: bytes
    size: int
    small_size: int
    cutoff: int
    table: tuple[int, ...]
    small_table: tuple[int, ...]
    small: bytes
    streams: dict[str, tuple[int, int]]

    def read(self, name: str) -> bytes:
        """The bytes of a stream; raises DamagedDocument where it is missing or its sectors lead astray."""
        if name not in self.streams:
            raise refusals.PART_MISSING.at(self.path, part=name)
        start, length = self.streams[name]
        if length < self.cutoff:
            return _chain(self.small, start, self.small_size, self.small_table, 0, self.path)[:length]
        return _chain(self.content, start, self.size, self.table, 1, self.path)[:length]


def open_compound(content: bytes, path: str | None) -> Compound:
    """The file system in `content`; raises DamagedDocument where its header or tables are broken."""
    try:
        size, small_size = (1 << shift for shift in unpack_from("<HH", content, 30))
        if size not in {512, 4096} or small_size != 64:
            raise refusals.TRUNCATED.at(path, reason="扇区大小 sector size", name="OLE")
        first_entry, _, cutoff, first_small = unpack_from("<I4sII", content, 48)
        table = _table(content, size, path)
        entries = _chain(content, first_entry, size, table, 1, path)
        streams, root = _directory(entries)
        small = _chain(content, root[0], size, table, 1, path)[: root[1]] if root else b""
        small_numbers = _chain(content, first_small, size, table, 1, path)
    except error as fault:
        raise refusals.TRUNCATED.at(path, reason="文件头 header", name="OLE") from fault
    small_table = unpack_from(f"<{len(small_numbers) // 4}I", small_numbers)
    return Compound(path, content, size, small_size, cutoff, table, small_table, small, streams)


def _table(content: bytes, size: int, path: str | None) -> tuple[int, ...]:
    """Which sector follows which, from the sectors that hold the table; the first 109 are listed in the header."""
    listed = list(unpack_from("<109I", content, 76))
    following = unpack_from("<I", content, 68)[0]
    seen = 0
    while following < LAST and seen <= len(content) // size:
        numbers = unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        listed.extend(numbers[:-1])
        following = numbers[-1]
        seen += 1
    found: list[int] = []
    for sector in listed:
        if sector < LAST:
            if len(found) > len(content) // size + size:
                raise refusals.TRUNCATED.at(path, reason="扇区表 sector table", name="OLE")
            block = content[(sector + 1) * size : (sector + 2) * size]
            found.extend(unpack_from(f"<{len(block) // 4}I", block))
    return tuple(found)


def _chain(content: bytes, start: int, size: int, table: tuple[int, ...], offset: int, path: str | None) -> bytes:
    """The sectors from `start` on, one after the other; a chain longer than its table runs in a circle."""
    parts: list[bytes] = []
    sector = start
    while sector < LAST:
        if sector >= len(table) or len(parts) > len(table):
            raise refusals.TRUNCATED.at(path, reason="扇区链 sector chain", name="OLE")
        parts.append(content[(sector + offset) * size : (sector + offset + 1) * size])
        sector = table[sector]
    return b"".join(parts)


def holds(content: bytes, name: str) -> bool:
    """Whether a compound file has a stream of this name itself, not in an object embedded in it.

    Where its directory is broken, the name anywhere in it is enough: reading it then says what is broken.
    """
    if not content.startswith(MAGIC) or (name + "\0").encode("utf-16-le") not in content:
        return False
    try:
        return name in open_compound(content, None).streams
    except DamagedDocument:
        return True


def _directory(entries: bytes) -> tuple[dict[str, tuple[int, int]], tuple[int, int] | None]:
    """Start and length of each stream of the root by name, and of the root itself, which holds the small ones."""
    if len(entries) < ENTRY or entries[66] != ROOT:
        return {}, None
    streams: dict[str, tuple[int, int]] = {}
    waiting = [unpack_from("<I", entries, 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        at = number * ENTRY
        if number in seen or at + ENTRY > len(entries):
            continue
        seen.add(number)
        length, kind = unpack_from("<HB", entries, at + 64)
        # the entries of one storage hang on each other as the two branches of a tree
        waiting.extend(unpack_from("<II", entries, at + 68))
        if kind == STREAM:
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            streams[name] = unpack_from("<II", entries, at + 116)
    return streams, unpack_from("<II", entries, 116)
