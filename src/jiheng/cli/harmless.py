"""Harmless text (无害文字): what a document or a file's name says, without signs that a terminal would obey."""

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model.answer import Refusal

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the marks that turn the direction of writing; line breaks and tabs stay."""
SHOWN = "\ufffd"


def harmless(text: str) -> str:
    """The text with `�` for each sign that moves a cursor, colours, rings, or turns the direction of writing."""
    # nearly every text is printable throughout, and to ask costs less than to look for each sign
    return text if text.isprintable() else OBEYED.sub(SHOWN, text)


def complain(refusals: Iterable["Refusal"]) -> None:
    """Say on the error stream, a line each, which documents gave nothing and why."""
    for refusal in refusals:
        sys.stderr.write(" ".join(harmless(refusal.said).split()) + "\n")
