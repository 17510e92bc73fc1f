"""Scans and photographs: what stands on a picture as paragraphs and grids, however it lies; what can't be read says why."""

import socket
from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from documents.making import grids, paragraphs
from jiheng.documents import Document, Grid, open_document, open_each
from jiheng.documents.scan import engine, pictures
from jiheng.errors import DamagedDocument, HostileDocument, UnknownFormat, UnreadableDocument
from jiheng.sample.drawing.picture import FONTS, Setting
from jiheng.sample.drawing.picture import pictures as drawn
from jiheng.sample.drawing.scanning import WEARS
from jiheng.sample.layouts.page import Box, Page, line

DPI = 150
ROWS = (
    line("一级指标", "三级指标", "指标值", "度量单位"),
    line(Box("产出指标", rows=2), "修建步道长度", "≥35", "公里"),
    line("验收合格率", "≥98", "%"),
    line(Box("年度目标", columns=2), Box("完成步道修建，方便群众出行。", columns=2)),
)
SAID = [box.text for row in ROWS for box in row]


def picture(*rows: Any, dpi: int = DPI, sheet: int = 0) -> Image.Image:
    """A form cut out of its sheet with a little white around it: small pictures are quick."""
    page = drawn(Page(("项目绩效目标表",), rows or ROWS, ()), dpi, Setting("hei"))[sheet]
    box = ImageChops.invert(page).getbbox()
    assert box is not None
    return page.crop((max(box[0] - 40, 0), max(box[1] - 40, 0), box[2] + 40, box[3] + 40))


def saved(image: Image.Image, kind: str = "PNG", **settings: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def plain(text: str) -> str:
    return "".join(text.split()).replace("，", ",")


def texts(grid: Grid) -> list[str]:
    return [plain(cell.text) for cell in grid.cells]


def said(content: bytes) -> list[str]:
    (grid,) = grids(open_document(content))
    return texts(grid)


WANTED = [plain(text) for text in SAID]


def test_a_scan_gives_its_cells_with_spans_and_its_title() -> None:
    document = open_document(saved(picture()), path="表.docx")
    assert document.format == "scan"
    assert [plain(text) for text in paragraphs(document)] == ["项目绩效目标表"]
    (grid,) = grids(document)
    assert texts(grid) == WANTED
    assert (grid.place.path, grid.place.page, grid.place.table) == ("表.docx", 1, 1)
    spans = {plain(cell.text): (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["产出指标"] == (2, 1, 2, 1)
    assert spans["年度目标"] == (4, 1, 1, 2)
    assert spans[WANTED[-1]] == (4, 3, 1, 2)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_that_lies_on_its_side_or_head_is_turned(turn: int) -> None:
    assert said(saved(picture().rotate(turn, expand=True))) == WANTED


@pytest.mark.parametrize("wear", ["office scanner", "skew", "shade", "fax", "seal", "phone"])
def test_what_scanners_and_phones_do_to_a_page_does_not_change_it(wear: str) -> None:
    assert said(saved(WEARS[wear](picture(dpi=200), Random(3)))) == WANTED


def test_signs_and_zeros_alone_in_their_cells_are_seen_beside_a_figure() -> None:
    rows = (
        line("名称", "符号", "指标值", "其他"),
        line("场次", "≥", "128", "0"),
        line("成本", "≤", "356", "0"),
        line("次数", "=", "24", "0"),
    )
    document = open_document(saved(picture(*rows, dpi=200)))
    (grid,) = grids(document)
    assert texts(grid)[4:] == ["场次", "≥", "128", "0", "成本", "≤", "356", "0", "次数", "=", "24", "0"]


def test_pages_of_a_tiff_and_of_a_scanned_pdf_are_one_table() -> None:
    rows = (
        line("序号", "三级指标", "指标值"),
        *(line(str(number), f"第{number}批器材到货率", f"≥{number + 70}%") for number in range(11, 50)),
    )
    sheets = [WEARS["fax"](sheet, Random(1)) for sheet in drawn(Page((), rows, ()), 120, Setting("hei"))]
    assert len(sheets) == 2
    tiff = saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="group4")
    pdf = saved(sheets[0], "PDF", save_all=True, append_images=sheets[1:], resolution=120)
    for content, kind in ((tiff, "scan"), (pdf, "pdf")):
        document = open_document(content)
        assert document.format == kind
        (grid,) = grids(document)
        assert len(grid.cells) == 3 * len(rows)
        assert [page for _, page in grid.breaks] == [2]
        assert texts(grid) == [box.text for row in rows for box in row]
    assert {repair.kind for repair in document.repairs} == {"page-seen"}


def test_lines_without_rules_are_laid_out_by_where_they_stand() -> None:
    font = ImageFont.truetype(FONTS["hei"][0], 26, index=FONTS["hei"][1])
    wide = Image.new("L", (900, 260), 255)
    for number, row in enumerate(
        (("指标名称", "目标值", "单位"), ("培训人次", "≥350", "人次"), ("培训场次", "≥24", "场"), ("合格比例", "≥95", "%"))
    ):
        for at, text in zip((40, 380, 680), row, strict=True):
            ImageDraw.Draw(wide).text((at, 30 + number * 52), text, fill=0, font=font)
    (grid,) = grids(open_document(saved(wide)))
    assert texts(grid)[:6] == ["指标名称", "目标值", "单位", "培训人次", "≥350", "人次"]


@pytest.mark.parametrize(
    ("mode", "kind", "settings"),
    [
        ("L", "PNG", {}),
        ("L", "BMP", {}),
        ("L", "TIFF", {"compression": "tiff_lzw"}),
        ("1", "TIFF", {"compression": "group4"}),
        ("RGB", "WEBP", {}),
        ("CMYK", "JPEG", {}),
        ("P", "PNG", {}),
        ("P", "GIF", {}),
        ("LA", "PNG", {}),
        ("RGBA", "PNG", {}),
        ("I;16", "PNG", {}),
    ],
)
def test_every_kind_of_picture_comes_as_shades_of_grey_on_white(mode: str, kind: str, settings: dict[str, Any]) -> None:
    image = Image.new("L", (60, 40), 255)
    image.paste(0, (10, 10, 20, 30))
    if mode in {"LA", "RGBA"}:  # white is transparent
        image = Image.merge(mode, [Image.new("L", image.size, 0)] * (len(mode) - 1) + [ImageChops.invert(image)])
    elif mode == "I;16":
        image = Image.fromarray(engine.arrays().asarray(image).astype("uint16") * 257)
    else:
        image = image.convert(mode)
    content = saved(image, kind, **settings)
    assert pictures.is_picture(content[:16])
    (gray,) = pictures.pages_in(content, None)
    assert gray.shape == (40, 60)
    assert gray.dtype == "uint8"
    assert gray[20, 15] < 30
    assert gray[20, 40] > 225


def test_a_photograph_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x112] = 6
    (gray,) = pictures.pages_in(saved(Image.new("L", (60, 40), 255), "JPEG", exif=exif), None)
    assert gray.shape == (60, 40)


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (saved(Image.new("L", (300, 200), 255)), DamagedDocument, "没有认出文字"),
        (saved(Image.new("L", (1, 900), 0)), DamagedDocument, "没有认出文字"),
        (saved(Image.new("1", (20_000, 20_000), 1)), HostileDocument, "图片过大"),
        (saved(Image.new("1", (10_000, 9_500), 1)), HostileDocument, "10000×9500"),
        (saved(picture(), "JPEG")[:9000], DamagedDocument, "不完整或已损坏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), DamagedDocument, "不完整或已损坏"),
        (
            saved(Image.new("1", (9, 9)), "TIFF", save_all=True, append_images=[Image.new("1", (9, 9))] * 300),
            HostileDocument,
            "301 页",
        ),
        (b"\0\0\0\x18ftypheic" + bytes(64), UnknownFormat, "HEIC"),
    ],
)
def test_what_is_no_readable_picture_says_why(content: bytes, error: type[UnreadableDocument], sentence: str) -> None:
    with pytest.raises(error, match=sentence) as caught:
        open_document(content, path="图.png")
    assert caught.value.zh.startswith("图.png：")
    assert "应为" in caught.value.zh
    assert "expected" in caught.value.en


def test_a_picture_of_something_else_has_no_table() -> None:
    dice = engine.arrays().random.default_rng(1)
    cloud = Image.fromarray((dice.random((60, 80, 3)) * 255).astype("uint8")).resize((800, 600), Image.Resampling.BICUBIC)
    (found,) = open_each(saved(cloud, "JPEG"))
    assert isinstance(found, DamagedDocument) or (isinstance(found, Document) and not grids(found))


def test_without_the_extra_a_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PACKAGES", ("cv2", "not_installed_at_all"))
    with pytest.raises(UnreadableDocument, match=r"缺 not_installed_at_all.*pip install"):
        open_document(saved(picture()))
    with pytest.raises(UnreadableDocument, match=r"只有图片.*pip install"):
        open_document(saved(picture(), "PDF"))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    engine._loaded.cache_clear()
    assert said(saved(picture())) == WANTED


def test_the_same_picture_reads_the_same_twice() -> None:
    content = saved(WEARS["phone"](picture(), Random(5)))
    assert open_document(content) == open_document(content)
