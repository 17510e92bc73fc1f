"""Heads (数值前的话): 较上年增长不低于, 每人每月, ¥ — what stands before a figure."""

import re

from attrs import frozen

from jiheng.model.value import Change
from jiheng.values.figures import Bound, Head
from jiheng.values.language import Language, either

KEPT = 4096
"""How many heads are remembered, and the longest one that is."""
LONGEST = 48
PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxNn×](?=[个人次场项年月日天元万%])|\*{2,}|(?<![A-WYZa-wyz])[Xx]{2,}|×{2,}|\?{2,}|_{2,}|…|[〇□]{2,}|\.{3,}"
)
NAMED = re.compile(r"(?:第|每|\.|[A-Za-z]-?)$")
"""A number after these is part of a name (第3期, ISO9001), of a base (每2年) or of a figure cut short (.5), no figure."""


@frozen(eq=False)
class HeadPatterns:
    """The patterns with which a head is taken apart, made once of the language."""

    near: re.Pattern[str]
    anywhere: re.Pattern[str]
    about: re.Pattern[str]
    per: re.Pattern[str]
    by_period: re.Pattern[str]
    average: re.Pattern[str]
    change: re.Pattern[str]
    above: re.Pattern[str]
    same: re.Pattern[str]


def head(language: Language, text: str) -> Head:
    """What the text before a figure says."""
    found = language.heads.get(text)
    if found is None:
        found = _head(language, text)
        if len(language.heads) < KEPT and len(text) <= LONGEST:
            language.heads[text] = found
    return found


def _patterns(language: Language) -> HeadPatterns:
    words = language.before
    changes = either(language.change)
    return HeadPatterns(
        near=re.compile(rf"(?:{either(words)})(?:为|在|到|是|至)?$"),
        anywhere=re.compile(either(language.phrases.before["anywhere"])),
        about=re.compile(rf"(?:{either(language.phrases.before['about'])})(?:为|在)?$"),
        per=re.compile(rf"(?:平均)?每一?个?(?P<base>{language.base})"),
        by_period=re.compile(rf"[按逐](?P<base>{either(language.units.period)})(?!均)(?=[^,;、]*$)"),
        average=re.compile(rf"(?<!平)(?:{either(language.units.average)})"),
        change=re.compile(
            r"(?:(?:相?较于?|(?<![占同环对])比(?![例率重值])|与|和|同(?!比)|在)(?P<than>[^,;:,。]{1,24}?)(?:相比较?|相较|基础上|水平上|的基础上)?,?)?"
            rf"(?P<same>同比|环比)?(?:实现|平均|年均|每年|再|实际|进一步)*(?<!新)(?P<word>{changes})(?:率|速度|幅度|比例|比率|了|量|额|幅|数|水平)?$"
        ),
        above=re.compile(
            r"(?P<word>高于|高出|超过|超出|低于)(?P<than>(?:上年|去年|上一年|前三年|全国|全省|全市|全县|全区|同期|历年)[^0-9,;]{0,10})$"
        ),
        same=re.compile("同比|环比"),
    )


def _head(language: Language, text: str) -> Head:
    money, rest = _currency(text)
    if PLACEHOLDER.search(rest) or NAMED.search(rest) or ";" in text or text.count("(") > text.count(")"):
        return Head(fit=False)
    found = language.made(_patterns)
    negative = _negative(rest)
    rest = rest[:-1] if negative else rest
    rest, bound, about = _bound(language, rest)
    if bound is None and (above := found.above.search(rest)):
        direction = Change.DECREASE if above["word"] == "低于" else Change.INCREASE
        return Head(None, about, (), direction, above["than"], money, negative, rest[: above.start()])
    per, rest = _per(language, rest)
    if bound is None:
        rest, bound, nearly = _bound(language, rest)
        about = about or nearly
    if bound is None and (said := found.anywhere.search(rest)):
        bound = language.before[said[0]]
        rest = rest[: said.start()] + rest[said.end() :]
    change, than, rest = _change(language, rest)
    return Head(bound, about, per, change, than, money, negative, rest.strip(":,、;。的-"))


def _negative(text: str) -> bool:
    """Whether a minus sign or 负 stands right before the figure; 正负 and a stroke between words are none."""
    if text.endswith("-"):
        return len(text) == 1 or not text[-2].isalnum()
    return text.endswith("负") and not text.endswith("正负")


def _currency(text: str) -> tuple[bool, str]:
    """Whether a sign of money stands right before the figure, and the text without it."""
    rest = text.rstrip(":")
    for sign in ("¥", "人民币", "RMB"):
        if rest.endswith(sign):
            return True, rest.removesuffix(sign)
    return False, text


def _bound(language: Language, text: str) -> tuple[str, Bound | None, bool]:
    """The text without the bound and hedge at its end, and these."""
    found, about = language.made(_patterns), False
    rest = text.rstrip(":")
    if said := found.about.search(rest):
        about, rest = True, rest[: said.start()]
    if not (said := found.near.search(rest)) or (said[0][0] == "》" and "《" in rest):
        return rest, None, about
    bound = language.before.get(said[0]) or language.before[said[0][:-1]]
    rest = rest[: said.start()]
    if not about and (said := found.about.search(rest)):
        about, rest = True, rest[: said.start()]
    return rest, bound, about


def _per(language: Language, text: str) -> tuple[tuple[str, ...], str]:
    found = language.made(_patterns)
    if not any(sign in text for sign in "每均按逐"):
        return (), text
    bases = [(said.start(), said["base"]) for said in found.per.finditer(text)]
    bases += [(said.start(), said["base"]) for said in found.by_period.finditer(text)]
    bases += [(said.start(), language.units.average[said[0]]) for said in found.average.finditer(text)]
    rest = found.average.sub("", found.by_period.sub("", found.per.sub("", text)))
    if unknown := re.search(r"每([^每,;:的]{1,4})$", rest):
        bases.append((len(text), unknown[1]))
        rest = rest[: unknown.start()]
    return tuple(base for _, base in sorted(bases)), rest


def _change(language: Language, text: str) -> tuple[Change | None, str | None, str]:
    said = language.made(_patterns).change.search(text) if text else None
    if said is None:
        return None, None, text
    than = said["than"]
    if said["same"]:
        than = language.phrases.than[said["same"]]
    elif than is None and (same := language.made(_patterns).same.search(text)):
        than = language.phrases.than[same[0]]
    return language.change[said["word"]], than, text[: said.start()]
