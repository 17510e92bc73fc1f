"""Fields (字段): which attribute of a declaration a form's label names, and in what unit the label says its money is."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from jiheng.framework.framework import Framework


class Part(StrEnum):
    """Where on a form a label stands."""

    HEAD = "head"
    MONEY = "money"
    AMOUNT = "amount"
    ROW = "row"
    TASK = "task"
    BLOCK = "block"
    TAIL = "tail"
    NOTICE = "notice"

    __hash__ = str.__hash__  # labels are looked up by part millions of times; the enum's own hash is Python code


@frozen
class Field:
    """One attribute of a declaration: its name in `model`, the part of the form, its type and its labels (bare), official first."""

    name: str
    part: Part
    type: str
    labels: tuple[str, ...]


class Finder(dict[str, "Field | None"]):
    """Texts to the fields that they name in some parts of the form, each text judged at its first asking.

    A mapping, so that a text that was judged before costs one look-up: a form's labels recur from table to table.
    """

    def __init__(self, by_label: Mapping[tuple[Part, str], Field], parts: tuple[Part, ...]) -> None:
        super().__init__()
        self._by_label = by_label
        self._parts = parts

    def __missing__(self, text: str) -> Field | None:
        """Judge a text that was not asked for before."""
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[text] = self._search(text)
        return found

    def _search(self, text: str) -> Field | None:
        for bare in spellings(text):
            for part in self._parts:
                found = self._by_label.get((part, bare))
                if found is not None:
                    return found
        return None


@frozen(eq=False)
class Fields:
    """Every field of the framework, looked up by label within a part of the form: `fields.columns["三级指标"]`."""

    entries: tuple[Field, ...]
    by_label: Mapping[tuple[Part, str], Field]
    columns: Finder
    """heads of the indicators' columns"""
    heads: Finder
    """labels of the form's head"""
    labels: Finder
    """whatever in a head is no answer: labels, lines of money, headings, notes"""
    amounts: Finder
    """heads of the money block's columns"""
    tasks: Finder
    tails: Finder
    blocks: Finder
    _names: Mapping[str, Field] = field(repr=False)
    _finders: dict[tuple[Part, ...], Finder] = field(factory=dict, init=False, repr=False)

    def named(self, name: str) -> Field:
        """The field of a model attribute (`funds.total`). Raises KeyError for a name that no entry has."""
        return self._names[name]

    def find(self, label: str, *parts: Part) -> Field | None:
        """The field that `label` names in the first of `parts` that knows it; None where the text is no such label."""
        finder = self._finders.get(parts)
        if finder is None:
            finder = self._finders[parts] = Finder(self.by_label, parts)
        return finder[label]


FINDERS = (
    (Part.ROW,),
    (Part.HEAD,),
    (Part.HEAD, Part.MONEY, Part.BLOCK, Part.TAIL),
    (Part.AMOUNT,),
    (Part.TASK,),
    (Part.TAIL,),
    (Part.BLOCK,),
)
REMEMBERED = 10_000
"""texts whose label is remembered; a form's labels recur from table to table"""
SCALES = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000), "亿元": Decimal(100_000_000)}
LONGEST_LABEL = 40

_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_NUMBERING = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]+、|[*★☆※◆●○]+)+")
_BLANKS = re.compile(r"[\s\u3000\xa0]+|(?<=[\u4e00-\u9fff])\s*\?{2,}\s*(?=[\u4e00-\u9fff])")
_YEARS = re.compile(r"(?:19|20)\d{2}年?度?(?:[-—－~至]+(?:19|20)\d{2}年?度?)?")
_WINDOW = re.compile(r"(?:截至|截止)?(?:\d{1,2}月?[-—－–~～至]+)?\d{1,2}月[底末份]*")
_NARROW = str.maketrans("（）", "()")
_EDGES = "：:、，,。.;；*★☆※—-_ |/\\"
_UNIT = re.compile(r"(百万元|千元|万元|亿元|元)(?!/)")


@lru_cache(maxsize=8192)
def spellings(label: str) -> tuple[str, ...]:
    """A label as `law/fields.toml` writes it, the nearest form first: as it is, then without brackets, numbering, marks and years."""
    if len(label) > LONGEST_LABEL * 2:
        return ()
    text = _BLANKS.sub("", label)
    inside = text
    for _ in range(2):
        text = _BRACKETS.sub("", text)
    text = _NUMBERING.sub("", text).strip(_EDGES)
    text = text.removeprefix("其中").strip(_EDGES)
    text = _NUMBERING.sub("", text).strip(_EDGES)
    if len(text) > LONGEST_LABEL:
        return ()
    open_text = re.sub(r"[()（）\[\]【】]", "", inside).strip(_EDGES)
    forms = [
        inside.translate(_NARROW),
        text,
        _YEARS.sub("", text),
        _WINDOW.sub("M月", text),
        open_text,
        re.sub(r"[/、和与]", "", text),
        text.rstrip("0123456789"),
    ]
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=4096)
def money_unit(label: str) -> Decimal | None:
    """Yuan in one of the unit that a label or notice names (`（万元）`, `单位：元`); None where it names none."""
    found = _UNIT.search(_BLANKS.sub("", label))
    return SCALES[found[1]] if found else None


def fields(framework: Framework) -> Fields:
    """The fields of the framework."""
    return framework.part(_fields)


def _fields(framework: Framework) -> Fields:
    entries = tuple(
        Field(entry["name"], Part(entry["part"]), entry["type"], tuple(entry["labels"])) for entry in framework.sheet("fields")["field"]
    )
    by_label: dict[tuple[Part, str], Field] = {}
    for entry in entries:
        for label in entry.labels:
            by_label.setdefault((entry.part, label), entry)
    columns, heads, labels, amounts, tasks, tails, blocks = (Finder(by_label, parts) for parts in FINDERS)
    names = {entry.name: entry for entry in entries}
    return Fields(entries, by_label, columns, heads, labels, amounts, tasks, tails, blocks, names)


def official_label(framework: Framework, name: str) -> str | None:
    """What the official forms call a field (`goal` 年度总体目标); None for a field that no form labels."""
    return framework.part(_official_labels).get(name)


def _official_labels(framework: Framework) -> dict[str, str]:
    entries = reversed(framework.sheet("fields")["field"])
    return {entry["name"]: entry["labels"][0] for entry in entries if entry["labels"]}
