"""Pictures of the pages as docs/ shows them: taken of the example bureau, taken anew where JIHENG_PICTURES=1 asks for it."""

import io
import os
from pathlib import Path

import pytest
from attrs import frozen
from office import ROOT, Office
from PIL import Image

pytestmark = pytest.mark.xdist_group("browser")
STORED = ROOT / "docs" / "pictures" / "web"
LARGEST = 120_000
"""Bytes of a picture in docs/."""
COLOURS = (128, 64, 32, 16)


@frozen
class Shot:
    """A page as one sees it: by whom, how wide, how high, dark or not, in which language, on paper or not."""

    name: str
    who: str
    address: str
    width: int = 1280
    height: int = 800
    dark: bool = False
    locale: str = "zh-CN"
    print: bool = False
    open: str = ""


SHOTS = (
    Shot("sign-in", "", "/account/login/"),
    Shot("home", "clerk", "/"),
    Shot("tables", "clerk", "/tables/"),
    Shot("new", "clerk", "/tables/new"),
    Shot("editor", "clerk", "/tables/1/", 1920, 1000),
    Shot("editor-dark", "clerk", "/tables/1/", dark=True),
    Shot("editor-phone", "clerk", "/tables/1/", 390, 800),
    Shot("hand-in", "clerk", "/tables/1/", open="[data-open=submit]"),
    Shot("returned", "clerk", "/tables/4/"),
    Shot("print", "clerk", "/tables/1/", print=True),
    Shot("queue", "section05", "/desk/"),
    Shot("desk", "section05", "/desk/2/", 1440, 900),
    Shot("desk-english", "section05", "/desk/2/", locale="en"),
    Shot("approvals", "performance", "/approvals/"),
    Shot("trail", "auditor", "/trail/"),
    Shot("people", "administrator", "/people/"),
)


def taken(office: Office, shot: Shot) -> bytes:
    if shot.who:
        page = office.page(shot.who, shot.address, width=shot.width, dark=shot.dark, locale=shot.locale)
    else:
        page = office.visitor(width=shot.width).new_page()
        page.goto(shot.address)
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    if shot.open:
        page.click(shot.open)
    if shot.print:
        page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def small(content: bytes) -> bytes:
    """The picture with as many colours as fit its size."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    made = b""
    for colours in COLOURS:
        held = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
        made = held.getvalue()
        if len(made) < LARGEST:
            break
    return made


def keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.mark.skipif(not os.environ.get("JIHENG_PICTURES"), reason="pictures are taken anew with JIHENG_PICTURES=1")
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_pages_are_drawn(office: Office, shot: Shot) -> None:
    content = small(taken(office, shot))
    assert 4_000 < len(content) < LARGEST
    keep(STORED / f"{shot.name}.png", content)


def test_every_picture_is_there_and_shown_in_the_documentation() -> None:
    assert {each.stem for each in STORED.glob("*.png")} == {shot.name for shot in SHOTS}
    page = (ROOT / "docs" / "explanation" / "the-web-application.md").read_text("utf-8")
    assert not [shot.name for shot in SHOTS if f"pictures/web/{shot.name}.png" not in page]
