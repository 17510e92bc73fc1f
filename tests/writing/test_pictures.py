"""The documents are looked at: each form as a picture, compared with the one that is kept, by its text, its rules and its grey."""

from collections import Counter

import pytest
from PIL import Image, ImageChops

from jiheng.documents.document import Grid
from jiheng.framework import load
from jiheng.writing import write
from writing.pictures import ENDINGS, STORED, Rendered, missing, rendered, scenes

NAMES = [f"{scene}{ending}" for scene in scenes() for ending in ENDINGS]
PAGES = {
    "one-page.pdf": 1,
    "two-pages.pdf": 2,
    "five-pages.pdf": 5,
    "two-pages.docx": 2,
    "two-pages.xlsx": 2,
    "none.docx": 1,
    "none.xlsx": 1,
}
BLOCK = 8
GREY, MOST_OTHER = 24, 0.02
"""how far the grey of a block may be off, and the share of blocks that may be further: fonts and renderers move"""
DARK, RULE = 110, 0.25
"""a dot of a rule is darker; a rule is longer than this share of the page"""
OFF = 2
"""dots by which a rule may stand elsewhere"""

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {' '.join(missing())}; script/test installs it")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    return dict(rendered(tmp_path_factory.mktemp("pictures")))


def kept(name: str) -> Image.Image:
    return Image.open(STORED / f"{name}.png").convert("L")


def uprights(picture: Image.Image) -> list[int]:
    """Where rules stand upright: columns of dots that are dark over a good part of the height."""
    width = picture.width
    dark = picture.point(lambda grey: 255 if grey < DARK else 0)
    shares = dark.resize((width, 1), Image.Resampling.BOX).tobytes()
    found = [at for at, share in enumerate(shares) if share > 255 * RULE]
    return [at for at in found if at - 1 not in found]


def other(one: Image.Image, two: Image.Image) -> float:
    """The share of blocks whose grey is another."""
    size = one.width // BLOCK, one.height // BLOCK
    blocks = [picture.resize(size, Image.Resampling.BOX) for picture in (one, two)]
    counts = ImageChops.difference(*blocks).histogram()
    return sum(counts[GREY:]) / sum(counts)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_looks_like_its_picture(name: str, seen: dict[str, Rendered]) -> None:
    picture, wanted = seen[name].picture.convert("L"), kept(name)
    assert picture.size == wanted.size, "another number of pages, or another paper"
    rules = uprights(picture), uprights(wanted)
    assert len(rules[0]) == len(rules[1])
    assert all(abs(one - two) <= OFF for one, two in zip(*rules, strict=True))
    assert other(picture, wanted) <= MOST_OTHER


@pytest.mark.parametrize("name", NAMES)
def test_no_character_of_a_form_is_lost_on_its_pages(name: str, seen: dict[str, Rendered]) -> None:
    table = scenes()[name.partition(".")[0]]
    blocks = write(load(), (table,), "local").document.blocks
    texts = [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]
    assert not Counter("".join("".join(texts).split())) - Counter("".join("".join(seen[name].pages).split()))


@pytest.mark.parametrize("name", PAGES)
def test_a_form_takes_the_pages_that_it_should(name: str, seen: dict[str, Rendered]) -> None:
    assert len(seen[name].pages) == PAGES[name]
    for page in seen[name].pages:
        assert "三级指标" in page


def test_a_picture_of_another_form_is_told_from_it() -> None:
    assert other(kept("one-page.pdf"), kept("none.pdf")) > MOST_OTHER
    assert other(kept("one-page.docx"), kept("one-page.xlsx")) > MOST_OTHER


def test_the_pictures_are_small() -> None:
    sizes = [path.stat().st_size for path in STORED.iterdir()]
    assert {path.name for path in STORED.iterdir()} == {f"{name}.png" for name in NAMES}
    assert max(sizes) < 100_000
    assert sum(sizes) < 2_000_000
