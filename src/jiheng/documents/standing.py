"""Standing text (所在文字): where in the pieces of a cell a text stands, blanks and line breaks aside."""

import re
from collections.abc import Sequence
from typing import NamedTuple

FIGURE = "[0-9.,%‰０-９．％]"


class Stretch(NamedTuple):
    """From a character of one piece to behind a character of another; pieces and characters count from 0."""

    first: int
    begin: int
    last: int
    end: int


def stretch_of(pieces: Sequence[str], text: str) -> Stretch | None:
    """Where `text` stands: the whole of the cell, else its only occurrence; None where it stands nowhere or several times.

    A figure is never found inside a longer one: `90%` does not stand in `190%`.
    """
    spots = [(number, at) for number, piece in enumerate(pieces) for at, sign in enumerate(piece) if not sign.isspace()]
    whole = "".join(pieces[number][at] for number, at in spots)
    wanted = "".join(text.split())
    if not wanted:
        return None
    begin = 0 if whole == wanted else _only(whole, wanted)
    if begin is None:
        return None
    (first, start), (last, end) = spots[begin], spots[begin + len(wanted) - 1]
    return Stretch(first, start, last, end + 1)


def replaced_in(text: str, before: str, after: str) -> str | None:
    """A text with `after` where `before` stands in it; None where that is not certain."""
    found = stretch_of([text], before)
    return None if found is None else text[: found.begin] + after + text[found.end :]


def _only(whole: str, wanted: str) -> int | None:
    before = f"(?<!{FIGURE})" if re.match(FIGURE, wanted) else ""
    behind = f"(?!{FIGURE})" if re.search(FIGURE + r"\Z", wanted) else ""
    found = [match.start() for match in re.finditer(before + re.escape(wanted) + behind, whole)]
    return found[0] if len(found) == 1 else None
