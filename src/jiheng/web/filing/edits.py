"""Edits (修改): set, insert, move, drop; the only way in which a table changes. Each keeps what stood before, so that it can be taken back.

Rows are named by their keys, so that an edit made on an older page still finds its row. Typing, a mend, a suggestion, a
reviewer's change and an adjustment are lists of edits; the browser holds edits and never a meaning.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, TypeAlias

import msgspec
from attrs import evolve, frozen

from jiheng.errors import NotEnough
from jiheng.model.codec import from_builtins, to_builtins
from jiheng.model.indicator import BlankLevel, Indicator
from jiheng.web.filing.tables import Table, fresh_key
from jiheng.web.filing.typing import NO_FIELD, Typist, Unfit

FIELD = re.compile(r"[a-z][a-z0-9_]*(?:\.sources)?(?:\.\d{1,3})?(?:\.[a-z]+)?")
"""What the name of a field looks like; a list is counted to a thousand."""
GONE = Unfit(
    "这一行已不在表中，可能已被删除；请刷新后重做", "the row is no longer in the table, it may have been dropped: reload and do it again"
)
LONGEST = 20_000
"""Characters that a cell takes."""
TOO_LONG = Unfit(
    f"一格最多 {LONGEST} 个字；请缩短，详细内容作为附件上传", f"a cell takes {LONGEST} characters: shorten it, and attach the rest"
)


@frozen
class Set:
    """A text typed into a field, of a row or (row None) of the table; `before` is the text that stood there.

    `rule` is the rule whose mend the text is (采纳改法), by its code; None for what a person wrote.
    """

    do: ClassVar[str] = "set"
    field: str
    text: str
    row: str | None = None
    before: str = ""
    rule: str | None = None


@frozen
class Insert:
    """A new row under a branch, after another row (None: first of the table). `held` is the row itself where a drop is taken back."""

    do: ClassVar[str] = "insert"
    row: str
    after: str | None = None
    level1: str | None = None
    level2: str | None = None
    midterm: bool = False
    held: Mapping[str, object] | None = None


@frozen
class Move:
    """A row put after another one (None: first), under the branch named; `before` is where it stood."""

    do: ClassVar[str] = "move"
    row: str
    after: str | None = None
    level1: str | None = None
    level2: str | None = None
    before: Mapping[str, object] | None = None


@frozen
class Drop:
    """A row taken out; `held` is what it said and `after` the row it stood behind."""

    do: ClassVar[str] = "drop"
    row: str
    after: str | None = None
    midterm: bool = False
    held: Mapping[str, object] | None = None


Edit: TypeAlias = Set | Insert | Move | Drop
KINDS: Mapping[str, type[Set] | type[Insert] | type[Move] | type[Drop]] = {kind.do: kind for kind in (Set, Insert, Move, Drop)}


@frozen(eq=False)
class Unfitting:
    """An edit that was not made, by its position in the list, and why."""

    number: int
    edit: Edit
    because: Unfit


@frozen(eq=False)
class Edited:
    """What came of a list of edits: the table, the edits that were made with what stood before, and those that were not."""

    table: Table
    made: tuple[Edit, ...]
    unfit: tuple[Unfitting, ...]


def decoded(items: object) -> tuple[Edit, ...]:
    """Edits from the JSON of a browser or a revision. Raises NotEnough for anything else."""
    if not isinstance(items, list):
        raise _no_edits("edits")
    out: list[Edit] = []
    for item in items:  # pyright: ignore[reportUnknownVariableType]
        kind = KINDS.get(str(item.get("do"))) if isinstance(item, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        if kind is None:
            raise _no_edits(str(item)[:60])  # pyright: ignore[reportUnknownArgumentType]
        try:
            out.append(from_builtins(kind, item))
        except msgspec.ValidationError as error:
            raise _no_edits(str(error)) from error
    return tuple(out)


def encoded(edits: Sequence[Edit]) -> list[dict[str, object]]:
    """Edits as JSON, as a revision keeps them."""
    return [{"do": edit.do, **to_builtins(edit)} for edit in edits]


def edited(table: Table, edits: Sequence[Edit], typist: Typist) -> Edited:
    """The table after the edits, in order; one that does not fit is left out and said, the others are made."""
    made: list[Edit] = []
    unfit: list[Unfitting] = []
    for number, edit in enumerate(edits):
        result = MAKERS[edit.do](table, edit, typist)
        if isinstance(result, Unfit):
            unfit.append(Unfitting(number, edit, result))
        else:
            table, done = result
            made.append(done)
    return Edited(table, tuple(made), tuple(unfit))


def undone(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take made ones back, last first."""
    return tuple(_opposite(edit) for edit in reversed(edits))


def text_of(table: Table, row: str | None, field: str, typist: Typist) -> str:
    """What stands in a cell, as the form shows it and a person would type it; blank where nothing does."""
    if row is None:
        return typist.shown(table.declaration, field)
    held = table.row(row)
    for part in field.split("."):
        held = held[int(part)] if isinstance(held, tuple) and int(part) < len(held) else getattr(held, part, None)
    said = getattr(getattr(held, "target", held), "text", held)
    return "" if said is None else str(said)


Made: TypeAlias = "tuple[Table, Edit] | Unfit"


def _set(table: Table, edit: Set, typist: Typist) -> Made:
    if len(edit.text) > LONGEST:
        return TOO_LONG
    if not FIELD.fullmatch(edit.field):
        return NO_FIELD
    if edit.row is None:
        head = typist.in_head(table.declaration, edit.field, edit.text)
        return head if isinstance(head, Unfit) else (evolve(table, declaration=head), _with_before(table, edit, typist))
    spot = table.spot(edit.row)
    if spot is None:
        return GONE
    rows = list(table.rows(midterm=spot.midterm))
    row = typist.in_row(rows[spot.position], edit.field, edit.text, table.declaration.year)
    if isinstance(row, Unfit):
        return row
    rows[spot.position] = row
    return table.with_rows(rows, _keys(table, midterm=spot.midterm), midterm=spot.midterm), _with_before(table, edit, typist)


def _with_before(table: Table, edit: Set, typist: Typist) -> Set:
    return evolve(edit, before=text_of(table, edit.row, edit.field, typist))


def _insert(table: Table, edit: Insert, typist: Typist) -> Made:
    if table.spot(edit.row) is not None:
        edit = evolve(edit, row=fresh_key())
    beside = table.spot(edit.after) if edit.after is not None else None
    if beside is not None and beside.midterm != edit.midterm:
        edit = evolve(edit, midterm=beside.midterm)
    if edit.held is not None:
        row = _held(edit.held)
        if isinstance(row, Unfit):
            return row
    else:
        row = typist.placed(Indicator("", edit.level1, edit.level2, required=_marked(table, edit.level1, edit.level2)))
    rows, keys = list(table.rows(midterm=edit.midterm)), _keys(table, midterm=edit.midterm)
    at = keys.index(edit.after) + 1 if edit.after in keys else 0 if edit.after is None else len(keys)
    rows.insert(at, row)
    keys.insert(at, edit.row)
    return _without_blank(table.with_rows(rows, keys, midterm=edit.midterm), row), edit


def _held(said: Mapping[str, object]) -> Indicator | Unfit:
    """A row that comes back with what it held; a browser may send anything."""
    try:
        return from_builtins(Indicator, said)
    except msgspec.ValidationError:
        return GONE


def _move(table: Table, edit: Move, typist: Typist) -> Made:
    spot = table.spot(edit.row)
    if spot is None:
        return GONE
    rows, keys = list(table.rows(midterm=spot.midterm)), _keys(table, midterm=spot.midterm)
    row = rows.pop(spot.position)
    keys.pop(spot.position)
    was = {"after": keys[spot.position - 1] if spot.position else None, "level1": row.level1, "level2": row.level2}
    if edit.level1 is not None or edit.level2 is not None:
        marked = _marked(table, edit.level1, edit.level2)
        row = typist.placed(evolve(row, level1=edit.level1, level2=edit.level2, required=marked))
    at = keys.index(edit.after) + 1 if edit.after in keys else 0
    rows.insert(at, row)
    keys.insert(at, edit.row)
    return table.with_rows(rows, keys, midterm=spot.midterm), evolve(edit, before=was)


def _drop(table: Table, edit: Drop, _typist: Typist) -> Made:
    spot = table.spot(edit.row)
    if spot is None:
        return GONE
    rows, keys = list(table.rows(midterm=spot.midterm)), _keys(table, midterm=spot.midterm)
    row = rows.pop(spot.position)
    keys.pop(spot.position)
    after = keys[spot.position - 1] if spot.position else None
    return table.with_rows(rows, keys, midterm=spot.midterm), evolve(edit, after=after, midterm=spot.midterm, held=to_builtins(row))


MAKERS: Mapping[str, Callable[..., Made]] = {Set.do: _set, Insert.do: _insert, Move.do: _move, Drop.do: _drop}


def _keys(table: Table, *, midterm: bool) -> list[str]:
    return list(table.midterm_keys if midterm else table.keys)


def _marked(table: Table, level1: str | None, level2: str | None) -> bool | None:
    """Whether the form marks the level 必填: as its other rows, or as its blank line."""
    said = table.declaration
    under: tuple[Indicator | BlankLevel, ...] = (*said.indicators, *said.midterm_indicators, *said.blank_levels)
    return next((each.required for each in under if (each.level1, each.level2) == (level1, level2)), None)


def _without_blank(table: Table, row: Indicator) -> Table:
    """The table without the blank second level that the row now fills."""
    left = tuple(each for each in table.declaration.blank_levels if (each.level1, each.level2) != (row.level1, row.level2))
    return evolve(table, declaration=evolve(table.declaration, blank_levels=left))


def _opposite(edit: Edit) -> Edit:
    match edit:
        case Set():
            return Set(edit.field, edit.before, edit.row, edit.text)
        case Insert():
            return Drop(edit.row)
        case Drop():
            return Insert(edit.row, edit.after, midterm=edit.midterm, held=edit.held)
        case Move():
            was = edit.before or {}
            return Move(edit.row, _str(was.get("after")), _str(was.get("level1")), _str(was.get("level2")))


def _str(said: object) -> str | None:
    return None if said is None else str(said)


def _no_edits(found: str) -> NotEnough:
    return NotEnough(
        f"编辑请求：内容看不懂（{found}）。应为 set、insert、move、drop 的列表；请刷新页面后重做，仍如此请告知管理员。",
        f"edits: can't be understood ({found}); expected a list of set, insert, move and drop: reload the page and do it again.",
    )
