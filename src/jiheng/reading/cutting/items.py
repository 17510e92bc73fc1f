"""Items (条目): `指标1：培训人次（≥200人次）` and its relatives taken apart into a name and a value."""

import re
from collections.abc import Iterator

from attrs import frozen

from jiheng.reading.cutting.shapes import Shapes

_NUMBERED = re.compile(
    r"^(?:三级)?(?:指标|目标)?\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}\s*[、.．:：](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}、|(?<=指标)\s*[:：]|[-—·•●])\s*"
)
_INDICATOR = re.compile(r"^(?:三级)?指标(?:内容|名称)?\s*\d{0,2}\s*[:：]\s*")
_BRACKETED = re.compile(r"^(.+?)\s*[(（]([^()（）]+(?:[(（][^()（）]*[)）][^()（）]*)?)[)）]\s*[。；;]?$", re.DOTALL)
_VALUE_LABEL = re.compile(r"\s*[，,；;]?\s*(?:年度|预期)?(?:目标值|指标值|标准值)\s*[:：]\s*")
_COLON = re.compile(r"\s*(?:[:：]|——|--)\s*")
_BORDER = re.compile(
    r"[；;]|(?<=[^\d])。|\s*(?=[①-⑳])|\s+(?=指标\s*\d+\s*[:：])|(?<=[%％\d\u4e00-\u9fff）)])\s*[，,、]?\s*(?=[(（]\d{1,2}[)）]|(?<!\d)\d{1,2}[、.．](?!\d))"
)
_COMMAS = (re.compile(r"[，,](?!\d{3})"), re.compile(r"[，,、](?!\d{3})"))
_AT_SIGN = re.compile(r"^(.*[^\s(（])\s*((?:>=|<=|[≥≤≧≦><＞＜=＝])\s*\d[^\s，,；;]{0,16})$", re.DOTALL)
_MARKED = re.compile(r"^(.{3,}?)\s*[(（]?定性[)）]?\s*(\S{1,8})$")
"""`投诉处理机制定性健全`: what the form's mark parts a name from its phrase."""
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
LONGEST_VALUE = 120
"""signs that a value at the end of a text may have: each end of a longer text would be looked at, and the time grow with its square"""
_PLACEHOLDER = re.compile(r"[*＊×]{2,}|[Xx]{2,}|…|^[\s。.]*$")


@frozen
class Item:
    """A name and what stands beside it as its value, empty where nothing does."""

    name: str
    value: str


def items_of(text: str, shapes: Shapes) -> Iterator[Item]:
    """The items of a run of text, parted at semicolons, stops, numbering, and at commas where every part ends in a value."""
    for part in _BORDER.split(text):
        if not part or not part.strip():
            continue
        several = _several(part, shapes)
        item = item_of(part, shapes)
        yield from several or ([item] if item is not None else [])


def _several(text: str, shapes: Shapes) -> list[Item]:
    """The items that commas part, where every part ends in a value; none where they part only words."""
    for commas in _COMMAS:
        items = [item for each in commas.split(text) if (item := item_of(each, shapes)) is not None and item.value]
        if len(items) > 1 and len(items) == len(commas.split(text)):
            return items
    return []


def item_of(text: str, shapes: Shapes) -> Item | None:
    """One item, or None where no word of a name is left of it."""
    text = _INDICATOR.sub("", _NUMBERED.sub("", text.strip())).strip().rstrip("。；;，,")
    text = _INDICATOR.sub("", text)
    if not _WORD.search(text) or _PLACEHOLDER.fullmatch(text):
        return None
    labelled = _VALUE_LABEL.split(text, maxsplit=1)
    if len(labelled) == 2 and _WORD.search(labelled[0]):
        return Item(labelled[0].strip(), labelled[1].strip())
    return _bracketed(text, shapes) or _after_colon(text) or _ending(text, shapes) or Item(text, "")


def _bracketed(text: str, shapes: Shapes) -> Item | None:
    found = _BRACKETED.match(text)
    if not found:
        return None
    inside = found[2].strip()
    shaped = shapes.value.fullmatch(inside) or shapes.sign.match(inside) or shapes.phrase.fullmatch(inside)
    if shaped or (len(inside) <= 12 and not shapes.unit.fullmatch(inside)):
        return Item(found[1].strip(), inside)
    return None


def _after_colon(text: str) -> Item | None:
    parts = _COLON.split(text, maxsplit=1)
    if len(parts) == 2 and _WORD.search(parts[0]) and parts[1]:
        return Item(parts[0].strip(), parts[1].strip())
    return None


def _ending(text: str, shapes: Shapes) -> Item | None:
    """The longest end that is a value, where words stand before it; a bare figure is none."""
    for place in range(max(2, len(text) - LONGEST_VALUE), len(text)):
        end = text[place:].strip()
        if shapes.value.fullmatch(text[:place].strip()):
            continue
        if text[place - 1].isdigit() or (text[place - 1] in ".≥≤><=" and not end.isspace()):
            continue
        if any(map(str.isdigit, end)) and shapes.value.fullmatch(end) and not end.isdigit() and _WORD.search(text[:place]):
            return Item(text[:place].strip().rstrip("为达到至"), end)
    sign = _AT_SIGN.match(text)
    if sign and _WORD.search(sign[1]):
        return Item(sign[1], sign[2])
    marked = _MARKED.match(text)
    if marked and shapes.phrase.fullmatch(marked[2]):
        return Item(marked[1], marked[2])
    blank = re.search(r"\s+(\S+)$", text)
    if blank and (shapes.phrase.fullmatch(blank[1]) or shapes.value.fullmatch(blank[1])):
        return Item(text[: blank.start()].strip(), blank[1])
    return None
