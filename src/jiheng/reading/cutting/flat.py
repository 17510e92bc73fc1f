"""Flat text (无分隔文本): a run without blanks or bars, parted where labels, values, explanations and phrases begin or end."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from attrs import evolve

from jiheng.reading.cutting.alike import AFTER_VALUE, figures_alike
from jiheng.reading.cutting.borders import Borders
from jiheng.reading.cutting.executed import spans
from jiheng.reading.cutting.lexicon import SHORT_LEVEL, Lexicon
from jiheng.reading.cutting.pieces import Break, Piece
from jiheng.reading.cutting.shapes import Shapes

LONG = 30
FEWEST_LABELS = 3
FEWEST_LINKS = 3
LONG_PIECES = 12
LEAST_SHARE = 0.1
NARROW_PIECES = 6
FEWEST_BROKEN, BROKEN_SHARE = 4, 0.25
"""Where so many of a line's blanks break labels, they are the line ends of narrow cells, and no blank parts anything."""
AT_LABEL = 0.0
BEFORE_VALUE = 0.3
BEFORE_EXPLANATION = 0.3
AT_SENTENCE = 0.3
AT_MARK = 0.3
AT_PHRASE = 0.9
AT_LONG_PHRASE, LONG_PHRASE = 0.55, 4
AFTER_NAME = 0.4
NAME_ENDS = "率度数性"
_TITLE = re.compile(r"((?:20\d\d年?度?)?[一-鿿()（）]{0,30})绩效(?:目标|自评|监控|评价)[一-鿿]{0,6}表(?!中)")
_REMARK = re.compile(
    r"[(（](?:万元|元|千元|必填[^()（）]*|选填[^()（）]*|\d+分?|分|\d+%|盖章|[A-D\u4e00-\u9fff]|[A-D][/÷][A-D]|包含[^()（）]*)[)）][:：]?|[:：]"
)
_NAME_AFTER = re.compile(r"(?!完成|得分|权重|分值|体系|情况|设置|值|的|等|和|、)[\u4e00-\u9fff★*]{2}")
_GLUED_VALUE = re.compile(r"([\u4e00-\u9fff][^≥≤≧≦<>=(（]*(?:[(（][^()（）]*[)）])?)((?:>=|<=|[≥≤≧≦<>=])\s*\d[^(（]*)$")
_CHAIN = re.compile(r"(?<!\d)\s*(?:[-—–－]+>?|→|/|>)\s*|\s*(?:[-—–－]+|→|/)\s*(?!\d)")
"""What links a level, its second level, a name and a value in one run (`产出指标—数量指标—养护里程—≥1260公里`)."""
_MARKS = re.compile(r"√|(?:[正反逆]向|定[性量])(?:指标)?|(?:大于|小于)?等于|大于|小于")
_LISTED_ON = re.compile(r"[\u4e00-\u9fff]{1,8}[、和]")
_SENTENCE = re.compile(r"[。；;！]")
_NOTE = re.compile(r"(?<![\u4e00-\u9fff备])注\s*[:：]\s*(?=[1１一①(（])")
"""A note of several points, which is one text though it names labels."""
_POINT = re.compile(r"1\s*[.．、](?!\d).+[;；。].*2\s*[.．、]", re.DOTALL)
"""A cell of several numbered points, which is one text."""
_DOTS = re.compile(r"…+|(?:\d[.．、]){2,}(?!\d)")
_TOTALS = re.compile(r"(?:总分|合计)(100|90)(\d{2,3}(?:\.\d{1,2})?)(?!\d)")
_ASIDE = re.compile(r"[(（][\u4e00-\u9fff、]{1,12}[)）]")
"""A remark in brackets within a name (及时（按期）完工率)."""
_ITEM = re.compile(r"(?:三级)?指标(?:1\d|\d)(?=20\d\d年|[^\d\s])[:：]?")
_LAST_MARK = re.compile(r"[-—–－]+(定[性量])$")
"""What a mark looks like behind an empty cell that was printed as a dash."""
_LAST_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(?:金额)?单位[:：]\s*(?:人民币)?(?:百?万元|千元|亿元|元)$")
"""The unit of a form's money behind the name of its body (`部门：…局金额单位：万元`)."""
_CODED = re.compile(r"(\d{3,9})?([\u4e00-\u9fff][\u4e00-\u9fff()（）、“”]+)(\d[\d,]*\.\d\d)|(\d{6,9})([\u4e00-\u9fff]+)")
"""A code, a name and an amount in a list whose cells run together."""
_SCORED = re.compile(r"[得扣]\d")
"""How points are given, which only an explanation says."""
LONGEST_HEADS = 60
SHORTEST_LEAD, LONGEST_LEAD = 4, 14
SHORTEST_HEAD = 2
LEAST_TWIN = 4
"""How much of a name's end its explanation ends with again."""
_LABEL_END = re.compile(r"[\u4e00-\u9fff)）]")
MOST_HEADS = 16
"""The longest stretch between two labels that may be nothing but short heads."""


def parted(pieces: Iterable[Piece], lexicon: Lexicon, shapes: Shapes) -> tuple[Piece, ...]:
    """The pieces with every long run that holds labels parted at the places where a cell may end.

    Acts on a piece only where several different sure labels stand in it; the parts are bound by nothing, and the doubt of each
    border says how little the words alone tell.
    """
    pieces = tuple(_unbroken(pieces, lexicon))
    glued = any(_is_glued_head(piece.text, lexicon) for piece in pieces)
    return tuple(part for piece in pieces for part in _parts(piece, lexicon, shapes, glued=glued))


def _unbroken(pieces: Iterable[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """The pieces of a line without gaps, where a blank that breaks a label (`…满意度 指标服务对象…`) parts nothing."""
    line: list[Piece] = []
    for piece in pieces:
        if line and piece.before not in (Break.BLANK, Break.NONE):
            yield from _mended(line, lexicon)
            line = []
        line.append(piece)
    yield from _mended(line, lexicon)


def _mended(line: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    text = "".join(piece.text for piece in line)
    if len(line) == 1 or len(text) < NARROW_PIECES * len(line) or not _is_run(text, lexicon):
        yield from line
        return
    broken = {
        place for words in (lexicon.run, lexicon.heads) for found in words.finditer(text) for place in range(found.start() + 1, found.end())
    }
    ends = [*accumulate(len(piece.text) for piece in line[:-1])]
    if sum(end in broken for end in ends) >= max(FEWEST_BROKEN, len(ends) * BROKEN_SHARE):
        apart = [number for number, (one, two) in enumerate(pairwise(line), 1) if one.text[-1].isdigit() and two.text[0].isdigit()]
        for begin, after in pairwise([0, *apart, len(line)]):
            yield evolve(line[begin], text="".join(piece.text for piece in line[begin:after]))
        return
    if len(text) < LONG_PIECES * len(line):
        yield from line
        return
    held, end = line[0], len(line[0].text)
    for piece in line[1:]:
        if end in broken:
            held = evolve(held, text=held.text + piece.text)
        else:
            yield held
            held = piece
        end += len(piece.text)
    yield held


def _is_glued_head(text: str, lexicon: Lexicon) -> bool:
    """Whether heads of columns and nothing else run together: then the cells of every line may."""
    if len(text) > LONGEST_HEADS or "指标" not in text:
        return False
    place, heads = 0, 0
    while found := lexicon.run.match(text, place) or lexicon.heads.match(text, place):
        place, heads = found.end(), heads + 1
    return heads >= FEWEST_LABELS and place == len(text) and lexicon.column(text) is None


def _parts(piece: Piece, lexicon: Lexicon, shapes: Shapes, *, glued: bool) -> Iterator[Piece]:
    parts = _short(piece, lexicon, shapes)
    if parts:
        yield from parts
        return
    run = len(piece.text) >= LONG and _is_run(piece.text, lexicon)
    if piece.before >= Break.LINE and _LAST_MARK.match(piece.text):
        return  # the end of a row without name and value
    cells: Sequence[str] = () if run else _line_cells(piece, lexicon, shapes, glued=glued)
    if cells:
        yield from (evolve(piece, text=cell, before=Break.CELL if number else piece.before) for number, cell in enumerate(cells))
        return
    point = piece.before >= Break.CELL and _POINT.match(piece.text) and not lexicon.levels.search(piece.text)
    if point or not (run or _leads_with_level(piece.text, lexicon)):
        yield piece
        return
    borders = _borders(piece.text, lexicon, shapes)
    for begin, end in pairwise(sorted({0, *borders, len(piece.text)})):
        before, doubt = (Break.NONE, borders[begin]) if begin else (piece.before, piece.doubt)
        yield evolve(piece, text=piece.text[begin:end], before=before, doubt=doubt)


def _short(piece: Piece, lexicon: Lexicon, shapes: Shapes) -> list[Piece]:
    """The parts of a short piece that shows them by itself: links of a chain, a unit of money behind a body, figures, a name and its value."""
    if len(chain := _CHAIN.split(piece.text)) >= FEWEST_LINKS and lexicon.level(chain[0]) is not None:
        return [evolve(piece, text=chain[0]), *(evolve(piece, text=link, before=Break.CELL) for link in chain[1:])]
    if (unit := _LAST_UNIT.search(piece.text)) is not None:
        return [evolve(piece, text=piece.text[: unit.start()].rstrip()), evolve(piece, text=unit[0], before=Break.LINE)]
    pair = _GLUED_VALUE.match(piece.text) if len(piece.text) < LONG and lexicon.levels.match(piece.text) is None else None
    texts = figures(piece.text, shapes) or (pair.groups() if pair else ())
    return [
        evolve(piece, text=text, before=Break.NONE, doubt=BEFORE_VALUE) if number else evolve(piece, text=text)
        for number, text in enumerate(texts)
    ]


def _line_cells(piece: Piece, lexicon: Lexicon, shapes: Shapes, *, glued: bool) -> Sequence[str]:
    """The cells of a line without gaps, none where it is no such line."""
    if glued and (cells := _heads_and_rest(piece.text, lexicon) or _coded(piece.text)):
        return cells
    if piece.before < Break.LINE:
        return ()
    if glued and not lexicon.known(piece.text) and not _TITLE.search(piece.text):
        return _unglued(piece.text, lexicon, shapes)
    if _POINT.match(piece.text) and not lexicon.levels.search(piece.text):
        return ()
    return _scored(piece.text, lexicon, shapes)


def figures(text: str, shapes: Shapes) -> list[str]:
    """The figures of a run of nothing else (`≥85%86%15`), where units part them and they are no value together; else none."""
    if (not text[-1:].isdigit() and not shapes.unit.search(text)) or shapes.value.fullmatch(text):
        return []
    found: list[str] = []
    place = 0
    while place < len(text):
        figure = shapes.single.match(text, place)
        if figure is None or (found and found[-1][-1].isdigit()):
            return []
        found.append(figure[0])
        place = figure.end()
    return found if len(found) > 1 else []


def _unglued(text: str, lexicon: Lexicon, shapes: Shapes) -> list[str]:
    """The cells of a line without gaps: the labels and levels that head it, each with what follows, then name, explanation and value."""
    parts, begin, levelled = list[str](), 0, False
    while size := _leading(text[begin:], lexicon, levelled=levelled):
        parts.append(text[begin : begin + size])
        levelled = levelled or lexicon.level(parts[-1]) is not None
        begin += size
    told = _name_value_and_explanation(text[begin:].lstrip("：:"), shapes)
    for label in lexicon.run.finditer(text, begin) if begin and not told else ():
        if label.start() > begin and lexicon.label(label[0]) is not None:
            parts += [text[begin : label.start()], label[0]]
            begin = label.end()
    return [*parts, *(told or _name_and_value(text[begin:].lstrip("：:"), shapes))]


def _heads_and_rest(text: str, lexicon: Lexicon) -> list[str]:
    """The heads of columns that fill a line without figures, and one that nobody listed at its end (`指标值内容评(扣分标准)`); else none."""
    heads, begin = list[str](), 0
    while size := next((size for size in range(LONGEST_LEAD, SHORTEST_HEAD - 1, -1) if lexicon.column(text[begin : begin + size])), 0):
        heads.append(text[begin : begin + size])
        begin += len(heads[-1])
    rest = text[begin:]
    if len(heads) < 2 or len(rest) > LONGEST_LEAD or any(map(str.isdigit, text)) or lexicon.level(rest) is not None:
        return []
    return [*heads, rest] if rest else heads


def _coded(text: str) -> list[str]:
    """The code, name and amount of a project in a list whose cells run together, where at least two of them stand; else none."""
    found = _CODED.fullmatch(text)
    return [cell for cell in found.groups() if cell] if found else []


def _leading(text: str, lexicon: Lexicon, *, levelled: bool) -> int:
    """How long the label is with which the text begins, 0 where none does; behind a level only another one is a label."""
    sizes = (size for size in range(min(LONGEST_LEAD, len(text)), SHORTEST_LEAD - 1, -1) if _LABEL_END.match(text[size - 1]))
    return next((size for size in sizes if _is_level(text[:size], lexicon) or (not levelled and _is_head(text[:size], lexicon))), 0)


def _is_level(text: str, lexicon: Lexicon) -> bool:
    return "指标" in text and lexicon.level(text) is not None


def _is_head(text: str, lexicon: Lexicon) -> bool:
    return lexicon.label(text) is not None or lexicon.column(text) is not None


def _name_and_value(text: str, shapes: Shapes) -> Iterator[str]:
    """`补种面积补种面积` is a name and its explanation, `成活率90%` a name and its value."""
    if not text:
        return
    half = len(text) // 2
    if text[:half] == text[half:] and half > 1:
        yield from (text[:half], text[half:])
        return
    ends = (place for place in range(LEAST_TWIN, len(text) - LEAST_TWIN) if text[place - 1] in NAME_ENDS + "量")
    twin = next((place for place in ends if text.endswith(text[place - LEAST_TWIN : place])), None)
    if twin is not None:
        yield from (text[:twin], text[twin:])
        return
    value = next((found for found in shapes.core.finditer(text) if found.end() == len(text) and found.start() > 1), None)
    if value is not None and any(map(str.isdigit, value[0])) and len(text) < LONG:
        yield from (text[: value.start()], value[0])
        return
    phrase = next((found for found in shapes.phrase.finditer(text) if found.end() == len(text) and found.start() > 3), None)
    yield from (text[: phrase.start()], phrase[0]) if phrase and len(text) < LONG else (text,)


def _name_value_and_explanation(text: str, shapes: Shapes) -> tuple[str, ...]:
    """`苗木成活率90%以上反映成活情况…得10分` is a name, its value and what explains both, where words behind the value begin that."""
    for value in shapes.core.finditer(text):
        name, rest = text[: value.start()], text[value.end() :]
        begun = shapes.explanation.match(rest) or (_SCORED.search(rest) and _NAME_AFTER.match(rest))
        if len(name) >= LEAST_TWIN and begun and any(map(str.isdigit, value[0])) and _LABEL_END.match(name[-1]):
            return name, value[0], rest
    return ()


def _scored(text: str, lexicon: Lexicon, shapes: Shapes) -> list[str]:
    """The cells of a line without gaps that ends with how points are given: levels, name, value, explanation, and the mark behind it."""
    if (mark := _LAST_MARK.search(text)) is not None:
        text = text[: mark.start()]
    parts, begin = list[str](), 0
    while size := _leading(text[begin:], lexicon, levelled=True):
        parts.append(text[begin : begin + size])
        begin += size
    told = _name_value_and_explanation(text[begin:], shapes) if _SCORED.search(text, begin) else ()
    return [*parts, *told, *([mark[1]] if mark else [])] if told else []


def _is_run(text: str, lexicon: Lexicon) -> bool:
    """Whether cells run together in the text: several different labels, or one after a title, that are a fair part of it."""
    title = _TITLE.match(text)
    found = lexicon.run.findall(text, title.end() if title else 0)
    fewest = 1 if title else FEWEST_LABELS
    return len(set(found)) >= fewest and sum(map(len, found)) >= LEAST_SHARE * len(text)


def _leads_with_level(text: str, lexicon: Lexicon) -> bool:
    """Whether a level and the name beside it run together (`数量指标培训人次≥200人次`)."""
    found = lexicon.levels.match(text)
    return found is not None and lexicon.level(text) is None and bool(_NAME_AFTER.match(text, found.end()))


def _borders(text: str, lexicon: Lexicon, shapes: Shapes) -> dict[int, float]:
    """The places where a cell may end, with the doubt of each."""
    found = Borders()
    _labels(text, lexicon, shapes, found)
    _heads(text, lexicon, found)
    titles = [title.start() for title in _TITLE.finditer(text)]
    for note in _NOTE.finditer(text):
        found.whole(note.start(), next((title for title in titles if title > note.start()), len(text)), AT_LABEL)
    for totals in _TOTALS.finditer(text):
        found.whole(totals.start(1), totals.end(1), AFTER_VALUE)
        found.whole(totals.start(2), totals.end(2), AFTER_VALUE)
    for dots in _DOTS.finditer(text):
        found.whole(dots.start(), dots.end(), AT_LABEL)
    for start, end in spans(text):
        found.whole(start, end, AFTER_VALUE)
    figures_alike(text, found)
    _values(text, lexicon, shapes, found)
    _words(text, shapes, found)
    borders = {place: doubt for place, doubt in found.doubts.items() if place not in found.inside and 0 < place < len(text)}
    return {place: doubt for place, doubt in borders.items() if not (doubt and _ends_word(text, place, borders, lexicon))}


def _values(text: str, lexicon: Lexicon, shapes: Shapes, found: Borders) -> None:
    """Borders around figures with their units, but for those with which a name begins (数量指标｜5吨稻谷、2吨面粉储备率)."""
    after_level = {level.end() for level in lexicon.levels.finditer(text)}
    named = -1
    for value in shapes.core.finditer(text):
        if not any(map(str.isdigit, value[0])):
            continue
        found.valued.update(range(value.start() + 1, value.end()))
        begun, listed = value.start() in after_level, named >= 0 and _LISTED_ON.fullmatch(text, named, value.start())
        if (begun or listed) and _NAME_AFTER.match(text, value.end()) and not lexicon.run.match(text, value.end()):
            named = value.end()
            continue
        named = -1
        found.add(value.start(), BEFORE_VALUE)
        found.add(value.end(), AFTER_VALUE)


def _ends_word(text: str, place: int, borders: Mapping[int, float], lexicon: Lexicon) -> bool:
    """Whether a border that words alone give would make a label of a word (项目｜完成) that stands in running text."""
    begin = max((border for border in borders if border < place), default=0)
    word = text[begin:place]
    return SHORT_LEVEL <= len(word) < SHORTEST_LEAD and lexicon.label(word) is not None


def _heads(text: str, lexicon: Lexicon, found: Borders) -> None:
    """Short heads that fill the stretch between two labels (三级指标｜分值｜年度指标值)."""
    labels = sorted(place for place, doubt in found.doubts.items() if doubt == AT_LABEL and place not in found.inside)
    for begin, end in pairwise(labels):
        heads: list[tuple[int, int]] = []
        place = begin
        while place < end and end - begin <= MOST_HEADS and (head := lexicon.heads.match(text, place, end)):
            remark = _REMARK.match(text, head.end(), end)
            heads.append((place, remark.end() if remark else head.end()))
            place = heads[-1][1]
        if place == end:
            for start, stop in heads:
                found.whole(start, stop, AT_LABEL)


def _labels(text: str, lexicon: Lexicon, shapes: Shapes, found: Borders) -> None:
    """Borders around titles (behind the value that may stand right before one) and labels, which are whole."""
    values = [value.span() for value in shapes.core.finditer(text)]
    for title in _TITLE.finditer(text):
        if not lexicon.run.search(title[1]):
            start = next((end for begin, end in values if begin < title.start() < end), title.start())
            found.whole(start, title.end(), AT_LABEL)
    for label in lexicon.run.finditer(text):
        remark = _REMARK.match(text, label.end())
        found.whole(label.start(), remark.end() if remark else label.end(), AT_LABEL)
        second = lexicon.second.match(text, label.end()) if lexicon.level(label[0]) == 1 else None
        if second and _NAME_AFTER.match(text, second.end()) and not lexicon.run.match(text, label.end()):
            found.whole(second.start(), second.end(), AT_LABEL)
    for item in _ITEM.finditer(text):
        if item.start() not in found.inside:
            found.whole(item.start(), item.end(), AT_LABEL)


def _words(text: str, shapes: Shapes, found: Borders) -> None:
    """Borders that words give: an explanation's opening, a phrase that may be a value, a sentence's end."""
    for opener in shapes.explanation.finditer(text):
        found.add(opener.start(), BEFORE_EXPLANATION)
    for phrase in shapes.phrase.finditer(text):
        if phrase.start() in found.valued:
            continue
        after_name = phrase.start() > 0 and text[phrase.start() - 1] in NAME_ENDS
        doubt = AFTER_NAME if after_name else AT_LONG_PHRASE if len(phrase[0]) >= LONG_PHRASE else AT_PHRASE
        found.add(phrase.start(), doubt)
        found.add(phrase.end(), doubt)
    for aside in _ASIDE.finditer(text):
        after_label = found.doubts.get(aside.start()) == AT_LABEL
        found.inside.update(range(aside.start() + after_label, aside.end()))
    for mark in _MARKS.finditer(text):
        found.add(mark.start(), AT_MARK)
        found.add(mark.end(), AT_MARK)
    for stop in _SENTENCE.finditer(text):
        found.add(stop.end(), AT_SENTENCE)
