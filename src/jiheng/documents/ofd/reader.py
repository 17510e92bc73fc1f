"""Reader of OFD files (OFD 读取): pages laid out like those of PDF, tables by their ruling lines, the text around them by its baselines.

Seals, notes and pictures say nothing; nothing in the file is run and nothing fetched.
"""

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.ofd.drawn import Drawn, drawn_on
from jiheng.documents.ofd.extent import extent_of
from jiheng.documents.ofd.package import ROOT, pages_of
from jiheng.documents.pdf.blocks import blocks_of
from jiheng.documents.pdf.glyphs import BLANKS, Glyph, glyph_at
from jiheng.documents.pdf.lattice import tables_in
from jiheng.documents.pdf.sheet import Sheet, pieces_of
from jiheng.documents.pdf.turning import Turn, boxes, main_turn
from jiheng.documents.refusals import Refusal
from jiheng.documents.source import Source
from jiheng.documents.visible import visible
from jiheng.errors import DamagedDocument, UnreadableDocument
from jiheng.model.place import Place
from jiheng.model.repair import Repair

RANK = 86
MAX_SIGNS = 5_000_000
NO_TEXT = Refusal(
    UnreadableDocument,
    ("OFD 的各页只有图片，没有文字", "带文字的 OFD", "先做文字识别（OCR），或向提供人要 Word、Excel 原件"),
    (
        "the pages of the OFD are pictures without text",
        "an OFD with text",
        "recognise its text first (OCR), or ask for the Word or Excel original",
    ),
)
BLANK = Refusal(
    DamagedDocument,
    ("OFD 没有一页能读出文字", "有绩效目标表的完整 OFD", "核对是否传错文件，或重新导出"),
    ("no page of the OFD shows any text", "a whole OFD with a target table in it", "check that it is the right file, or export it again"),
)
TOO_LONG = Refusal(
    UnreadableDocument,
    ("OFD 到第 {page} 页已超过 {limit} 个字符", "不超过 {limit} 个字符的 OFD", "只保留目标表所在的页，或拆成几个文件"),
    (
        "up to page {page} the OFD has more than {limit} characters",
        "an OFD of at most {limit} characters",
        "keep only the pages with target tables",
    ),
)


def recognises(source: Source) -> bool:
    """A zip with the part that every OFD begins from."""
    return source.archive is not None and ROOT in source.archive.members


def read(source: Source) -> Document:
    """Paragraphs and grids in order, page by page.

    Raises EncryptedDocument, DamagedDocument, HostileDocument and, where no page has text, UnreadableDocument. A page that is a
    picture or can't be read beside others that can is a repair.
    """
    if source.archive is None:
        raise refusals.PART_MISSING.at(source.path, part=ROOT)
    sheets: list[Sheet] = []
    repairs: list[Repair] = []
    signs = 0
    for page in pages_of(source.archive):
        number = page if isinstance(page, int) else page.number
        if isinstance(page, int):
            repairs.append(Repair(Place(source.path, page=number), "page-damaged", f"第 {number} 页", "", doubtful=True))
            continue
        sheet = _sheet(number, drawn_on(page))
        signs += sheet.glyphs
        if signs > MAX_SIGNS:
            raise TOO_LONG.at(source.path, page=number, limit=MAX_SIGNS)
        if sheet.pictured or sheet.overfull:
            told = "page-pictured" if sheet.pictured else "page-drawing"
            repairs.append(Repair(Place(source.path, page=number), told, f"第 {number} 页", "", doubtful=True))
        if sheet.slanted:
            repairs.append(Repair(Place(source.path, page=number), "watermark", sheet.slanted[:60], ""))
        sheets.append(sheet)
    if not any(sheet.pieces for sheet in sheets):
        raise (NO_TEXT if any(sheet.pictured for sheet in sheets) else BLANK).at(source.path)
    blocks, joins = blocks_of(sheets, source.path)
    return Document(source.path, "ofd", tuple(blocks), (*repairs, *joins))


def _sheet(number: int, drawn: Drawn) -> Sheet:
    """The tables and lines of a page, turned so that its text runs to the right; slanted text is a watermark."""
    main = main_turn(sign.turn for sign in drawn.signs)
    extent = extent_of(drawn, main)
    straight: list[Glyph] = []
    slanted: list[str] = []
    for sign in drawn.signs:
        if sign.turn is Turn.SLANTED:
            slanted.append(sign.sign)
        else:
            straight.append(glyph_at(sign.sign, sign.origin, sign.sides, main, sign.turn))
    tables = [] if drawn.overfull else tables_in(boxes(main, drawn.lines))
    if all(glyph.sign in BLANKS for glyph in straight):
        return Sheet(number, (), len(drawn.signs), pictured=bool(drawn.pictures), overfull=drawn.overfull)
    pieces = tuple(pieces_of(number, straight, tables, extent.onto))
    return Sheet(number, pieces, len(drawn.signs), slanted=visible("".join(slanted)).strip(), overfull=drawn.overfull)
