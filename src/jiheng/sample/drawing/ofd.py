"""OFD (版式文件, GB/T 33190): text at its place and borders as paths, one part a sheet, in the forms that programs give them."""

from html import escape

from jiheng.sample.drawing.packing import packed
from jiheng.sample.drawing.paper import BOTTOM, HEIGHT, SIZE, WIDTH, Leaf, Rule, Words, leaves, width_of
from jiheng.sample.layouts.page import Page

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
THICK = 0.25


def ofd(page: Page, bottom: float = BOTTOM) -> bytes:
    """The page as an OFD whose sheets end at `bottom` millimetres."""
    sheets = leaves(page, bottom)
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(sheets)))
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
    document = f"<ofd:Document {SPACE}><ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    root = (
        f'<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    )
    parts = {f"Doc_0/Pages/Page_{number}/Content.xml": _content(leaf) for number, leaf in enumerate(sheets)}
    return packed({"OFD.xml": root, "Doc_0/Document.xml": document, **parts})


def _content(leaf: Leaf) -> str:
    drawn = "".join([*map(_path, leaf.rules), *(_text(words) for words in leaf.words if words.text)])
    return f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="1" Type="Body">{drawn}</ofd:Layer></ofd:Content></ofd:Page>'


def _path(rule: Rule) -> str:
    right, down = rule.to_x - rule.x, rule.to_y - rule.y
    frame = f"{rule.x:.3f} {rule.y:.3f} {max(right, THICK):.3f} {max(down, THICK):.3f}"
    line = f"M 0 0 L {right:.3f} {down:.3f}"
    return f'<ofd:PathObject Boundary="{frame}" LineWidth="{THICK}"><ofd:AbbreviatedData>{line}</ofd:AbbreviatedData></ofd:PathObject>'


def _text(words: Words) -> str:
    widths = [f"{width_of(sign):.4f}" for sign in words.text]
    steps = f"g {len(widths) - 1} {widths[0]}" if len(set(widths)) == 1 and len(widths) > 2 else " ".join(widths[:-1])
    frame = f"{words.x:.3f} {words.y - SIZE:.3f} {sum(map(width_of, words.text)):.3f} {SIZE * 1.3:.3f}"
    code = (
        f'<ofd:TextCode X="0" Y="{SIZE}"' + (f' DeltaX="{steps}"' if steps else "") + f">{escape(words.text, quote=False)}</ofd:TextCode>"
    )
    return f'<ofd:TextObject Boundary="{frame}" Font="1" Size="{SIZE}">{code}</ofd:TextObject>'
