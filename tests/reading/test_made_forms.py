"""Made forms of every layout (a small part of `script/accuracy reading`): read back cell by cell from every format."""

from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.sample.drawing.damage import HARMS
from jiheng.sample.drawing.formats import FORMATS, RULED
from jiheng.sample.layouts.page import Page
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import Sample, samples
from jiheng.sample.tally import Tally, compared

BUREAUS = 2
LEAST = 0.95
"""of the cells of a form copied as text"""
HARMLESS = ("lost spans", "shifted left", "page break", "upright labels", "blanks in labels", "full width")
"""What must change nothing in a Word file or on a web page."""


@cache
def bureaus() -> Sequence[tuple[Sample, ...]]:
    return [group for group, _ in zip(samples(31, 10**9), range(BUREAUS), strict=False)]


def read(page: Page, kind: str) -> Tally:
    return compared(page.said, read_document(open_document(FORMATS[kind](page)), load()).declarations)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("layout", layouts())
def test_a_made_form_is_read_back_exactly(layout: str, kind: str) -> None:
    for number, group in enumerate(bureaus()):
        tally = read(layouts()[layout](group, Random(number)), kind)
        assert not tally.invented, tally.wrong
        assert not (tally.wrong if kind in RULED else []), tally.wrong
        assert tally.right >= tally.cells * LEAST, tally.wrong


@pytest.mark.parametrize("harm", HARMLESS)
@pytest.mark.parametrize("layout", layouts())
def test_what_leaves_the_borders_whole_changes_nothing(layout: str, harm: str) -> None:
    random = Random(layout)
    page = HARMS[harm](layouts()[layout](bureaus()[0], random), random)
    assert not read(page, "docx").wrong
