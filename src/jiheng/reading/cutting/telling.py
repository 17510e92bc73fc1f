"""Telling (叙述读取): the marks of a narrative folded into one grid a project, with the official heads over its indicators."""

import re
from collections.abc import Iterator, Sequence

from attrs import define, field

from jiheng.documents.document import Block, Paragraph
from jiheng.model.place import Place
from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.frame import frame_rows
from jiheng.reading.cutting.items import items_of
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.cutting.labels import whole_labels
from jiheng.reading.cutting.narrative import Mark
from jiheng.reading.cutting.notice import Phrases, Said, signed
from jiheng.reading.cutting.pieces import Break, Piece, pieces_of
from jiheng.reading.cutting.sheet import Entry, Sheet, paragraphs

COLUMNS = ("一级指标", "二级指标", "三级指标", "指标值")
PROJECT, BODY, AMOUNT = "项目名称", "项目单位", "年度预算安排"
OPENING = frozenset({"project", "extra", "goal"})
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:万元|元)?")
_CODE = re.compile(r"\d{3,9}")
_ITEM = re.compile(r"\s*(?:三级)?(?:指标|目标)\s*\d{0,2}\s*[:：]")
_BODY_FIT = 0.6
_VALUE_FIT = 0.5


@define
class Telling:
    """Folds marks in order; each project is closed where the next one's name, outline or goal begins."""

    costs: Fits
    phrases: Phrases
    pairs: list[list[Entry]] = field(factory=list)
    rows: list[tuple[str, str, Entry, str]] = field(factory=list)
    loose: list[Mark] = field(factory=list)
    before: list[Mark] = field(factory=list)
    level1: str = ""
    level2: str = ""
    section: str = ""
    body: Mark | None = None
    fresh: bool = False
    signed: Said | None = None

    def fold(self, marks: Sequence[Mark]) -> Iterator[Block]:
        """The blocks of the narrative: what stands before the first project as paragraphs, then a grid a project."""
        last = max(place for place, mark in enumerate(marks) if mark.levels)
        self.signed = signed(marks[last:], self.costs)
        for mark in marks:
            if mark.levels:
                self._levels(mark)
            elif mark.field is not None:
                if mark.field in OPENING and self.rows:
                    yield from self._closed()
                self._label(mark)
            else:
                self._words(mark)
        if self.rows or self.pairs:
            yield from self._closed()
        yield from _lines(self.loose)

    def _levels(self, mark: Mark) -> None:
        if not self.pairs and not self.rows:
            self.before, self.loose = self.loose, []
            self._read_notice()
        self.section, self.fresh = "items", True
        for level in mark.levels:
            whole = level if "指标" in level else level + "指标"
            if self._is_first(whole) and not (len(mark.levels) > 1 and level is mark.levels[-1]):
                self.level1, self.level2 = whole, ""
            else:
                self.level2 = whole

    def _is_first(self, level: str) -> bool:
        """服务对象满意度 is a first level by itself and a second one under 满意度."""
        words = self.costs.lexicon
        below = words.tree.level1_node(self.level1) == words.tree.level1_node(level) and words.tree.level2_node(level) is not None
        return words.level(level) == 1 and not (below and self.level1 != level and not self.level2)

    def _label(self, mark: Mark) -> None:
        self.section = mark.field or ""
        if self.section in ("level1", "level2", "name", "target"):
            return
        if mark.field in OPENING and not self.pairs:
            self._look_back()
            self.before, self.loose = self.loose, []
        if self.costs.lexicon.column(mark.text) is None or self.costs.lexicon.label(mark.text) is not None:
            self.pairs.append([Entry(1, mark.text, mark.place)])

    def _words(self, mark: Mark) -> None:
        if self.section == "level1":
            self.level1, self.level2 = mark.text, ""
        elif self.section == "level2":
            self.level2 = mark.text
        elif self.section == "name":
            self.rows.append((self.level1, self.level2, Entry(3, mark.text, mark.place), ""))
        elif self.section == "target":
            self._target(mark)
        elif self.section == "items":
            self._items(mark)
        elif self.section and self.pairs:
            self._pair(mark)
        else:
            self.loose.append(mark)

    def _target(self, mark: Mark) -> None:
        if self.rows and not self.rows[-1][3]:
            level1, level2, name, _ = self.rows[-1]
            self.rows[-1] = (level1, level2, name, mark.text)

    def _items(self, mark: Mark) -> None:
        """Only the first words under a heading may be an item without a value; further ones need numbering or a value."""
        found = list(items_of(mark.text, self.costs.shapes))
        sure = (
            self.fresh
            or _ITEM.match(mark.text)
            or all(item.value and self.costs.cost(item.value, Kind.VALUE) <= _VALUE_FIT for item in found)
        )
        if not found or not sure:
            self.loose.append(mark)
            self.section = ""
            return
        self.fresh = False
        self.rows.extend((self.level1, self.level2, Entry(3, item.name, mark.place), item.value) for item in found)

    def _pair(self, mark: Mark) -> None:
        pair = self.pairs[-1]
        if len(pair) == 1:
            pair.append(Entry(2, mark.text, mark.place))
        else:
            pair[1] = Entry(2, pair[1].text + "\n" + mark.text, pair[1].place)

    def _read_notice(self) -> None:
        """A notice without labels says in its own words what the form's head would say."""
        if self._framed():
            return
        said = self.phrases.said(self.before)
        if said and self.signed is not None:
            said.append(self.signed)
        self.pairs.extend([Entry(1, each.label, each.mark.place), Entry(2, each.text, each.mark.place)] for each in said)

    def _framed(self) -> bool:
        """Whether what stands before the levels holds rows of labels and answers that blanks part; they are taken from there."""
        pieces = whole_labels(pieces_of([Paragraph(mark.place, mark.text) for mark in self.before]), self.costs.lexicon)
        first = next((place for place, piece in enumerate(pieces) if self.costs.lexicon.label(piece.text) == "project"), None)
        if first is None:
            return False
        self.before = [Mark(piece.text, piece.place) for piece in pieces[:first]]
        self.pairs = [list(row) for row in frame_rows(pieces[first:], self.costs)]
        return True

    def _look_back(self) -> None:
        """A project in a list of projects: its name, money and body stand in the lines before its outline."""
        amount = next((place for place in reversed(range(len(self.loose))) if _AMOUNT.fullmatch(self.loose[place].text)), None)
        for mark in self.loose:
            if self.costs.cost(mark.text, Kind.BODY) <= _BODY_FIT and not _CODE.fullmatch(mark.text):
                self.body = mark
        if amount is None or amount == 0 or amount != len(self.loose) - 1:
            return
        name = self.loose[amount - 1]
        if _AMOUNT.fullmatch(name.text):
            return
        self.pairs.append([Entry(1, PROJECT, name.place), Entry(2, name.text, name.place)])
        if self.body is not None and self.body is not name:
            self.pairs.append([Entry(1, BODY, self.body.place), Entry(2, self.body.text, self.body.place)])
        self.pairs.append([Entry(1, AMOUNT, self.loose[amount].place), Entry(2, self.loose[amount].text, self.loose[amount].place)])
        del self.loose[amount - 1 :]

    def _closed(self) -> Iterator[Block]:
        yield from _lines(self.before)
        sheet = Sheet()
        for pair in self.pairs:
            sheet.add(pair)
        at = self.rows[0][2].place if self.rows else self.pairs[0][0].place
        sheet.add(Entry(column, label, at) for column, label in enumerate(COLUMNS, 1))
        for level1, level2, name, value in self.rows:
            sheet.add([Entry(1, level1, name.place), Entry(2, level2, name.place), name, Entry(4, value, name.place)])
        yield sheet.block(Place(at.path))
        self.pairs, self.rows, self.before, self.level1, self.level2, self.section = [], [], [], "", "", ""


def _lines(marks: Sequence[Mark]) -> list[Block]:
    return paragraphs([Piece(mark.text, Break.LINE, mark.place) for mark in marks])
