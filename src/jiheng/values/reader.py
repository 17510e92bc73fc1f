"""Reader (读指标值): text → Value."""

import re
import string
from collections.abc import Callable
from functools import cache

from attrs import evolve, frozen

from jiheng.framework.framework import Framework
from jiheng.framework.load import load
from jiheng.model.value import NO_VALUE, Value, ValueKind
from jiheng.values import changes, compounds, dates, deadlines, grades, ratios, schedules
from jiheng.values.characters import TABLE
from jiheng.values.heads import PLACEHOLDER
from jiheng.values.language import Language, either, language
from jiheng.values.numerals import CHINESE, NUMBER
from jiheng.values.shapes import figure, since
from jiheng.values.spelled import arabic, fraction, mixed

PROSE = 1000
"""A text of more characters than this is prose: nobody writes a target value so long."""
DIGITS = frozenset("0123456789")
MEASURED, SCALES = re.compile(r"(?<=[0-9])\(([^()0-9]{1,6})\)"), "百千万亿"
"""A unit in brackets behind its figure (90(%))."""
PHRASES = (ValueKind.UNKNOWN, ValueKind.QUALITATIVE)


@frozen(slots=False)
class Written:
    """A target value as it stands: the trimmed text, the same in plain characters, the budget year or None.

    `whole` is False for a part of a compound, which is no compound itself; `inner` is True for what a remark left, which is
    not searched for another.
    """

    raw: str
    plain: str
    year: int | None
    whole: bool = True
    inner: bool = False


def read_value(text: str, *, year: int | None = None, framework: Framework | None = None) -> Value:
    """Read one target value (指标值).

    A total function: whatever is no target value is `unknown` or `qualitative`, and the text is kept. `year` is the budget
    year, taken where the text names none; without it such dates have the year `XXXX`. `framework` gives the units and
    phrases, by default the package's own. The time is linear in the length of the text.
    """
    spoken = _own() if framework is None else language(framework)
    raw = text.strip()
    return _read(spoken, raw, year) if raw else NO_VALUE


@cache
def _own() -> Language:
    return language(load())


def _read(spoken: Language, raw: str, year: int | None, *, whole: bool = True, inner: bool = False) -> Value:
    plain = raw.translate(TABLE)
    if len(plain) > PROSE:
        return Value(raw, ValueKind.QUALITATIVE if grades.CHINESE.search(plain) else ValueKind.UNKNOWN)
    if "学年" in plain and (named := dates.school_year(plain)) is not None:
        return Value(raw, ValueKind.DATE, since=named.since, by=named.by)
    if "学期" in plain and dates.SCHOOL_TERM.fullmatch(plain):
        return Value(raw, ValueKind.UNKNOWN)
    if "(" in plain and (measured := MEASURED.search(plain)) and measured[1].lstrip(SCALES) in spoken.units.words:
        plain = f"{plain[: measured.start()]}{measured[1]}{plain[measured.end() :]}"
    return figure(spoken, raw, plain, year) or _other(spoken, Written(raw, plain, year, whole, inner))


def _other(spoken: Language, written: Written) -> Value:
    """A text that is no plain figure, tried as each of the other kinds in turn."""
    plain = written.plain
    shown = frozenset(plain)
    if not DIGITS.isdisjoint(shown) and (plainly := dates.whole(plain, written.year)) is not None:
        return Value(written.raw, ValueKind.DATE, since=plainly.since, by=plainly.by)
    if ";" in plain and (several := _compound(spoken, written)) is not None:
        return several
    graded = grades.grade(spoken, written.raw, plain)
    if graded is not None:
        return graded
    if LOUD.isdisjoint(shown):
        return grades.quiet(spoken, written.raw, plain)
    for signs, reader in READERS:
        if not signs.isdisjoint(shown):
            found = reader(spoken, written)
            if found is not None:
                return found
    return grades.phrase(spoken, written.raw, written.plain)


def _schedule(spoken: Language, written: Written) -> Value | None:
    return schedules.schedule(spoken, written.raw, written.plain)


def _deadline(spoken: Language, written: Written) -> Value | None:
    return deadlines.deadline(spoken, written.raw, written.plain, written.year)


def _ratio(_spoken: Language, written: Written) -> Value | None:
    return ratios.ratio(written.raw, written.plain)


def _compound(spoken: Language, written: Written) -> Value | None:
    if not written.whole:
        return None
    text = compounds.pieces(written.raw, written.plain)
    return compounds.strong(text, lambda part: _read(spoken, part, written.year)) or compounds.weak(
        text, lambda part: _read(spoken, part, written.year, whole=False)
    )


def _date(_spoken: Language, written: Written) -> Value | None:
    plain = written.plain
    found = dates.span(plain, written.year)
    if found is None or dates.UNREAD.search(found.rest):
        return None
    return Value(written.raw, ValueKind.DATE, since=since(plain, found), by=found.by)


def _spelled(spoken: Language, written: Written) -> Value | None:
    """A figure in Chinese numerals."""
    if (numbers := fraction(written.plain)) is not None:
        return ratios.of(written.raw, *numbers)
    digits = arabic(spoken, written.plain)
    if digits == written.plain:
        return None
    found = figure(spoken, written.raw, digits, written.year, strict=True)
    again = Written(written.raw, digits, written.year, written.whole, written.inner)
    return found or _each(spoken, again) or _schedule(spoken, again) or _date(spoken, again)


def _mixed(spoken: Language, written: Written) -> Value | None:
    """A figure in two steps (3元5角, 1万2千人)."""
    digits = mixed(written.plain)
    return None if digits == written.plain else figure(spoken, written.raw, digits, written.year)


LETTERED = re.compile(r"(?<![0-9.])[0-9]{1,2}[ADGK](?=[一-龥])(?!以|左右|级)|(?<![0-9A-Za-z×])[A-Za-z]+-?[0-9]+(?:[.-][0-9]+)*(?![0-9])")
SQUARE = re.compile(r"(?<=m)([23])(?![0-9])")
MASK = "\ue000"
"""Stands for a digit that is part of a name, so that every character keeps its place."""
POWERS = {"2": "²", "3": "³"}


def _lettered(spoken: Language, written: Written) -> Value | None:
    """A figure beside m2 or a name with digits (PM2.5, ISO9001), whose own are no figures."""
    if MASK in written.plain:
        return None
    plain = SQUARE.sub(lambda said: POWERS[said[1]], written.plain)
    bare = LETTERED.sub(lambda said: re.sub("[0-9.]", MASK, said[0]), plain)
    if bare == written.plain:
        return None
    found = _other_or_figure(spoken, evolve(written, plain=bare))
    if found.unit and plain != written.plain:
        found = evolve(found, unit=found.unit.replace("²", "2").replace("³", "3"))
    return evolve(found, per=tuple(base.replace("²", "2").replace("³", "3") for base in found.per)) if plain != written.plain else found


def _other_or_figure(spoken: Language, written: Written) -> Value:
    return figure(spoken, written.raw, written.plain, written.year) or _other(spoken, written)


def _change(spoken: Language, written: Written) -> Value | None:
    """A change against a year (比2023年提高10%)."""
    said = changes.against(spoken, written.plain)
    if said is None:
        return None
    found = figure(spoken, written.raw, said.rest, written.year)
    return evolve(found, than=said.than) if found is not None and found.change is not None else None


def _each(spoken: Language, written: Written) -> Value | None:
    """A rate whose base has a number (每100人配1名, 1次/2年, 5年1次)."""
    said = spoken.made(_numbered_base).search(written.plain)
    if said is None:
        return None
    rest = written.plain[: said.start()] + written.plain[said.end() :]
    found = figure(spoken, written.raw, rest, written.year)
    return (
        evolve(found, per=(*found.per, said["base"] or said["one"] or said["several"]))
        if found is not None and found.kind in FIGURES
        else None
    )


def _numbered_base(spoken: Language) -> "re.Pattern[str]":
    time = either(spoken.units.duration)
    return re.compile(
        rf"(?:每|/)(?P<base>[0-9]+{spoken.base}),?|^1个?(?P<one>{time})(?=[0-9]+[次场期轮批])|^(?P<several>[0-9]+(?:{time}))(?=[0-9]+[次场期轮批])"
    )


TIMES_OR_PLUS = frozenset("×*+")
TIMES = ("×", "*", "x", "X")
FIGURES = (ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.DURATION, ValueKind.PERCENT)
REMARK = re.compile(r"\([^()]*\)")
NUMBERING = re.compile(r"(?:\([0-9]{1,2}\)|(?:指标|目标|任务)?[0-9]{1,2}[.、):](?![0-9])|[①-⑳])")


def _remark(spoken: Language, written: Written) -> Value | None:
    """What stands outside brackets, or behind a number that only counts it (1、), speaks for the text; else what stands inside."""
    if written.inner:
        return None
    plain = written.plain
    numbered = NUMBERING.match(plain)
    outer = REMARK.sub("", plain)
    inside = [part.strip("()") for part in REMARK.findall(plain)]
    for rest in (plain[numbered.end() :] if numbered and ";" not in plain else "", outer if inside else "", *inside[:1]):
        found = _read(spoken, rest, written.year, whole=written.whole, inner=True) if rest.strip("()") else None
        if found is not None and found.kind not in PHRASES:
            return evolve(found, text=written.raw)
    return None


def _with_date(spoken: Language, written: Written) -> Value | None:
    """A figure with a date beside it (2024年底前完成30场): both hold."""
    plain = written.plain
    found = None if DIGITS.isdisjoint(plain) else dates.span(plain, written.year)
    if found is None or found.after.startswith(("-", "~", "至", "到")):
        return None
    value = figure(spoken, written.raw, found.rest, written.year)
    if value is None or value.kind not in FIGURES or found.before.endswith(TIMES):
        return None
    return evolve(value, since=since(plain, found), by=found.by)


def _raised(spoken: Language) -> "re.Pattern[str]":
    """A level that is reached from another (由80%提高到90%)."""
    return re.compile(rf"^[^由从]{{0,24}}[由从][^,;]{{1,24}}?(?:{either(spoken.change)})(?:到|至|为)")


def _worked(spoken: Language, written: Written) -> Value | None:
    """What a worked equation gives (3个×5万元=15万元), or a level that is reached from another (由80%提高到90%)."""
    terms, equals, result = written.plain.rpartition("=")
    if not equals or "=" in terms or TIMES_OR_PLUS.isdisjoint(terms) or DIGITS.isdisjoint(terms):
        said = spoken.made(_raised).match(written.plain)
        result = written.plain[said.end() :] if said else ""
    return figure(spoken, written.raw, result, written.year) if result else None


LAST_RATE = re.compile(rf"^.*率[^0-9]{{0,8}}?(?=[^0-9率]*{NUMBER}[^0-9]*$)")


def _named_rate(spoken: Language, written: Written) -> Value | None:
    """A rate whose name has a figure of its own (24小时内响应率100%)."""
    said = LAST_RATE.match(written.plain)
    if said is None or PLACEHOLDER.search(written.plain):
        return None
    found = figure(spoken, written.raw, written.plain[said.end() :], written.year)
    return found if found is not None and found.kind is ValueKind.PERCENT else None


def _beside(spoken: Language, written: Written) -> Value | None:
    """Figures that follow each other without a stroke (培训30人2场次)."""
    return compounds.beside(spoken, written.raw, written.plain, lambda part: _counted(spoken, part, written.year))


def _counted(spoken: Language, part: str, year: int | None) -> Value | None:
    found = figure(spoken, part, part, year)
    return found if found is not None and found.kind in FIGURES else None


CALENDAR = frozenset("年月季旬半Qq-./")
READERS: tuple[tuple[frozenset[str], Callable[[Language, Written], Value | None]], ...] = (
    (frozenset(string.ascii_letters), _lettered),
    (frozenset("角千半分"), _mixed),
    (frozenset(CHINESE + "半成"), _spelled),
    (frozenset("每按逐分全月季年天日7×*xX"), _schedule),
    (frozenset("每/次场期轮批"), _each),
    (frozenset("前"), _deadline),
    (frozenset("较比与同在"), _change),
    (CALENDAR, _date),
    (frozenset("=由从"), _worked),
    (frozenset(":比/"), _ratio),
    (frozenset("():.、①②③④⑤⑥⑦⑧⑨⑩"), _remark),
    (frozenset(";。|、,且和及并与或&+"), _compound),
    (CALENDAR, _with_date),
    (frozenset("率"), _named_rate),
    (DIGITS, _beside),
)
"""The readers in order, each with the characters without which it has nothing to read."""
LOUD = CALENDAR | DIGITS | frozenset(CHINESE + "半成每按逐分全天日前()*×XxNn?_…□.")
"""A text with none of these characters has no figure, date, schedule, remark or placeholder: it is a phrase or nothing."""
