"""Mojibake (乱码): text decoded in the wrong encoding and saved again, turned back where that is exact, named where it is not."""

import re
from collections.abc import Callable

from attrs import frozen

SAMPLE = 100_000
LOSSY_SAMPLE = 4_000
CJK = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[\x80-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
UNDEFINED_IN_1252 = "\x81\x8d\x8f\x90\x9d"


@frozen
class Mended:
    """The text turned back, a sample of it before and after, and what had happened to it."""

    text: str
    sample_before: str
    sample_after: str
    cause_zh: str


@frozen
class _Turn:
    """A way in which text was misread: how its bytes are found again, what they really are, and the sentence."""

    bytes_of: Callable[[str, str], bytes]
    encoding: str
    cause_zh: str
    cause_en: str


@frozen
class Misread:
    """Text that was misread with losses, so that it can't be turned back: where it begins, a sample, and what had happened."""

    line: int
    sample: str
    cause_zh: str
    cause_en: str


def reversed_mojibake(text: str) -> Mended | None:
    """The text as it was before it was misread, or None where it was not, or where the turn is not exact.

    Acts only where every misread line turns back without a loss: UTF-8 read as Latin-1, Windows-1252 or GBK, and GBK
    read as Latin-1 or Windows-1252. Good Chinese text never passes: its GBK bytes are no UTF-8.
    """
    lines = text.split("\n")
    foreign = [line for line in lines if not line.isascii()]
    if not foreign:
        return None
    for turn in _turns(text):
        turned = _all_turned(foreign, turn)
        if turned is not None and _likely("".join(turned)[:SAMPLE], "".join(foreign)[:SAMPLE]):
            after = iter(turned)
            mended = "\n".join(line if line.isascii() else next(after) for line in lines)
            return Mended(mended, foreign[0].strip()[:20], turned[0].strip()[:20], turn.cause_zh)
    return None


def misread(text: str) -> Misread | None:
    """What had happened to text that was misread with losses, or None for good text.

    Turned back as far as it goes, misread text is mostly Chinese; good Chinese text turned the same way is mostly lost,
    and a language written in Latin letters has few letters outside ASCII.
    """
    foreign = [(number, line) for number, line in enumerate(text.split("\n"), 1) if not line.isascii()][:200]
    sample = "\n".join(line for _, line in foreign)[:LOSSY_SAMPLE]
    signs = len(sample) - sample.count(" ")
    for turn in _turns(sample) if foreign else ():
        if turn.bytes_of is _latin_bytes and len(LATIN.findall(sample)) * 3 < signs:
            continue
        after = turn.bytes_of(sample, "ignore").decode(turn.encoding, "replace")
        chinese = len(CJK.findall(after))
        if chinese >= 8 and chinese > 3 * after.count("\ufffd"):
            return Misread(foreign[0][0], foreign[0][1].strip()[:20], turn.cause_zh, turn.cause_en)
    return None


def _turns(text: str) -> list[_Turn]:
    sample = text[:SAMPLE]
    if len(LATIN.findall(sample)) > 3 * len(CJK.findall(sample)):
        return [
            _Turn(_latin_bytes, "utf-8", "UTF-8 被按 Latin-1 误读", "UTF-8 read as Latin-1"),
            _Turn(_latin_bytes, "gb18030", "GBK 被按 Latin-1 误读", "GBK read as Latin-1"),
        ]
    return [_Turn(lambda line, errors: line.encode("gb18030", errors), "utf-8", "UTF-8 被按 GBK 误读", "UTF-8 read as GBK")]


def _all_turned(lines: list[str], turn: _Turn) -> list[str] | None:
    """Every line turned back, or None as soon as one does not turn: good text fails at its first lines."""
    try:
        return [turn.bytes_of(line, "strict").decode(turn.encoding) for line in lines]
    except UnicodeError:
        return None


def _latin_bytes(line: str, errors: str) -> bytes:
    """The bytes behind text read as Latin-1 or Windows-1252, which differ only in 0x80 to 0x9F."""
    return b"".join(
        sign.encode("latin-1") if ord(sign) < 0x100 or sign in UNDEFINED_IN_1252 else sign.encode("cp1252", errors) for sign in line
    )


def _likely(after: str, before: str) -> bool:
    """Turned back it must be shorter and mostly Chinese of the common plane, else the text only happened to decode."""
    signs = sum(not sign.isascii() for sign in after)
    chinese = len(re.findall("[\u2000-\u22ff\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", after))
    return len(after) < len(before) and signs >= 2 and chinese * 10 >= signs * 9
