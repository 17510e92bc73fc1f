"""Money in texts (文字中的金额): the words that tell the project's own money from other amounts, as `law/text_money.toml` holds them."""

import re

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen(eq=False)
class TextMoneyWords:
    """Patterns over the clause in which an amount stands."""

    funding: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]
    foreign: re.Pattern[str]
    other_years: re.Pattern[str]


def text_money_words(framework: Framework) -> TextMoneyWords:
    """The words of the framework, made once."""
    return framework.part(_words)


def _words(framework: Framework) -> TextMoneyWords:
    sheet = framework.sheet("text_money")
    names = ("funding", "whole", "part", "foreign", "other_years")
    return TextMoneyWords(*(re.compile("|".join(map(re.escape, sorted(sheet[name]["words"], key=len, reverse=True)))) for name in names))
