"""PDF with text (文字版 PDF): the sheets of a page as strokes and texts in a font that readers bring along, so that none is embedded."""

from jiheng.sample.drawing.paper import BOTTOM, HEIGHT, SIZE, WIDTH, Leaf, leaves
from jiheng.sample.layouts.page import Page

POINTS = 72 / 25.4
COLLECTION = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
HEIGHTS = b"/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 737/StemV 58"
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light%s/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]>>" % COLLECTION,
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6%s>>" % HEIGHTS,
)


def pdf(page: Page, bottom: float = BOTTOM) -> bytes:
    """The page as a PDF whose sheets end at `bottom` millimetres."""
    sheets = leaves(page, bottom)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(), *FONT]
    box = f"{WIDTH * POINTS:.2f} {HEIGHT * POINTS:.2f}"
    for number, leaf in enumerate(sheets):
        content = _content(leaf)
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {box}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>"
        objects += [head.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)]
    return _written(objects)


def _content(leaf: Leaf) -> bytes:
    rules = [f"{_at(rule.x, rule.y)} m {_at(rule.to_x, rule.to_y)} l S" for rule in leaf.rules]
    font = f"BT /F {SIZE * POINTS:.3f} Tf"
    words = [f"{font} {_at(each.x, each.y)} Td <{each.text.encode('utf-16-be').hex()}> Tj ET" for each in leaf.words if each.text]
    return "\n".join(("0.7 w", *rules, *words)).encode()


def _at(x: float, y: float) -> str:
    return f"{x * POINTS:.3f} {(HEIGHT - y) * POINTS:.3f}"


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    starts: list[int] = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )
