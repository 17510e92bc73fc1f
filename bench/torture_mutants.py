"""Mutants (变体) of a document's bytes: the same index gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

LENGTHS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
NUMBERS = (b"0", b"-1", b"65536", b"99999999", b"2147483648", b"-9999999999", b"9" * 5_000, b"1e9999", b"1.5", b"")
NESTED = (2, 20, 300, 5_000)
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
TAG = re.compile(rb"<[^<>]{1,200}>")
NUMBER = re.compile(rb"-?\d+")
Change = Callable[[bytes, Random], bytes]


def mutant(name: str, originals: list[bytes], index: int) -> bytes:
    """The mutant of that number of the documents of one format: one to three changes, inside a member where it is a zip."""
    chance = Random(f"{name}/{index}")  # noqa: S311 - made documents, no secret
    content = chance.choice(originals)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        inside = content.startswith(b"PK") and chance.random() < 0.75
        content = _repacked(content, chance) if inside else _changed(content, chance)
    return content


def _changed(content: bytes, chance: Random) -> bytes:
    change: Change = chance.choice(MARKUP if content.lstrip()[:1] in (b"<", b"{", b"%") and chance.random() < 0.6 else BYTES)
    return change(content, chance)


def _repacked(content: bytes, chance: Random) -> bytes:
    """The zip with one member changed, dropped, doubled or renamed; what is no whole zip any more is changed as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return _changed(content, chance)
    except Exception:  # noqa: BLE001 - zlib and struct raise errors of their own for damage
        return _changed(content, chance)
    if not members:
        return content
    weights = [len(body) + 200 for _, body in members]
    chosen = chance.choices(range(len(members)), weights)[0]
    member, body = members[chosen]
    deed = chance.random()
    if deed < 0.9:
        members[chosen] = (member, _changed(body, chance))
    elif deed < 0.94:
        del members[chosen]
    elif deed < 0.97:
        members[chosen] = (f"../{member}", body)
    else:
        members.append((f"{member}\x07", body))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for named, inside in members:
            archive.writestr(zipfile.ZipInfo(named), inside)
    return packed.getvalue()


def _piece(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((1, 4, 16, 64, 512, 4096)))


def flipped(content: bytes, chance: Random) -> bytes:
    """A few bits turned."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 32)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def truncated(content: bytes, chance: Random) -> bytes:
    """The end cut off."""
    return content[: chance.randrange(len(content) + 1)]


def doubled(content: bytes, chance: Random) -> bytes:
    """A piece twice or many times."""
    start, end = _piece(content, chance)
    return content[:start] + content[start:end] * chance.choice((2, 3, 50)) + content[end:]


def dropped(content: bytes, chance: Random) -> bytes:
    """A piece left out."""
    start, end = _piece(content, chance)
    return content[:start] + content[end:]


def moved(content: bytes, chance: Random) -> bytes:
    """A piece put over another place."""
    (start, end), to = _piece(content, chance), chance.randrange(len(content) + 1)
    return content[:to] + content[start:end] + content[to + end - start :]


def lengthened(content: bytes, chance: Random) -> bytes:
    """A number of two or four bytes overwritten, as a length, an offset or a link to the next sector."""
    size = chance.choice((2, 4))
    at = chance.randrange(max(1, len(content) - size)) // size * size
    figure = chance.choice((*LENGTHS, chance.randrange(64), at // 512))
    made: bytes = (
        content[:at] + (figure & (256**size - 1)).to_bytes(size, chance.choice(("little", "little", "big"))) + content[at + size :]
    )
    return made


def renumbered(content: bytes, chance: Random) -> bytes:
    """A written number replaced."""
    found = list(NUMBER.finditer(content))
    if not found:
        return flipped(content, chance)
    one = chance.choice(found)
    return content[: one.start()] + chance.choice((*NUMBERS, chance.choice(found).group())) + content[one.end() :]


def retagged(content: bytes, chance: Random) -> bytes:
    """A tag dropped, doubled, put elsewhere, nested many times, or entities defined before all."""
    found = list(TAG.finditer(content))
    if not found:
        return renumbered(content, chance)
    one, other = chance.choice(found), chance.choice(found)
    before, tag, after = content[: one.start()], one.group(), content[one.end() :]
    made = chance.choice((b"", tag * 2, other.group(), tag * chance.choice(NESTED), tag + BOMB))
    return BOMB + content if chance.random() < 0.03 else before + made + after


def repeated(content: bytes, chance: Random) -> bytes:
    """What stands between two tags, once more or many times."""
    found = [one.start() for one in TAG.finditer(content)] or [0, len(content)]
    start, end = sorted(chance.choices(found, k=2))
    return content[:end] + content[start:end] * (1 if end - start > 2**16 else chance.choice((1, 3, 40))) + content[end:]


BYTES: tuple[Change, ...] = (flipped, flipped, truncated, doubled, dropped, moved, lengthened, lengthened, renumbered)
MARKUP: tuple[Change, ...] = (renumbered, retagged, retagged, repeated)
