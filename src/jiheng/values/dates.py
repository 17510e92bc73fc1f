"""Dates (日期): 2024年底, 12月底前, 第三季度, 2024.07-2024.12, 自3月起 — points and spans of the calendar."""

import re
from calendar import isleap
from collections.abc import Callable

from attrs import evolve, frozen

UNKNOWN_YEAR = "XXXX"
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEPARATOR = re.compile(r"(?:起|开始|日)?(?:至|到|-+|~+)(?:今年|当年|本年|同年)?")


@frozen(slots=False)
class Day:
    """A day of the calendar; `year` is None where nothing names one."""

    year: int | None
    month: int
    day: int

    def iso(self) -> str:
        """ISO 8601, with `XXXX` for a year that nothing names (ISO 8601-2)."""
        return f"{UNKNOWN_YEAR if self.year is None else f'{self.year:04d}'}-{self.month:02d}-{self.day:02d}"


@frozen(slots=False)
class Stretch:
    """A named point of the calendar: its first and last day. `exact` for a single day; `end` where only the last day was meant (年底)."""

    first: Day
    last: Day
    exact: bool = False
    end: bool = False


@frozen(slots=False)
class Span:
    """What a date in a text says, and the text on its two sides."""

    since: str | None
    by: str | None
    before: str
    after: str

    @property
    def rest(self) -> str:
        """The text without the date."""
        return self.before + self.after


_YEAR = r"(?:(?P<y>(?:19|20)[0-9]{2}|(?<![0-9.,])[0-9]{2}(?=年(?:度?[底末终]|1[0-2]月|0?[1-9]月|第?[1-4]季|[上下]半)))年?度?|(?P<rel>今年度?|本年度?|当年度?|明年度?|次年度?|翌年度?))"
POINT = re.compile(
    rf"""
    (?=[0-9今本当明次翌第上下全整年Qq一二三四])(?:
    (?P<compact>(?<![0-9.])20[0-4][0-9](?:0[1-9]|1[0-2])(?:[0-3][0-9])?(?![0-9.,]))
    |(?<![0-9.,])(?P<fy>(?:19|20)[0-9]{{2}})(?P<sep>[-./])(?P<fm>1[0-2]|0?[1-9])(?:(?P=sep)(?P<fd>3[01]|[12][0-9]|0?[1-9]))?(?![0-9.%,/])[日号月]?
    |(?:{_YEAR}的?)?(?:
        (?P<m>(?<![0-9.])(?:1[0-2]|0?[1-9]))月份?(?:(?P<d>3[01]|[12][0-9]|0?[1-9])(?:[日号](?:[0-2]?[0-9](?:[时点]|:[0-5][0-9]))?|(?=$|[前起止至到~、,;)-])))?(?P<third>[上中下]旬|初)?
       |第?(?P<q>(?<![0-9.])[1-4一二三四])季度?|(?P<half>[上下])半年度?
       |(?P<ye>(?<![0-9半个两数几一二三四五六七八九十])(?:全|整)?年度?(?=[底末终内前]|以内|之内)|年终)
    )
    |(?:(?P<qy>20[0-9]{{2}})年?)?(?P<q2>[Qq][1-4])
    |(?P<whole>全年度?|整年)
    |{_YEAR.replace("<y>", "<y2>").replace("<rel>", "<rel2>")}
    |(?P<dm>(?<![0-9.])(?:1[0-2]|0?[1-9]))[./](?P<dd>3[01]|[12][0-9]|0?[1-9])(?=日?(?:前|之前|以前|止))
    )
    """,
    re.VERBOSE,
)
EDGE = re.compile(r"(?P<at>底|末|终|之内|以内|内|中|期间|份|日|号)*(?P<to>之前|以前|前|止|截止|为止)?(?P<on>以后|之后|后|起|开始)?")
SPOKEN = re.compile(r"[0-9Qq]|年[底末终内度以之]|[今本当明次翌全整]年|半年|季")
"""A text with none of these names no date."""
RANGES = frozenset("-~至到、和")
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4}
UNREAD = re.compile(r"[0-9月季旬节]|半年|汛期|学[期年]|开学")
"""What a date leaves over must hold no figure and no word of the calendar, else only half of it was understood."""
QUARTER_RANGE = re.compile(r"第?([一二三四1-4])(?:季度?)?(-|~|至|到|、|和)第?([一二三四1-4])(?=季度)")
SHORT_RANGE = re.compile(r"((?<![0-9])[0-9]{1,2})(-|~|至|到|、)([0-9]{1,2})(?=(月(?!\d)|季度))")
SAME_YEAR = re.compile(r"(20[0-9]{2})([./])([0-9]{1,2}(?:\2[0-9]{1,2})?)(-|~|至|到)([0-9]{1,2}(?:\2[0-9]{1,2})?)(?![0-9./月])")
YEAR_RANGE = re.compile(r"((?:19|20)[0-9]{2})(-|~|至|到)((?:19|20)[0-9]{2})(?=年)")
DAY_RANGE = re.compile(r"([0-9]{1,2}月)([0-9]{1,2})[日号]?(?:-|~|至|到)([0-9]{1,2})(?=[日号])")


def span(text: str, year: int | None) -> Span | None:
    """The first date or span of dates in a plain text; None where it names none. `year` is used where the text names none."""
    if not SPOKEN.search(text):
        return None
    if not RANGES.isdisjoint(text):
        text = _ranged(text)
    for said in POINT.finditer(text):
        first = _stretch(said, year)
        if first is None:
            continue
        edge = EDGE.match(text, said.end())
        stop = edge.end() if edge else said.end()
        again = SEPARATOR.match(text, stop)
        other = POINT.match(text, again.end()) if again else None
        if again and other and (second := _stretch(other, first.first.year if _named(said) else year)) is not None:
            if not _named(said) and any(other[name] for name in ("compact", "fy", "y", "y2")) and second.last.year is not None:
                first = _with_year(first, second.last.year)
            closing = EDGE.match(text, other.end())
            last = second if closing is None else _edged(second, closing)
            return Span(
                first.first.iso(),
                last.last.iso() if last else None,
                text[: said.start()],
                text[closing.end() if closing else other.end() :],
            )
        return _one(first, edge, text[: said.start()], text[stop:])
    return None


WHOLE = re.compile(
    r"(?:(?P<y>20[0-9]{2})年)?(?:(?P<m>1[0-2]|0?[1-9])月份?(?:(?P<d>3[01]|[12][0-9]|0?[1-9])[日号])?)?年?(?P<end>[底末]?)(?P<to>(?:之前|以前|前)?)(?:完成|到位)?"
    r"|(?P<iy>20[0-9]{2})(?P<sep>[-./])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>3[01]|[12][0-9]|0?[1-9])日?前?"
)


def whole(text: str, year: int | None) -> Span | None:
    """The date that a text in one of the plainest shapes (2024年6月30日前, 12月底, 2024-12-31) is from end to end.

    It says what `span` says, sooner; None leaves the text to it.
    """
    said = WHOLE.fullmatch(text)
    if said is None:
        return None if RANGES.isdisjoint(text) else _whole_range(text, year)
    if said["iy"]:
        return _on(int(said["iy"]), int(said["im"]), int(said["id"]))
    meant, month, end, to = int(said["y"]) if said["y"] else year, said["m"], said["end"], said["to"]
    if said["d"]:
        return None if end else _on(meant, int(month), int(said["d"]))
    if (not month and not said["y"]) or (to and not end):
        return None
    first, last = (int(month), int(month)) if month else (1, 12)
    since = None if end else Day(meant, first, 1).iso()
    return Span(since, Day(meant, last, month_length(meant, last)).iso(), "", "")


MONTHS = re.compile(
    r"(?:(?P<y>20[0-9]{2})年)?(?P<m>1[0-2]|0?[1-9])月?(?:(?<=月)(?P<d>3[01]|[12][0-9]|0?[1-9])日)?[-~至到](?:(?P<y2>20[0-9]{2})年)?(?P<m2>1[0-2]|0?[1-9])月(?:(?P<d2>3[01]|[12][0-9]|0?[1-9])日|底)?"
    r"|(?P<iy>20[0-9]{2})(?P<sep>[./]?)(?P<im>1[0-2]|0[1-9])[-~至到](?P<iy2>20[0-9]{2})(?P=sep)(?P<im2>1[0-2]|0[1-9])"
)


SCHOOL_YEAR = re.compile(r"(?P<y>20[0-9]{2})(?:[-~至到](?P<y2>20[0-9]{2}))?学年(?:度|内|期间)?(?P<end>[底末]|结束前)?")
SCHOOL_TERM = re.compile(
    r"20[0-9]{2}(?:[-~至到]20[0-9]{2})?(?:学年度?|年度?)?(?:第?[一二上下12]个?|[春秋]季?)学期(?:内|前|[初末底]|结束前|期间)?(?:完成)?"
)
"""A school term (2025学年第一学期), whose days differ from place to place: a time that no calendar gives, and no number of years."""
SCHOOL_MONTHS = 9, 8
"""A school year begins on 1 September and ends on 31 August of the next one."""


def school_year(text: str) -> Span | None:
    """The school year that a text (2025学年, 2024-2025学年) names: a year of the calendar, never two thousand of them."""
    said = SCHOOL_YEAR.fullmatch(text)
    if said is None or (said["y2"] and int(said["y2"]) != int(said["y"]) + 1):
        return None
    begin, end = SCHOOL_MONTHS
    first, last = Day(int(said["y"]), begin, 1), Day(int(said["y"]) + 1, end, month_length(None, end))
    return Span(None if said["end"] else first.iso(), last.iso(), "", "")


def _whole_range(text: str, year: int | None) -> Span | None:
    """The months or days that a text in one of the plainest shapes (2024年1月-12月, 2024.07-2024.12) is from end to end."""
    said = MONTHS.fullmatch(text)
    if said is None:
        return None
    first, last = said["y"] or said["iy"] or said["y2"], said["y2"] or said["iy2"] or said["y"]
    start = Day(int(first) if first else year, int(said["m"] or said["im"]), int(said["d"] or 1))
    end_year, end_month = int(last) if last else year, int(said["m2"] or said["im2"])
    length = month_length(end_year, end_month)
    day = int(said["d2"] or length)
    return (
        Span(start.iso(), Day(end_year, end_month, day).iso(), "", "")
        if day <= length and start.day <= month_length(start.year, start.month)
        else None
    )


def _on(year: int | None, month: int, day: int) -> Span | None:
    return Span(None, Day(year, month, day).iso(), "", "") if day <= 28 or day <= month_length(year, month) else None


def _ranged(text: str) -> str:
    """The text with the word written out that both ends of a range share (1-12月 is 1月-12月)."""
    if "月" in text or "季" in text:
        text = SHORT_RANGE.sub(r"\1\4\2\3", text)
    if "季" in text:
        text = QUARTER_RANGE.sub(_quarters, text)
    if "月" in text:
        text = DAY_RANGE.sub(r"\1\2日至\1\3", text)
    if "年" in text:
        text = YEAR_RANGE.sub(r"\1年\2\3", text)
    return SAME_YEAR.sub(r"\1\2\3\4\1\2\5", text)


def _quarters(said: "re.Match[str]") -> str:
    """Two quarters as a range; where they are only named side by side, they must follow each other."""
    first, last = QUARTERS[said[1]], QUARTERS[said[3]]
    return said[0] if said[2] in "、和" and last != first + 1 else f"{first}季度至{last}"


def _one(found: Stretch, edge: "re.Match[str] | None", before: str, after: str) -> Span | None:
    if edge is None:
        return Span(None if found.exact else found.first.iso(), found.last.iso(), before, after)
    if edge["on"]:
        return Span(found.first.iso() if edge["on"] in ("起", "开始") else day_after(found.last).iso(), None, before, after)
    ended = _edged(found, edge)
    if ended is None:
        return None
    by_only = ended.exact or ended.end or edge["to"] or edge["at"] in ("底", "末", "终", "内", "以内", "之内")
    return Span(None if by_only else ended.first.iso(), ended.last.iso(), before, after)


def _edged(found: Stretch, edge: "re.Match[str]") -> Stretch | None:
    """A stretch cut by 前: 12月前 ends with November, 12月底前 and 12月5日前 on their own last day."""
    if edge["to"] in ("前", "之前", "以前") and not (found.exact or found.end or edge["at"]):
        return evolve(found, last=day_before(found.first))
    return found


def day_before(day: Day) -> Day:
    """The day before a day of the calendar."""
    if day.day > 1:
        return evolve(day, day=day.day - 1)
    if day.month > 1:
        return Day(day.year, day.month - 1, month_length(day.year, day.month - 1))
    return Day(None if day.year is None else day.year - 1, 12, 31)


def day_after(day: Day) -> Day:
    """The day after a day of the calendar."""
    if day.day < month_length(day.year, day.month):
        return evolve(day, day=day.day + 1)
    return Day(day.year, day.month + 1, 1) if day.month < 12 else Day(None if day.year is None else day.year + 1, 1, 1)


def month_length(year: int | None, month: int) -> int:
    """Days of a month; February has 28 where no year is known."""
    return 29 if month == 2 and year is not None and isleap(year) else LENGTHS[month - 1]


def _named(said: "re.Match[str]") -> bool:
    return any(said[name] for name in ("compact", "fy", "y", "y2", "qy", "rel", "rel2"))


def _with_year(found: Stretch, year: int) -> Stretch:
    return evolve(found, first=evolve(found.first, year=year), last=evolve(found.last, year=year))


def _stretch(said: "re.Match[str]", year: int | None) -> Stretch | None:
    if said["compact"]:
        digits = said["compact"]
        return _month_or_day(int(digits[:4]), int(digits[4:6]), digits[6:])
    if said["fy"]:
        return _month_or_day(int(said["fy"]), int(said["fm"]), said["fd"])
    if said["dm"]:
        return _month_or_day(year, int(said["dm"]), said["dd"])
    meant = _year(said["y"] or said["y2"] or said["qy"], said["rel"] or said["rel2"], year)
    if said["m"]:
        return _month_or_day(meant, int(said["m"]), said["d"], said["third"])
    if said["q"] or said["q2"]:
        quarter = QUARTERS[said["q"] or said["q2"][1:]]
        return _months(meant, 3 * quarter - 2, 3 * quarter)
    if said["half"]:
        return _months(meant, 1, 6) if said["half"] == "上" else _months(meant, 7, 12)
    whole = _months(meant, 1, 12)
    return evolve(whole, end=True) if said["ye"] and "终" in said["ye"] else whole


_RELATIVE: dict[str, int] = {"明": 1, "次": 1, "翌": 1, "第": 1}


def _year(digits: str | None, relative: str | None, year: int | None) -> int | None:
    if digits:
        return int(digits) if len(digits) > 2 else 2000 + int(digits)
    if relative and year is not None:
        return year + _RELATIVE.get(relative[0], 0)
    return year


def _months(year: int | None, first: int, last: int) -> Stretch:
    return Stretch(Day(year, first, 1), Day(year, last, month_length(year, last)))


_THIRDS: dict[str, Callable[[int], tuple[int, int]]] = {
    "上": lambda _: (1, 10),
    "初": lambda _: (1, 10),
    "中": lambda _: (11, 20),
    "下": lambda length: (21, length),
}


def _month_or_day(year: int | None, month: int, day: str | None, third: str | None = None) -> Stretch | None:
    if not 1 <= month <= 12:
        return None
    length = month_length(year, month)
    if day:
        on = Day(year, month, int(day))
        return Stretch(on, on, exact=True) if 1 <= on.day <= (29 if month == 2 and year is None else length) else None
    if third:
        first, last = _THIRDS[third[0]](length)
        return Stretch(Day(year, month, first), Day(year, month, last), end=False)
    return Stretch(Day(year, month, 1), Day(year, month, length))
