"""Tails (数值后的话): 万元/人·月以内, 个工作日内, 人左右 — what stands after a figure."""

import re
from decimal import Decimal

from attrs import frozen

from jiheng.model.value import ValueKind
from jiheng.values.figures import Bound, Tail
from jiheng.values.heads import PLACEHOLDER
from jiheng.values.language import Language, either
from jiheng.values.numerals import CHINESE, EXACT

KEPT = 4096
"""How many tails are remembered, and the longest one that is."""
LONGEST = 32
UNLISTED = 3
"""The longest word after a figure that is taken for a unit though no list has it."""
LETTERS = 8
"""The same for a unit in Latin letters (Gbps)."""
AGAIN = re.compile(r"半|[一两二三四五六七八九十]+[次场期轮]")
"""What makes the unit before it a part of something longer (1个半小时, 5年一次)."""
WORD = re.compile(r"[A-Za-z㐀-鿿°℃Ωμ²³()]+")
"""What a unit is made of."""
TENTH, TEN = "成", Decimal(10)
"""A tenth of the whole (7成 is 70%)."""
DATED = frozenset("年月日号季-./半前之止")
"""A tail that begins so may belong to a date."""


@frozen(eq=False)
class TailPatterns:
    """The patterns with which a tail is taken apart, made once of the language."""

    unit: re.Pattern[str]
    base: re.Pattern[str]
    bound: re.Pattern[str]
    about: re.Pattern[str]
    joint: re.Pattern[str]


def tail(language: Language, text: str) -> Tail:
    """What the text after a figure says."""
    found = language.tails.get(text)
    if found is None:
        found = _tail(language, text)
        if len(language.tails) < KEPT and len(text) <= LONGEST:
            language.tails[text] = found
    return found


def _patterns(language: Language) -> TailPatterns:
    times = "".join(language.units.multipliers)
    starting = either(word for word in language.units.words if word[0] in times)
    return TailPatterns(
        # 千 of 千克 belongs to the unit, also after another multiplier (3万千克)
        unit=re.compile(rf"(?P<more>[余多来]?)(?P<times>(?:(?!{starting})[{times}])*)(?P<over>[余多]?)(?P<unit>(?:{language.unit})?)"),
        base=re.compile(rf"每?一?个?(?P<base>{language.base})"),
        bound=re.compile(either(language.after)),
        about=re.compile(either(language.phrases.after["about"])),
        joint=re.compile(either(language.units.joint) + r"(?![/每])"),
    )


def _tail(language: Language, text: str) -> Tail:
    text = text.rstrip(".,。;、")
    if not text:
        return Tail(known=True)
    found, dated = language.made(_patterns), text[0] in DATED
    said = found.unit.match(text)
    if said is None:
        return Tail(words=text, dated=dated)
    unit, rest = said["unit"], text[said.end() :]
    if joint := found.joint.match(text, said.start("unit") if said["unit"] else 0):
        unit, rest = joint[0], text[joint.end() :]
    if unit and rest.startswith("·") and (more := found.base.match(rest, 1)):
        unit, rest = f"{unit}·{more['base']}", rest[more.end() :]
    times = None
    for sign in said["times"] or "":
        times = EXACT.multiply(times or EXACT.create_decimal(1), language.units.multipliers[sign])
    nothing = not unit and rest.startswith(language.phrases.zero)
    rest = "" if nothing else rest
    unlisted = None if unit or nothing else _unlisted(language, rest)
    if unlisted:
        rest = rest[len(unlisted) :]
    per, rest = _chain(language, rest)
    bound, about, rest = _bounds(language, rest)
    if (said["more"] or said["over"]) and bound is None:
        bound = Bound.LOWER
    fit = _fits(language, text, rest, unlisted)
    kind, scale, named = _unit(language, unit or unlisted or "")
    if scale is not None:
        times = scale if times is None else EXACT.multiply(times, scale)
    return Tail(kind, times, named, per, bound, about, rest, bool(unit) or nothing or not rest, dated, fit)


def _fits(language: Language, text: str, rest: str, unlisted: str | None) -> bool:
    """Whether a figure may end in such a text: no placeholder, no second value, no rank and no longer figure follows."""
    ranks = language.phrases.ranks
    if PLACEHOLDER.search(text) or ";" in rest.rstrip(";。") or AGAIN.match(rest):
        return False
    return not rest.startswith(ranks) and not (unlisted or "").endswith(ranks)


def _unit(language: Language, unit: str) -> tuple[ValueKind, Decimal | None, str | None]:
    """The kind that a unit makes, what it multiplies by, and the unit that is kept."""
    known = language.units
    if unit in known.money:
        return ValueKind.MONEY, known.money[unit], "元"
    if unit in known.percent:
        return ValueKind.PERCENT, None, known.percent[unit]
    if unit == TENTH:
        return ValueKind.PERCENT, TEN, "%"
    if unit in known.duration:
        return ValueKind.DURATION, None, known.duration[unit]
    if unit in known.ratio:
        return ValueKind.RATIO, None, None
    return ValueKind.QUANTITY, None, unit or None


def _unlisted(language: Language, text: str) -> str | None:
    """A unit that no list has: a short run before a bound, a stroke or the end, that does not begin as a verb does."""
    end = len(text)
    for sign in (
        language.made(_patterns).bound.search(text),
        language.made(_patterns).about.search(text),
        re.search(r"[/每,;:。、()·*\-~=≥≤<>×]", text),
    ):
        if sign is not None:
            end = min(end, sign.start())
    run = text[:end]
    if (
        not run
        or len(run) > (LETTERS if run.isascii() else UNLISTED)
        or run[0] in CHINESE
        or not WORD.fullmatch(run)
        or run.startswith(language.phrases.no_units)
    ):
        return None
    return run


def _chain(language: Language, text: str) -> tuple[tuple[str, ...], str]:
    """The bases of a rate after its unit (/人·月, 每人每月) and what follows them."""
    bases: list[str] = []
    rest = text
    while rest and (rest[0] in "/每" or (bases and rest[0] in "·*.×、") or (rest[0] in ".·*×" and rest[1:2] == "每")):
        inner = rest.lstrip("/·*.×、(")
        said = language.made(_patterns).base.match(inner)
        if said:
            base, rest = said["base"], inner[said.end() :]
        elif word := re.match(r"每?([^\d/·*.×每,;:、()以左上之内等标]{1,6})", inner):
            base, rest = word[1], inner[word.end() :]
        else:
            break
        bases += _joined(language, base)
        rest = rest.removeprefix(")")
    return tuple(bases), rest


def _joined(language: Language, base: str) -> list[str]:
    """A price of work (人月) is per person and per month."""
    people, time = base[:1], base[1:]
    if people in language.units.people and time in language.units.time:
        return [people, time]
    return [base]


def _bounds(language: Language, text: str) -> tuple[Bound | None, bool, str]:
    found, about, bound, rest = language.made(_patterns), False, None, text
    if said := found.about.search(rest):
        about, rest = True, rest[: said.start()] + rest[said.end() :]
    if said := found.bound.search(rest):
        bound, rest = language.after[said[0]], rest[: said.start()] + rest[said.end() :]
    return bound, about, rest
