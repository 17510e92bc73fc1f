"""Mending (修改): the replacements that findings propose, made in the user's own document or in declarations that were read."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from attrs import evolve, frozen

from jiheng.documents import open_document
from jiheng.documents.marking import Replacement, not_there, replaced
from jiheng.errors import JihengError, TextNotThere
from jiheng.framework.framework import Framework
from jiheng.framework.tree import tree
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding, Fix
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.review.spread import settled
from jiheng.values import read_value

Model = TypeVar("Model", Declaration, Indicator)


@frozen(eq=False)
class Mend:
    """A replacement that a finding proposes, with the place of its field; None where no file tells it."""

    finding: Finding
    fix: Fix
    place: Place | None

    @property
    def replacement(self) -> Replacement:
        """The mend as a replacement in a document."""
        return Replacement(self.place or Place(), self.fix.before, self.fix.after)


@frozen(eq=False)
class Refused:
    """A mend that was not made, and why."""

    mend: Mend
    because: JihengError


@frozen(eq=False)
class Mended:
    """What came of the mends: those that were made, those that were not."""

    made: tuple[Mend, ...]
    refused: tuple[Refused, ...]


def mends_of(answer: CheckAnswer, declarations: Sequence[Declaration], *, unsafe: bool) -> Iterator[Mend]:
    """The mends that the findings propose, the first for each field; only the safe ones unless `unsafe`."""
    taken: set[tuple[int, int | None, str]] = set()
    for finding in answer.findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or (finding.declaration, fix.indicator, fix.field) in taken:
            continue
        taken.add((finding.declaration, fix.indicator, fix.field))
        yield Mend(finding, fix, declarations[finding.declaration].source.places.get(_path(fix)))


def mended_document(content: bytes, path: str | None, mends: Sequence[Mend], declarations: Sequence[Declaration]) -> tuple[bytes, Mended]:
    """The document with the mends made that can be made with certainty.

    A mend whose cell also belongs to another row is refused. Raises UnmarkableDocument for a format that is never rewritten.
    """
    document = open_document(content, path=path)
    refused: list[Refused] = []
    waiting: list[tuple[Replacement, Mend]] = []
    for mend in mends:
        because = _unplaced(mend, declarations[mend.finding.declaration])
        if because is None:
            waiting.append((settled(mend.replacement, document), mend))
        else:
            refused.append(Refused(mend, because))
    while True:
        try:
            mended = replaced(content, [replacement for replacement, _ in waiting], path)
        except TextNotThere as fault:
            refused += [Refused(mend, fault) for replacement, mend in waiting if replacement is fault.replacement]
            waiting = [each for each in waiting if each[0] is not fault.replacement]
        else:
            return mended, Mended(tuple(mend for _, mend in waiting), tuple(refused))


def mended_declarations(
    declarations: Sequence[Declaration], mends: Sequence[Mend], framework: Framework
) -> tuple[tuple[Declaration, ...], Mended]:
    """The declarations with the mends made; a mend of a field that is no text, or that says something else, is refused."""
    now = list(declarations)
    made: list[Mend] = []
    refused: list[Refused] = []
    for mend in mends:
        at = mend.finding.declaration
        changed = _changed(now[at], mend.fix, framework)
        if changed is None:
            fault = not_there(mend.replacement, "表中该栏不是这段文字", "the field of the table does not hold this text")
            refused.append(Refused(mend, fault))
        else:
            now[at] = changed
            made.append(mend)
    return tuple(now), Mended(tuple(made), tuple(refused))


def _path(fix: Fix) -> str:
    return fix.field if fix.indicator is None else f"indicators.{fix.indicator}.{fix.field}"


def _unplaced(mend: Mend, declaration: Declaration) -> JihengError | None:
    """Why a mend can't be made at its place alone: the place is not known, or its cell says the same of other rows."""
    if mend.place is None:
        return not_there(mend.replacement, "不知道该栏在文档中的位置", "the place of the field in the document is not known")
    places, fix = declaration.source.places, mend.fix
    for number, row in enumerate(declaration.indicators):
        alike = number != fix.indicator and places.get(f"indicators.{number}.{fix.field}") == mend.place
        if alike and _text(row, fix.field) == fix.before:
            return not_there(mend.replacement, "该单元格同时属于其他行", "the cell belongs to other rows too")
    return None


def _text(row: Indicator, name: str) -> object:
    return row.target.text if name == "target" else getattr(row, name, None)


def _changed(declaration: Declaration, fix: Fix, framework: Framework) -> Declaration | None:
    if fix.indicator is None:
        text = getattr(declaration, fix.field, None)
        return _with(declaration, fix) if isinstance(text, str) and text == fix.before else None
    rows = list(declaration.indicators)
    row = rows[fix.indicator]
    if _text(row, fix.field) != fix.before:
        return None
    if fix.field == "target":
        rows[fix.indicator] = evolve(row, target=read_value(fix.after, year=declaration.year))
    elif fix.field == "level2":
        rows[fix.indicator] = _moved(row, declaration, fix, framework)
    else:
        rows[fix.indicator] = _with(row, fix)
    return evolve(declaration, indicators=tuple(rows))


def _with(model: Model, fix: Fix) -> Model:
    """The table or row with the mend's text in its field, which holds a text now."""
    change: Any = {fix.field: fix.after}
    return evolve(model, **change)


def _moved(row: Indicator, declaration: Declaration, fix: Fix, framework: Framework) -> Indicator:
    """The row under another second level, and under the first level that this one stands under in the table."""
    official = tree(framework)
    node = official.level2_node(fix.after, row.level1)
    alike = next((each for each in declaration.indicators if each.node == node and each.level1), None)
    first = (node or "").partition(".")[0]
    if alike is not None:
        level1 = alike.level1
    elif row.level1 is None or official.level1_node(row.level1) == first:
        level1 = row.level1
    else:
        level1 = official.official.get(first, row.level1)
    return evolve(row, level1=level1, level2=fix.after, node=node)
