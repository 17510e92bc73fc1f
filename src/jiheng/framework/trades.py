"""Trades (行业领域): the functional class of expenditure (支出功能分类的类) that the name of a unit or a project speaks of."""

import re
from collections.abc import Mapping

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen(eq=False)
class Trades:
    """The words of all trades as one pattern, and the trade of each word."""

    spoken: re.Pattern[str]
    by_word: Mapping[str, str]


def trade_of(text: str, framework: Framework) -> str | None:
    """The trade (教育, 农林水 …) that the longest of its words in the text belongs to, the last of several; None where there is none.

    A body's own trade stands behind the place and the body above it (县教育局学前教育中心).
    """
    known = trades(framework)
    found = known.spoken.findall(text)
    return known.by_word[max(reversed(found), key=len)] if found else None


def trades(framework: Framework) -> Trades:
    """The trades of the framework."""
    return framework.part(_trades)


def _trades(framework: Framework) -> Trades:
    by_word = {word: trade["name"] for trade in framework.sheet("trades")["trade"].values() for word in trade["words"]}
    spoken = re.compile("|".join(map(re.escape, sorted(by_word, key=len, reverse=True))))
    return Trades(spoken, by_word)
