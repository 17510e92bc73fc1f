"""Scans: boxes to tick, = alone in its cell, pages side by side, and where cells stand on a picture that lies on its side."""

import pytest
from PIL import Image, ImageDraw

from documents.making import grids
from documents.test_scan import picture, plain, saved, texts
from jiheng.documents import Document, open_document, open_each
from jiheng.documents.scan.boxes import EMPTY, TICKED, with_boxes
from jiheng.documents.scan.engine import arrays
from jiheng.documents.scan.recognising import Said, Sign
from jiheng.documents.scan.signs import paired
from jiheng.sample.layouts.page import line


def drawn(*strokes: tuple[int, int, int, int]) -> object:
    image = Image.new("L", (120, 50), 255)
    for stroke in strokes:
        ImageDraw.Draw(image).line(stroke, fill=0, width=2)
    return arrays().asarray(image)


FRAME = ((50, 10, 76, 10), (50, 36, 76, 36), (50, 10, 50, 36), (76, 10, 76, 36))
TICK = ((54, 22, 61, 31), (61, 31, 73, 14))


@pytest.mark.parametrize(("strokes", "sign"), [(FRAME, EMPTY), ((*FRAME, *TICK), TICKED)])
def test_a_box_is_told_by_its_sides_and_a_tick_by_what_stands_within(strokes: tuple[tuple[int, int, int, int], ...], sign: str) -> None:
    assert with_boxes(drawn(*strokes), Said((Sign("目", 0.1, 1.0),)), 30.0).text == f"目{sign}"


def test_a_character_that_the_model_is_sure_of_is_no_box() -> None:
    said = Said((Sign("目", 0.52, 0.99),))
    assert with_boxes(drawn(*FRAME, *TICK), said, 30.0) == said


@pytest.mark.parametrize(("upper", "sign"), [((40, 15, 70, 15), "="), ((46, 15, 64, 15), "二")])
def test_equal_strokes_are_a_sign_and_others_a_number(upper: tuple[int, int, int, int], sign: str) -> None:
    assert paired(drawn(upper, (40, 30, 70, 30)), Said((Sign("二", 0.45, 0.9),))).text == sign


def test_cells_are_outlined_on_a_picture_that_lies_on_its_side() -> None:
    (document,) = open_each(saved(picture(dpi=120).rotate(90, expand=True)), shown=True)
    assert isinstance(document, Document)
    (page,) = document.pages
    assert page.turned == 1
    (x, y), (right, down), *_ = grids(document)[0].cells[0].outlines[0].corners
    assert abs(right - x) < 0.02
    assert down < y


def test_pages_side_by_side_are_two_tables() -> None:
    one, other = (picture(line("名称", "指标值"), line(name, "≥35"), line("满意度", "≥90"), dpi=120) for name in ("步道", "绿地"))
    both = Image.new("L", (one.width + other.width, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    found = grids(open_document(saved(both)))
    assert [[plain(text) for text in texts(grid)][2] for grid in found] == ["步道", "绿地"]
