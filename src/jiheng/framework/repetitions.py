"""Repetitions (重复与笔误): how a phrase that was written twice or misspelt shows."""

import re

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen(eq=False)
class Repetitions:
    """Patterns of repetition.

    `division` finds two administrative divisions side by side; `ends` what may follow a listed item at whose end it ends;
    `doubled` a mark or particle written twice (one of `wrong`) or a word that holds them by right.
    """

    division: re.Pattern[str]
    ends: re.Pattern[str]
    doubled: re.Pattern[str]
    wrong: frozenset[str]


def repetitions(framework: Framework) -> Repetitions:
    """The patterns of the framework, made once."""
    return framework.part(_repetitions)


def _repetitions(framework: Framework) -> Repetitions:
    sheet = framework.sheet("repetitions")
    words = "".join(sheet["divisions"]["words"])
    ends = "|".join(map(re.escape, sheet["ends"]["words"]))
    wrong = sheet["doubled"]["wrong"]
    twice = "|".join(map(re.escape, (*sheet["doubled"]["unless"], *wrong)))
    return Repetitions(
        re.compile(f"([{words}])(?=([{words}]))"),
        re.compile(rf"$|[，。；、：,;:“”（）()]|{ends}"),
        re.compile(twice),
        frozenset(wrong),
    )
