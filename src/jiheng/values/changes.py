"""Changes against a year (比2023年提高10%): what a change is measured from, where that has figures of its own."""

import re

from attrs import frozen

from jiheng.values.language import Language, either


@frozen
class Against:
    """What a change is measured from, and the text without it."""

    than: str
    rest: str


def _pattern(language: Language) -> "re.Pattern[str]":
    changes = either(language.change)
    return re.compile(
        rf"(?:相?较于?|(?<![占同环对])比(?![例率重值])|与|和|同(?!比)|在)(?P<than>[^,;:,。%]{{1,24}}?)(?:相比较?|相较|的?基础上|水平上)?,?"
        rf"(?=(?:同比|再|平均|年均|实现|至少|进一步)*(?:{changes}))"
    )


def against(language: Language, plain: str) -> Against | None:
    """What the change in a text is measured from; None where the text says none that has figures."""
    said = language.made(_pattern).search(plain)
    if said is None or not re.search("[0-9]", said["than"]):
        return None
    return Against(said["than"], plain[: said.start()] + plain[said.end() :])
