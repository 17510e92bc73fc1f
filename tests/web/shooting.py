"""Shooting (拍图): a page of the application as a picture that docs/ holds: who looks, how wide, how dark, with as many colours as fit its size."""

import io
from pathlib import Path

from attrs import frozen
from office import Office
from PIL import Image

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
    scroll: str = ""
    busy: bool = False
    """Of the example in which a table came back to the section."""


def taken(office: Office, shot: Shot) -> bytes:
    """The page as it is drawn."""
    if shot.who:
        page = office.page(shot.who, shot.address, width=shot.width, dark=shot.dark, locale=shot.locale)
    else:
        page = office.visitor(width=shot.width).new_page()
        page.goto(shot.address)
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    if shot.open:
        page.click(shot.open)
    if shot.scroll:
        page.locator(shot.scroll).first.scroll_into_view_if_needed()
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
    """Write the picture where docs/ has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
