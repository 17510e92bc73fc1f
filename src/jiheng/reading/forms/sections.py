"""Sections (表的段落): where one form ends and the next begins, and within a form its head, its blocks of indicators, its tail."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import define, field, frozen

from jiheng.framework.fields import Fields
from jiheng.reading.forms.columns import is_header, is_subheader, label_field
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row

LONGEST_TITLE = 60
LONGEST_TITLE_ROW = 2
MOST_AROUND = 60
"""lines of the forms before it that a form may still take its unit and year from"""
LEAST_HEADER_RUN = 3
LONGEST_HEAD = 14
LARGEST_NOTE = 3
LEAST_NOTE = 4
"""A label under the indicators that is shorter (备注) could also be a text in them."""
_TITLE = re.compile(
    r"(?:绩效|自评|监控).*(?:表|申报书|任务书|目标和指标|指标)(?:[(（].*[)）]|[\d一二三四五]*)?(?:公开)?$|^(?:绩效|项目).*绩效.*(?:情况|公开)$"
)
_BEFORE_TITLE = re.compile(r"[:：。；;|]")
_NO_TITLE = re.compile(r"公告|通知|关于|查看|下载|附件\d*$|^(?:一|二|三)级")
_SEQUEL = re.compile(r"[(（]?续表?\d*[)）]?")
_STARTS = ("project",)
UNIT_OF_MONEY = re.compile(r"[(（]?(?:金额)?单位\s*[:：]\s*(?:人民币)?(?:百?万元|千元|亿元|元)[)）]?")
"""What stands over a form, beside the name of the body whose form it is."""


@frozen(eq=False)
class Band:
    """One block of indicators: the rows of its header and the rows under it."""

    header: tuple[Row, ...]
    rows: tuple[Row, ...]


@define(eq=False)
class Form:
    """The rows of one form. `titles` are the title and year lines over it, `notice` what stands around it."""

    notice: list[Row] = field(factory=list)
    titles: list[Row] = field(factory=list)
    head: list[Row] = field(factory=list)
    bands: list[Band] = field(factory=list)
    tail: list[Row] = field(factory=list)
    around: list[Row] = field(factory=list)
    """titles and notices of the forms before it, which may say a unit or year for all"""
    last: bool = False
    """nothing of the document comes after it"""


@lru_cache(maxsize=4096)
def title_in(text: str) -> str | None:
    """The title of a form that a line is, or that the line ends with; None where it has none."""
    squeezed = "".join(text.split())
    if len(squeezed) <= 4 or not _TITLE.search(squeezed):
        return None
    last = _BEFORE_TITLE.split(squeezed)[-1]
    return last if 4 < len(last) <= LONGEST_TITLE and _TITLE.search(last) and not _NO_TITLE.search(last) else None


def split(fields: Fields, looks: Looks, rows: Sequence[Row]) -> list[Form]:
    """The forms of a document in order, each with its parts; a document without an indicators' header has none."""
    marked = [
        (row, is_header(fields, row.said)) for whole in rows for row in ((whole,) if whole.ruled else _unfolded(fields, looks, whole))
    ]
    marked = _with_subheaders(fields, marked)
    forms: list[Form] = []
    before: list[Row] = []
    for part in _starts(fields, marked):
        if not any(header for _, header in part):
            before += [row for row, _ in part]
            continue
        form = _parted(fields, looks, part)
        if forms and not before and _goes_on(forms[-1], form):
            forms[-1].bands += form.bands
            forms[-1].tail += form.tail
            continue
        form.titles = form.titles or [row for row in before if _has_title(row)] or (forms[-1].titles if forms else [])
        form.notice = before + form.notice
        if forms:
            last = forms[-1]
            named = [row for row in (*last.tail, *last.head) if any(UNIT_OF_MONEY.fullmatch(text) for text in row.said)]
            around = [
                *named,
                *last.titles,
                *(row for row in last.head if row.grid is None or len(row.said) == 1),
                *last.notice,
                *last.around,
            ]
            form.around = around[:MOST_AROUND]
        forms.append(form)
        before = []
    if forms:
        forms[-1].tail += before
        forms[-1].last = True
    return forms


def _goes_on(before: Form, form: Form) -> bool:
    """Whether a form is the next page of the one before: its title said again (续表), and the indicators at once under it."""
    titles, again = (
        {_SEQUEL.sub("", title) for row in each.titles for text in row.texts if (title := title_in(text))} for each in (before, form)
    )
    alone = all(row in form.titles or not row.said for row in form.head)
    same_sheet = before.bands[0].header[0].base.sheet == form.bands[0].header[0].base.sheet
    return bool(again) and again <= titles and alone and not form.notice and same_sheet and not before.tail


_Marked = list[tuple[Row, bool]]


def _unfolded(fields: Fields, looks: Looks, row: Row) -> Iterator[Row]:
    """An unruled row in which a whole header stands among other cells, cut before and after the header."""
    if len(row.cells) < LEAST_HEADER_RUN + 1:
        yield row
        return
    run = _header_run(fields, row)
    if run is None or (run[0] == 0 and run[1] == len(row.cells)):
        yield row
        return
    start, stop = run
    if not any(_answers(looks, text) for text in (*row.texts[:start], *row.texts[stop:]) if text):
        yield row
        return
    if start:
        yield row.part(0, start)
    yield row.part(start, stop, opens=row.opens and not start)
    if stop < len(row.cells):
        yield row.part(stop, len(row.cells), opens=False)


def _answers(looks: Looks, text: str) -> bool:
    """Whether a cell beside a header's labels is no label itself: a level, a figure, a long text."""
    look = looks(text)
    return look.level or look.figure or look.percent or look.value or look.trait or look.length > LONGEST_HEAD


def _header_run(fields: Fields, row: Row) -> tuple[int, int] | None:
    """The longest run of column labels in a row that make up a header, as (start, stop)."""
    best: tuple[int, int] | None = None
    start = None
    listed = any(_is_start(fields, text) for text in row.texts)
    known = [not text or fields.columns[text] is not None or (listed and label_field(fields, text) is not None) for text in row.texts]
    for number, is_label in enumerate([*known, False]):
        if is_label and start is None:
            start = number
        elif not is_label and start is not None:
            if is_header(fields, row.texts[start:number]) and (best is None or number - start > best[1] - best[0]):
                best = (start, number)
            start = None
    return best if best and best[1] - best[0] >= LEAST_HEADER_RUN else None


def _with_subheaders(fields: Fields, marked: _Marked) -> _Marked:
    """Rows of labels just above and below a header belong to it."""
    out = list(marked)
    for number, (row, header) in enumerate(marked):
        if not header:
            continue
        for neighbour in (number - 1, number + 1):
            if 0 <= neighbour < len(marked) and not marked[neighbour][1]:
                other = marked[neighbour][0]
                same = other.grid is row.grid or not row.ruled
                if same and other.ruled == row.ruled and is_subheader(fields, other.texts):
                    out[neighbour] = (other, True)
        for covered in _covered(row, marked, number):
            out[covered] = (marked[covered][0], True)
    return out


def _covered(row: Row, marked: _Marked, number: int) -> Iterator[int]:
    """Positions of rows that the header's merged cells reach into."""
    if not row.ruled:
        return
    labels = [cell.row_span for cell, text in zip(row.cells, row.texts, strict=True) if text]
    reach = min(3, sorted(labels)[len(labels) // 2] if labels else 1) - 1
    for below in range(number + 1, min(number + 1 + reach, len(marked))):
        if marked[below][0].grid is row.grid:
            yield below


def _starts(fields: Fields, marked: _Marked) -> list[_Marked]:
    """The rows cut where a new form begins: at a title, or at a label 项目名称 once the form before has its indicators."""
    parts: list[_Marked] = [[]]
    seen_header = seen_start = False
    sheet = None
    for row, header in marked:
        titled = not header and _has_title(row)
        started = not header and _starts_form(fields, row)
        other_sheet = row.base.sheet != sheet
        if (titled and seen_header) or (started and (seen_header or (seen_start and not titled))) or (other_sheet and seen_header):
            parts.append([])
            seen_header = seen_start = False
        sheet = row.base.sheet
        seen_header = seen_header or header
        seen_start = seen_start or started
        parts[-1].append((row, header))
    return [part for part in parts if part]


def _has_title(row: Row) -> bool:
    return 0 < len(row.said) <= LONGEST_TITLE_ROW and any(title_in(text) for text in row.said)


def _starts_form(fields: Fields, row: Row) -> bool:
    return bool(row.said) and _is_start(fields, row.said[0].partition("：")[0].partition(":")[0])


def _is_start(fields: Fields, text: str) -> bool:
    found = fields.heads[text] if text else None
    return found is not None and found.name in _STARTS


def _parted(fields: Fields, looks: Looks, marked: _Marked) -> Form:
    """One form's rows as notice, titles, head, bands and tail."""
    form = Form()
    first = next((number for number, (_, header) in enumerate(marked) if header), len(marked))
    _before(fields, form, [row for row, _ in marked[:first]])
    rest = marked[first:]
    while rest:
        size = next((number for number, (_, header) in enumerate(rest) if not header), len(rest))
        stop = next((number for number in range(size, len(rest)) if rest[number][1]), len(rest))
        body, tail = _ended(fields, looks, [row for row, _ in rest[size:stop]])
        form.bands.append(Band(tuple(row for row, _ in rest[:size]), tuple(body)))
        form.tail += tail
        rest = rest[stop:]
    return form


def _before(fields: Fields, form: Form, rows: list[Row]) -> None:
    """The rows before the first header: the notice, the titles, the head from the first label of the form on."""
    titled = [number for number, row in enumerate(rows) if _has_title(row)]
    started = next((number for number, row in enumerate(rows) if _starts_form(fields, row)), None)
    start = (
        titled[-1] if titled and (started is None or titled[-1] < started or titled[0] > started) else started if started is not None else 0
    )
    if titled and started is not None and titled[0] < started:
        start = max(number for number in titled if number < started)
    form.notice = rows[:start]
    above = [number for number in titled if started is None or number < started]
    form.titles = [rows[number] for number in above or titled]
    form.head = rows[start:]


def _ended(fields: Fields, looks: Looks, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of indicators, and the rows after what ends them (总分, 审核意见, 填报人 …)."""
    for number, row in enumerate(rows):
        if not row.said:
            continue
        text = row.said[0]
        if row.grid is None and number and rows[number - 1].grid is not None and not looks(text).level:
            return rows[:number], rows[number:]
        after = rows[number + 1].said if number + 1 < len(rows) else ()
        signed = not row.framed and len(row.said) == 1 and len(after) == 1 and looks.signs_off(text, after[0])
        if signed and not any(looks(said).level for later in rows[number + 2 :] for said in later.said):
            return rows[:number], rows[number + 2 :]
        if _ends(fields, looks, row, text) or (len(row.said) > 1 and UNIT_OF_MONEY.fullmatch(row.said[-1])):
            return rows[:number], rows[number:]
        if not row.ruled and len(row.said) > 1 and _is_note(fields, row.said[-1]):
            place = max(index for index, text in enumerate(row.texts) if text)
            return [*rows[:number], row.part(0, place)], [row.part(place, len(row.cells)), *rows[number + 1 :]]
    return rows, []


def _ends(fields: Fields, looks: Looks, row: Row, text: str) -> bool:
    if looks(text).level:
        return False
    head, colon, _ = text.replace("：", ":").partition(":")
    found = fields.tails[head if colon and len(head) <= LONGEST_HEAD else text]
    if found is None:
        found = fields.heads[text] if len(row.cells) > 1 else None
        leads = not row.ruled or row.filled()[0][0].column == 1
        return found is not None and (found.name in _STARTS or (found.name == "extra" and leads))
    if found.name == "tail.page":
        return True
    if found.name == "tail.note":
        return bool(colon) or len(text) >= LEAST_NOTE or len(row.said) <= LARGEST_NOTE
    return found.name == "tail.total" and not row.ruled


def _is_note(fields: Fields, text: str) -> bool:
    found = fields.tails[text]
    return found is not None and found.name == "tail.note" and len(text) >= LEAST_NOTE
