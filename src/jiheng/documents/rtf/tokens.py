"""Tokens of rich text (记号): control words, bytes and plain text, and the groups that hold them."""

import re
from collections.abc import Iterator

from attrs import frozen

TOKEN = re.compile(r"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|(.))|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL)
OPEN, CLOSE, WORD, BYTES, SIGN, TEXT = "{", "}", "word", "bytes", "sign", "text"


@frozen
class Token:
    """A piece of the file: what it is, its text (word, sign or characters), and the number of a word, None where it has none."""

    kind: str
    text: str
    number: int | None = None


def tokens(content: bytes) -> Iterator[Token]:
    r"""The tokens in order; neighbouring bytes (`\'d6\'d0`) come as one, since two of them make a Chinese character."""
    waiting: list[str] = []
    for found in TOKEN.finditer(content.decode("latin-1")):
        word, number, byte, sign, brace, text = found.groups()
        if byte is not None:
            waiting.append(chr(int(byte, 16)))
            continue
        if waiting and (word or sign or brace or text):
            yield Token(BYTES, "".join(waiting))
            waiting = []
        if word:
            yield Token(WORD, word, None if number is None else int(number))
        elif brace:
            yield Token(brace, brace)
        elif sign:
            yield Token(SIGN, sign)
        elif text:
            yield Token(TEXT, text)
    if waiting:
        yield Token(BYTES, "".join(waiting))
