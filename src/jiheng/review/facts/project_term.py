"""Project term (项目期): how long a project runs, from when and until when, as its form says."""

import calendar
import re
import unicodedata
from datetime import date

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context

YEAR = r"(?:19|20)\d{2}"
POINT = re.compile(
    rf"(?<!\d)({YEAR})(?:年度?|[./-](?=\d{{1,2}}(?!\d)))?"
    r"(?:(1[0-2]|0?[1-9])(?!\d)(?:月份?|[./-](?=\d{1,2}(?!\d)))?(?:(3[01]|[12]\d|0?[1-9])(?![\d月])日?)?)?"
)
MONTHS = re.compile(rf"(?<!\d)({YEAR})[年./](1[0-2]|0?[1-9])月?[-至到~](1[0-2]|0?[1-9])月?(?![\d.日])")
LENGTH = re.compile(r"(?<![\d.一二三四五六七八九十])(\d{1,2}|[一二两三四五六七八九十]|半)(?:(个月)|(?:周|个)?年(?![度底初末]))")
DASHES = str.maketrans("—–－―～", "----~")
DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@frozen
class ProjectTerm:
    """A term: `months` is the length that its words give (1 年 is 12), `since` and `by` the first and last day that its dates give.

    Each is None where the text does not say it.
    """

    text: str
    months: int | None
    since: date | None
    by: date | None

    @property
    def spanned(self) -> int | None:
        """The months from the first to the last day, both included; None where one of them is open."""
        if self.since is None or self.by is None:
            return None
        return (self.by.year - self.since.year) * 12 + self.by.month - self.since.month + 1

    @property
    def calendar_years(self) -> int | None:
        """How many calendar years the dates touch."""
        return self.by.year - self.since.year + 1 if self.since and self.by else None

    @property
    def length(self) -> int | None:
        """The months of the term, as its words say, else from its dates."""
        return self.spanned if self.months is None else self.months

    def lasts(self, years: int) -> bool | None:
        """Whether the term is so many years, by its words, its months or the calendar years it touches; None where it does not say."""
        if self.length is None:
            return None
        return -(-self.length // 12) == years or self.calendar_years == years


def project_term(declaration: Declaration, _context: Context) -> ProjectTerm | None:
    """The term of a project; None where the form has none or says it in words without length and dates (长期)."""
    return read_term(declaration.term or "")


def read_term(text: str) -> ProjectTerm | None:
    """A term from its text; None where it holds neither a length nor a date."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(DASHES))
    months = next((_months(match) for match in LENGTH.finditer(plain)), None)
    since, by = _dates(plain)
    return ProjectTerm(text, months, since, by) if months or since or by else None


def _months(match: re.Match[str]) -> int:
    if match[1] == "半":
        return 6
    number = DIGITS.get(match[1]) or int(match[1])
    return number if match[2] else number * 12


def _dates(text: str) -> tuple[date | None, date | None]:
    if match := MONTHS.search(text):
        year, first, last = (int(part) for part in match.groups())
        return date(year, first, 1), _last_day(year, last)
    points = [match for match in POINT.finditer(text) if _sound(match)]
    if len(points) > 1:
        return _first(points[0]), _last(points[-1])
    if not points:
        return None, None
    after = text[points[0].end() :]
    if after.startswith(("起", "开始", "以来", "至今")):
        return _first(points[0]), None
    if points[0][2] is None and not after.startswith(("底", "前", "末", "以前")):
        return _first(points[0]), _last(points[0])
    return None, _last(points[0])


def _sound(match: re.Match[str]) -> bool:
    return match[3] is None or int(match[3]) <= calendar.monthrange(int(match[1]), int(match[2]))[1]


def _first(match: re.Match[str]) -> date:
    return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def _last(match: re.Match[str]) -> date:
    year, month = int(match[1]), int(match[2] or 12)
    return date(year, month, int(match[3])) if match[3] else _last_day(year, month)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
