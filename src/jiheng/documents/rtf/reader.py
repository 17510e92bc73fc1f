"""Reader of rich text (RTF 读取): the words that draw paragraphs and table rows, one after the other."""

import codecs
from collections.abc import Iterator

from attrs import Factory, define, evolve

from jiheng.documents import refusals
from jiheng.documents.doc.properties import CellShape
from jiheng.documents.doc.table import Row, laid_out
from jiheng.documents.document import Block, Document, Paragraph
from jiheng.documents.drafts import close
from jiheng.documents.rtf.tokens import BYTES, CLOSE, OPEN, SIGN, WORD, Token, tokens
from jiheng.documents.source import Source
from jiheng.documents.visible import visible
from jiheng.model.place import Place

RANK = 65
HEAD = b"{\\rtf"
MAX_FILE = 64 * 2**20
MAX_DEPTH = 1000
MAX_CELLS = 500_000
CODEPAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 1252: "gb18030"}
UNREAD = frozenset(
    {
        "annotation", "atnauthor", "atndate", "atnid", "author", "colortbl", "datafield", "datastore", "filetbl", "fldinst", "fonttbl",
        "footer", "footerf", "footerl", "footerr", "footnote", "generator", "header", "headerf", "headerl", "headerr", "info",
        "latentstyles", "listoverridetable", "listtable", "listtext", "nonshppict", "object", "operator", "pict", "pntext", "revtbl",
        "rsidtbl", "shppict", "stylesheet", "themedata", "title", "xmlnstbl",
    }
)  # fmt: skip
"""Groups whose text is not the document's own."""
SAID = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
        "rdblquote": "”", "emspace": " ", "enspace": " "}  # fmt: skip
ENDS = {"par", "sect", "page"}
MERGES = {"clmrg": "merged_left", "clvmgf": "begins", "clvmrg": "continues"}
SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}


@define
class _Group:
    r"""What holds until a group ends: whether its text is shown, and how many characters stand behind each \u for old readers."""

    unread: bool = False
    deleted: bool = False
    hidden: bool = False
    behind: int = 1


@define
class _State:
    """Where the reading is: open groups, the text of the paragraph, the cells and shapes of the row, the rows of the table."""

    decoder: codecs.IncrementalDecoder = Factory(lambda: _decoder("gb18030"))
    groups: list[_Group] = Factory(lambda: [_Group()])
    text: list[str] = Factory(list[str])
    cells: list[str] = Factory(list[str])
    shapes: list[CellShape] = Factory(list[CellShape])
    rows: list[Row] = Factory(list[Row])
    next_shape: CellShape = CellShape(0, 0)
    left: int = 0
    in_table: bool = False
    to_skip: int = 0
    starred: bool = False
    count: int = 0


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)("replace")


def recognises(source: Source) -> bool:
    """A file that begins as rich text does."""
    return source.content.startswith(HEAD)


def read(source: Source) -> Document:
    """Paragraphs and tables in order, without fields' codes, headers, notes, pictures and what is deleted or hidden.

    Raises HostileDocument for a file that is too large or nested too deeply.
    """
    if len(source.content) > MAX_FILE:
        raise refusals.TOO_LARGE.at(source.path, limit=MAX_FILE // 2**20)
    blocks: list[Block] = []
    tables = 0
    for item in _gathered(source):
        if isinstance(item, str):
            if (text := visible(_paired(item))).strip():
                blocks.append(Paragraph(Place(source.path), text))
        else:
            draft = laid_out([Row(tuple(map(_paired, row.texts)), row.shapes) for row in item])
            if any(cell.texts[0] for cell in draft.cells):
                tables += 1
                blocks.append(close(draft, Place(source.path, table=tables), wide=0))
    return Document(source.path, "rtf", tuple(blocks))


def _paired(text: str) -> str:
    """Characters outside the first plane are written as two halves."""
    return text if text.isprintable() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _gathered(source: Source) -> Iterator[str | list[Row]]:
    """The paragraphs, and the rows of each table together."""
    state = _State()
    for token in tokens(source.content):
        if token.kind in {OPEN, CLOSE}:
            _turn(state, token.kind, source.path)
        elif token.kind == WORD and token.text in ENDS and not state.in_table and not state.groups[-1].unread:
            if state.rows:
                yield state.rows
                state.rows = []
            yield "".join(state.text)
            state.text = []
        else:
            _take(state, token)
            if state.count > MAX_CELLS:
                raise refusals.TOO_MANY.at(source.path, part="rtf", limit=MAX_CELLS)
    if state.rows:
        yield state.rows
    yield "".join(state.text)


def _turn(state: _State, brace: str, path: str | None) -> None:
    """A group that begins takes over what holds around it; the last one is never closed."""
    if brace == OPEN:
        state.groups.append(evolve(state.groups[-1]))
        if len(state.groups) > MAX_DEPTH:
            raise refusals.TOO_DEEP.at(path, part="rtf", limit=MAX_DEPTH)
    elif len(state.groups) > 1:
        state.groups.pop()


def _take(state: _State, token: Token) -> None:
    group = state.groups[-1]
    if token.kind == SIGN and token.text == "*":
        state.starred = True
        return
    starred, state.starred = state.starred, False
    if token.kind == WORD and (starred or token.text in UNREAD):
        # a starred word opens a group that a reader who does not know it passes over
        group.unread = group.unread or token.text not in {"shpinst", "shptxt"}
    elif group.unread:
        return
    elif token.kind == WORD:
        _word(state, group, token)
    else:
        _say(state, group, token)


def _word(state: _State, group: _Group, token: Token) -> None:
    word, number = token.text, token.number
    if word == "u" and number is not None:
        _write(state, group, chr(number & 0xFFFF))
        state.to_skip = group.behind
    elif word == "uc":
        group.behind = min(max(number or 0, 0), 10)
    elif word == "deleted":
        group.deleted = number != 0
    elif word == "v":
        group.hidden = number != 0
    elif word == "plain":
        group.deleted = group.hidden = False
    elif word == "ansicpg" and number is not None:
        state.decoder = _decoder(CODEPAGES.get(number, "gb18030"))
    elif word in SAID:
        _write(state, group, SAID[word])
    else:
        _table_word(state, word, number)


def _table_word(state: _State, word: str, number: int | None) -> None:
    if word == "pard":
        state.in_table = False
    elif word == "intbl":
        state.in_table = number != 0
    elif word == "cell":
        state.cells.append("".join(state.text).strip())
        state.text = []
        state.count += 1
    elif word == "row":
        state.rows.append(Row(tuple(state.cells), tuple(state.shapes)))
        state.cells = []
        state.in_table = False
    elif word in ENDS:
        state.text.append("\n")
    else:
        _shape_word(state, word, number)


def _shape_word(state: _State, word: str, number: int | None) -> None:
    """What a row says of its cells before they come: each `cellx` ends the description of one at its right edge."""
    if word == "trowd":
        state.shapes, state.next_shape, state.left = [], CellShape(0, 0), 0
    elif word == "trleft":
        state.left = number or 0
    elif word in MERGES:
        state.next_shape = evolve(state.next_shape, **{MERGES[word]: True})
    elif word == "cellx" and number is not None:
        left = state.shapes[-1].right if state.shapes else min(state.left, number)
        state.shapes.append(evolve(state.next_shape, left=left, right=number))
        state.next_shape = CellShape(0, 0)


def _say(state: _State, group: _Group, token: Token) -> None:
    text = token.text
    if token.kind == SIGN:
        text = SIGNS.get(text, "")
    elif state.to_skip:
        text, state.to_skip = text[state.to_skip :], max(0, state.to_skip - len(text))
        if text and not text.isascii():
            text = state.decoder.decode(text.encode("latin-1"))
    elif token.kind == BYTES or state.decoder.getstate()[0] or not text.isascii():
        # the second byte of a Chinese character may be written as the letter that it is in ASCII
        text = state.decoder.decode(text.encode("latin-1"))
    _write(state, group, text)


def _write(state: _State, group: _Group, text: str) -> None:
    if text and not group.deleted and not group.hidden:
        state.text.append(text)
