"""Encoding (编码): bytes → text, with what had to be mended to decode them."""

import codecs
import re

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.mojibake import misread, reversed_mojibake
from jiheng.model.place import Place
from jiheng.model.repair import Repair

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LOST = "\ufffd"
LOST_IN_GBK = re.compile("锟斤拷|锟斤|斤拷")
BEARABLE = 0.01
"""Share of characters that may be lost before the text counts as destroyed: one in a hundred still leaves a table to read."""
SAMPLE = 100_000
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]+")


@frozen
class Decoded:
    """Text, the encoding that its bytes had (`utf-8`, `gb18030` …) and what was mended."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


def decode(content: bytes, path: str | None) -> Decoded:
    """UTF-8, UTF-16, UTF-32 (by BOM or by their zeros) and GB18030; mojibake that can be reversed exactly is.

    Raises UnknownFormat for binary data and DamagedDocument, naming the line, where characters are lost beyond repair.
    """
    text, encoding, repairs = _decoded(content, path)
    if CONTROLS.search(text):
        repairs += (_repair(path, "control-characters", "控制字符", ""),)
        text = CONTROLS.sub("", text)
    mended = reversed_mojibake(text)
    misled = misread(text) if mended is None else None
    if misled is not None:
        raise refusals.GARBLED.at(path, line=misled.line, sample=misled.sample, cause_zh=misled.cause_zh, cause_en=misled.cause_en)
    if mended is not None:
        repairs += (_repair(path, "mojibake", f"{mended.sample_before}（{mended.cause_zh}）", mended.sample_after),)
        text = mended.text
    return Decoded(text, encoding, repairs + _lost(text, path))


def _decoded(content: bytes, path: str | None) -> tuple[str, str, tuple[Repair, ...]]:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            body = content[len(mark) :]
            return body.decode(encoding, "replace"), encoding, ()
    zeros = _encoding_by_zeros(content)
    if zeros is not None:
        return content.decode(zeros, "replace"), zeros, (_repair(path, "missing-bom", "没有 BOM 的 UTF-16", zeros),)
    if content.count(b"\0") > len(content) // 100:
        raise refusals.UNKNOWN.at(path, **refusals.BINARY)
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding), encoding, ()
        except UnicodeDecodeError as error:
            # a file cut in the middle of its last character lost that character and nothing else
            if error.end >= len(content) - 1 and error.start >= len(content) - 4 and error.start > 0:
                cut = _repair(path, "cut-character", content[error.start :].hex(" "), "")
                return content[: error.start].decode(encoding), encoding, (cut,)
    return _closest(content, path)


def _closest(content: bytes, path: str | None) -> tuple[str, str, tuple[Repair, ...]]:
    """The encoding that loses fewest characters; data full of control characters or losses are no text at all."""
    tries = [(content.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "gb18030")]
    text, encoding = min(tries, key=lambda tried: tried[0].count(LOST))
    controls = sum(map(len, CONTROLS.findall(text[:SAMPLE])))
    if controls > len(text[:SAMPLE]) // 50 or text.count(LOST) > len(text) // 5:
        raise refusals.UNKNOWN.at(path, **refusals.BINARY)
    return text, encoding, ()


def _encoding_by_zeros(content: bytes) -> str | None:
    """UTF-16 without a BOM shows zeros at every other byte wherever digits, blanks and line ends stand."""
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(2, len(head) // 50) or min(even, odd) > max(even, odd) // 10:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    decoded = content.decode(encoding, "replace")
    return encoding if decoded.count(LOST) <= len(decoded) // 100 else None


def _lost(text: str, path: str | None) -> tuple[Repair, ...]:
    """A doubtful repair for each line with lost characters; raises DamagedDocument where they are too many to bear."""
    signs = text.count(LOST)
    gbk = 3 * text.count("锟斤拷") or 2 * text.count("锟斤") + 2 * text.count("斤拷")
    if not signs + gbk:
        return ()
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if LOST in line or LOST_IN_GBK.search(line)]
    if signs + gbk > BEARABLE * len(text):
        number, line = lines[0]
        cause = (
            ("UTF-8 替换符被按 GBK 误读", "UTF-8 replacement signs read as GBK")
            if gbk
            else ("字节无法解码", "bytes that no encoding explains")
        )
        raise refusals.GARBLED.at(path, line=number, sample=line.strip()[:20], cause_zh=cause[0], cause_en=cause[1])
    return tuple(Repair(Place(path, line=number), "lost-character", line, line, doubtful=True) for number, line in lines)


def _repair(path: str | None, kind: str, before: str, after: str) -> Repair:
    return Repair(Place(path), kind, before, after)
