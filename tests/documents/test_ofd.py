"""OFD: positioned text and paths become paragraphs and grids; turned, nested and templated content too; what can't be read says why."""

from collections.abc import Mapping
from random import Random

import pytest

from documents.making import cells, grids, packed, paragraphs
from jiheng.documents import Document, open_document
from jiheng.errors import DamagedDocument, EncryptedDocument, HostileDocument, UnreadableDocument
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.sample.drawing.ofd import ofd
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import samples
from jiheng.sample.tally import compared

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
GRID = [(10, 20, 70, 0), (10, 30, 70, 0), (10, 40, 70, 0), (10, 20, 0, 20), (40, 20, 0, 20), (80, 20, 0, 20)]
WORDS = [(12, 26, "产出指标"), (42, 26, "≥3 次"), (12, 36, "满意度"), (42, 36, "≥95%")]


def text(x: float, y: float, said: str, more: str = "", steps: str = "") -> str:
    steps = steps or "".join(f' DeltaX="{" ".join("3" if ord(sign) > 0x2000 else "1.5" for sign in said)}"')
    return f'<ofd:TextObject Boundary="{x} {y - 3} 60 4" Size="3" {more}><ofd:TextCode X="0" Y="3"{steps}>{said}</ofd:TextCode></ofd:TextObject>'


def stroke(x: float, y: float, right: float, down: float) -> str:
    data = f"<ofd:AbbreviatedData>M 0 0 L {right} {down}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x} {y} {right or 0.2} {down or 0.2}">{data}</ofd:PathObject>'


def filled(x: float, y: float, right: float, down: float) -> str:
    data = f"M 0 0 L {right or 0.3} 0 L {right or 0.3} {down or 0.3} L 0 {down or 0.3} C"
    frame = f'Boundary="{x} {y} {right or 0.3} {down or 0.3}" Stroke="false" Fill="true"'
    return f"<ofd:PathObject {frame}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"


def parts(*pages: str, template: str | None = None, plain: bool = False, more: Mapping[str, str] | None = None) -> bytes:
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/P{number}.xml"/>' for number in range(len(pages)))
    held = '<ofd:TemplatePage ID="90" BaseLoc="/Doc_0/T.xml"/>' if template is not None else ""
    points = '<ofd:Template TemplateID="90" ZOrder="Background"/>' if template is not None else ""
    members = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData>{held}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        members[f"Doc_0/Pages/P{number}.xml"] = (
            f"<ofd:Page {SPACE}>{points}<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    if template is not None:
        members["Doc_0/T.xml"] = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
    if plain:
        members = {name: said.replace("ofd:", "").replace("xmlns:ofd", "xmlns") for name, said in members.items()}
    return packed({**members, **(more or {})})


def opened(*pages: str, template: str | None = None, plain: bool = False) -> Document:
    return open_document(parts(*pages, template=template, plain=plain))


def said(document: Document) -> list[tuple[int, int, int, int, str]]:
    return cells(grids(document)[0])


EXPECTED = [(1, 1, 1, 1, "产出指标"), (1, 2, 1, 1, "≥3 次"), (2, 1, 1, 1, "满意度"), (2, 2, 1, 1, "≥95%")]


@pytest.mark.parametrize("rule", [stroke, filled])
def test_strokes_and_thin_fills_rule_the_same_table(rule: object) -> None:
    drawn = "".join(map(text, *zip(*WORDS, strict=True))) + "".join(rule(*ends) for ends in GRID)  # type: ignore[operator]
    document = opened(text(10, 12, "苗圃绩效目标表") + drawn)
    assert document.format == "ofd"
    assert paragraphs(document) == ["苗圃绩效目标表"]
    assert said(document) == EXPECTED


def test_names_without_a_prefix_are_read_alike() -> None:
    drawn = "".join(map(text, *zip(*WORDS, strict=True))) + "".join(stroke(*ends) for ends in GRID)
    assert said(open_document(parts(drawn, plain=True))) == EXPECTED


def test_a_template_lies_under_each_page() -> None:
    document = opened("".join(map(text, *zip(*WORDS, strict=True))), template="".join(stroke(*ends) for ends in GRID))
    assert said(document) == EXPECTED


def test_a_matrix_stretches_and_steps_are_written_short() -> None:
    stretched = '<ofd:TextObject Boundary="12 20 60 9" CTM="3 0 0 3 0 0" Size="1"><ofd:TextCode X="0" Y="1" DeltaX="g 3 1">育苗株数</ofd:TextCode></ofd:TextObject>'
    assert paragraphs(opened(stretched)) == ["育苗株数"]


def test_a_page_on_its_side_is_turned() -> None:
    def turned(x: float, y: float, words: str) -> str:
        return text(100 - y, x, words, 'CTM="0 1 -1 0 0 0"').replace(f'Boundary="{100 - y} {x - 3}', f'Boundary="{103 - y} {x}')

    assert paragraphs(opened(turned(10, 20, "第一行") + turned(10, 30, "第二行"))) == ["第一行", "第二行"]


def test_slanted_text_is_a_watermark_and_hidden_text_is_none() -> None:
    mark = text(50, 50, "样张", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = opened(text(10, 12, "正文") + mark + text(10, 20, "暗", 'Visible="false"'))
    assert paragraphs(document) == ["正文"]
    assert [repair.kind for repair in document.repairs] == ["watermark"]


def test_a_broken_page_beside_others_is_told() -> None:
    document = open_document(parts(text(10, 12, "甲"), text(10, 12, "乙"), more={"Doc_0/Pages/P1.xml": "<ofd:Page"}))
    assert paragraphs(document) == ["甲"]
    assert [(repair.kind, repair.place and repair.place.page) for repair in document.repairs] == [("page-damaged", 2)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed({"OFD.xml": "<ofd/>"}), DamagedDocument),
        (packed({"OFD.xml": "<ofd><DocRoot>../../etc/passwd</DocRoot></ofd>"}), DamagedDocument),
        (parts(""), DamagedDocument),
        (parts('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="4"/>'), UnreadableDocument),
        (parts(text(1, 5, "密"), more={"Encryptions.xml": "<a/>"}), EncryptedDocument),
        (parts(text(1, 5, "实"), more={"Doc_0/Document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), HostileDocument),
    ],
)
def test_what_can_not_be_read_says_why(content: bytes, kind: type[UnreadableDocument]) -> None:
    with pytest.raises(kind) as raised:
        open_document(content, path="甲.ofd")
    assert raised.value.args[0].startswith("甲.ofd：")


@pytest.mark.parametrize(
    ("layout", "bottom"),
    [
        ("central", 100),
        ("county", 275),
        ("transfer", 170),
        ("monitoring", 102),  # between the two lines of the head
        ("listed", 91),  # a cell as high as the page
        ("one_after_another", 200),  # a page that begins as the form above did in its second row
    ],
)
def test_forms_over_pages_are_read_whole(layout: str, bottom: float) -> None:
    page = layouts()[layout](next(iter(samples(17, 1))), Random(0))
    reading = read_document(open_document(ofd(page, bottom)), load())
    tally = compared(page.said, reading.declarations)
    assert (tally.right, tally.invented) == (tally.cells, 0), tally.wrong
