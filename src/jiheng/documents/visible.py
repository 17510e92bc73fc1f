"""Visible text (可见文字): without the signs that take no room, which copying from pages and phones leaves between characters."""

import re

UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb]"
)


def visible(text: str) -> str:
    """The text without zero-width signs, marks of direction, soft hyphens and control characters; blanks and breaks stay."""
    # nearly every cell is printable throughout, and to ask costs a tenth of looking for each sign
    return text if text.isprintable() else UNSEEN.sub("", text)
