"""Records (记录): what a binary workbook is made of, and the strings in them."""

from collections.abc import Iterator
from struct import error, unpack_from

from attrs import define, frozen

BOF, EOF, CONTINUE, PASSWORD = 0x0809, 0x000A, 0x003C, 0x002F
DATE_MODE, FORMAT, STYLE, BOUND_SHEET, STRINGS = 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC
ROW, COLUMNS, MERGED = 0x0208, 0x007D, 0x00E5
SHARED, LABEL, RICH, NUMBER, RK, MANY_RK = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD
BLANK, MANY_BLANK, FORMULA, TEXT_RESULT, TRUTH = 0x0201, 0x00BE, 0x0006, 0x0207, 0x0205
BIFF8 = 0x0600
WIDE, EXTENDED, FORMATTED = 0x01, 0x04, 0x08


@frozen
class Record:
    """A record: its kind and its pieces, more than one where it was too long and went on in others."""

    kind: int
    pieces: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        """The first piece, which is the whole of every record but the long ones."""
        return self.pieces[0]


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """The records from `start` to the end of the part (workbook or sheet) that begins there; charts inside it are passed over."""
    at = start
    depth = 0
    kind, pieces = 0, [b""]
    while at + 4 <= len(stream):
        following, size = unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if following == CONTINUE:
            pieces.append(data)
            continue
        if kind and depth == 1:
            yield Record(kind, tuple(pieces))
        kind, pieces = following, [data]
        depth += (following == BOF) - (following == EOF)
        if depth <= 0:
            return
    if kind and depth == 1:
        yield Record(kind, tuple(pieces))


@define
class Strings:
    """A reading place in the pieces of a record that holds strings; one may be split anywhere between two pieces."""

    pieces: tuple[bytes, ...]
    piece: int = 0
    at: int = 0

    def take(self, size: int) -> bytes:
        """The next bytes, across pieces; fewer at the end."""
        found = b""
        while size > len(found) and self.piece < len(self.pieces):
            part = self.pieces[self.piece][self.at : self.at + size - len(found)]
            found += part
            self.at += len(part)
            if self.at >= len(self.pieces[self.piece]):
                self.piece, self.at = self.piece + 1, 0
        return found

    def string(self, counted: str = "<H") -> str:
        """The next string: its length, its flags, its characters and, after them, formats that are passed over."""
        try:
            length = unpack_from(counted, self.take(1 if counted == "<B" else 2))[0]
            flags = self.take(1)[0]
            runs = unpack_from("<H", self.take(2))[0] if flags & FORMATTED else 0
            extra = unpack_from("<I", self.take(4))[0] if flags & EXTENDED else 0
        except (error, IndexError):
            self.piece = len(self.pieces)
            return ""
        text = self._characters(length, flags & WIDE)
        self._skip(4 * runs + extra)
        return text

    def _characters(self, length: int, wide: int) -> str:
        found = ""
        while length > 0 and self.piece < len(self.pieces):
            width = 2 if wide else 1
            here = min(length, (len(self.pieces[self.piece]) - self.at) // width)
            part = self.pieces[self.piece][self.at : self.at + here * width]
            found += part.decode("utf-16-le" if wide else "latin-1", "replace")
            length -= here
            self.at += here * width
            if length > 0 or self.at >= len(self.pieces[self.piece]):
                self.piece, self.at = self.piece + 1, 0
                if length > 0 and self.piece < len(self.pieces):
                    # a string that goes on in the next piece says there again how wide its characters are
                    wide, self.at = self.pieces[self.piece][:1] == b"\x01", 1
        return found

    def _skip(self, size: int) -> None:
        while size > 0 and self.piece < len(self.pieces):
            here = min(size, len(self.pieces[self.piece]) - self.at)
            size -= here
            self.at += here
            if self.at >= len(self.pieces[self.piece]):
                self.piece, self.at = self.piece + 1, 0
