"""Splitting (分栏): a target taken apart into operator, figure and unit for forms that have a column for each."""

import re
from collections.abc import Mapping

from attrs import frozen

from jiheng.framework import Framework

FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(\D*)")


@frozen
class Split:
    """The three cells of a target; where it can't be taken apart and joined again to the same text, all of it is `figure`."""

    sign: str
    figure: str
    measure: str


@frozen(eq=False)
class Splitter:
    """The framework's spellings of operators, the longest first, and its units."""

    signs: tuple[str, ...]
    measures: frozenset[str]

    def split(self, text: str) -> Split:
        """`≥98%` is `≥`, `98`, `%`; a phrase, a date or a range stays whole."""
        sign = next((sign for sign in self.signs if text.startswith(sign)), "")
        found = FIGURE.fullmatch(text[len(sign) :])
        if found is None or (found[2] and found[2] not in self.measures):
            return Split("", text, "")
        return Split(sign, found[1], found[2])


def splitter(framework: Framework) -> Splitter:
    """The splitter of a framework, made once."""
    return framework.part(_splitter)


def _splitter(framework: Framework) -> Splitter:
    sheet = framework.sheet("fields")
    signs: Mapping[str, list[str]] = sheet["signs"]
    spellings = sorted((one for listed in signs.values() for one in listed), key=lambda one: -len(one))
    return Splitter(tuple(spellings), frozenset(sheet["words"]["measures"]))
