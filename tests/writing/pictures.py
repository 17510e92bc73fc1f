"""Written forms as pictures: Word and Excel through LibreOffice, PDF as it is, each page set by poppler, the pages of a form side by side."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from attrs import frozen
from PIL import Image

from jiheng.documents.drawing import draw
from jiheng.framework import load
from jiheng.model.declaration import CodedName, Declaration, ExtraCell, FormKind
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import BlankLevel, Indicator
from jiheng.values import read_value
from jiheng.writing import write

STORED = Path(__file__).parents[2] / "docs/pictures/forms"
ENDINGS = (".docx", ".xlsx", ".pdf")
NEEDED = ("soffice", "pdftoppm", "pdftotext")
GREYS = 8
SPACE = 6
SHARPEST, SMALLEST = 72, 36
"""dots an inch of a form of one page, and of one of many"""
LEVELS = (
    ("产出指标", "数量指标", "output.quantity"),
    ("产出指标", "质量指标", "output.quality"),
    ("产出指标", "时效指标", "output.timeliness"),
    ("产出指标", "成本指标", "output.cost"),
    ("效益指标", "社会效益指标", "benefit.social"),
    ("效益指标", "可持续影响指标", "benefit.sustainable"),
    ("满意度指标", "服务对象满意度指标", "satisfaction.recipients"),
)
TARGETS = ("≥12座", "100%", "2026年11月底前", "≤36.5万元/座", "≥1.2万人", "长期", "≥95%")


@frozen
class Rendered:
    """One form in one format as it was seen: the text of each page, and all pages in one picture."""

    pages: tuple[str, ...]
    picture: Image.Image


def scenes() -> Mapping[str, Declaration]:
    """The forms that are looked at, by the names of their pictures."""
    return {
        "one-page": _table(8),
        "two-pages": _table(32),
        "five-pages": _table(126),
        "long-name": _table(5, longest=300),
        "hundred": _table(100),
        "none": _table(0),
    }


def _table(rows: int, longest: int = 0) -> Declaration:
    made = [_row(number, rows) for number in range(rows)]
    if longest:
        name = ("更新改造灌区干渠支渠斗渠沿线泵站、闸门、量水设施与配套管理用房，" * longest)[: longest - 3] + "完成率"
        made[0] = Indicator(name, made[0].level1, made[0].level2, made[0].node, made[0].target, required=True)
    blank = () if rows else tuple(BlankLevel(first, second, node, required=True) for first, second, node in LEVELS)
    return Declaration(
        FormKind.TARGET,
        title="部门项目支出预算绩效目标表",
        year=2026,
        project="灌区泵站更新改造",
        code="26T000417",
        department=CodedName("217", "青禾县水务局"),
        unit="青禾县灌区管理所",
        attribute=CodedName("0101", "一年期项目"),
        term="1年",
        funds=Funds(
            Decimal(4_386_500),
            Decimal(4_000_000),
            Decimal(386_500),
            (FundLine("财政拨款", Decimal(4_000_000)), FundLine("其他资金", Decimal(386_500))),
        ),
        goal="更新改造泵站12座，单座造价不超过36.5万元，11月底前全部通过验收，灌溉保证率提高到85%，受益群众1.2万人，满意度达到95%以上。",
        indicators=tuple(made),
        blank_levels=blank,
        extra=(ExtraCell("联系人", "赵工"),),
    )


def _row(number: int, rows: int) -> Indicator:
    at = min(number * len(LEVELS) // max(rows, 1), len(LEVELS) - 1)
    first, second, node = LEVELS[at]
    name = f"第{number + 1}标段泵站更新改造{('数量', '验收合格率', '完成时间', '单座造价', '受益人数', '管护期限', '群众满意度')[at]}"
    return Indicator(name, first, second, node, read_value(TARGETS[at], year=2026), required=True)


def missing() -> list[str]:
    """The programs that pictures need and that are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


def rendered(folder: Path) -> Iterator[tuple[str, Rendered]]:
    """Every scene in every format, named `one-page.docx`; `folder` takes what is made on the way."""
    law = load()
    names = [f"{scene}{ending}" for scene in scenes() for ending in ENDINGS]
    for name in names:
        table = scenes()[name.partition(".")[0]]
        (folder / name).write_bytes(draw(write(law, (table,), "local").document, Path(name).suffix))
    made = folder / "pdf"
    made.mkdir()
    office = [str(folder / name) for name in names if not name.endswith(".pdf")]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in (".docx", ".xlsx"):  # two files of one name would make one PDF
        (made / ending[1:]).mkdir()
        chosen = [each for each in office if each.endswith(ending)]
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(made / ending[1:]), *chosen)
    for name in names:
        scene, _, ending = name.partition(".")
        yield name, _rendered(folder / name if ending == "pdf" else made / ending / f"{scene}.pdf", folder / "pages")


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def _rendered(pdf: Path, folder: Path) -> Rendered:
    said = _run("pdftotext", "-layout", str(pdf), "-")
    pages = tuple(said.removesuffix("\f").split("\f"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    dots = SHARPEST if len(pages) == 1 else max(SMALLEST, SHARPEST * 5 // (4 * len(pages)))
    _run("pdftoppm", "-gray", "-r", str(dots), str(pdf), str(folder / "page"))
    return Rendered(pages, _side_by_side([Image.open(path) for path in sorted(folder.iterdir())]))


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    height = max(page.height for page in pages)
    whole = Image.new("L", (sum(page.width + SPACE for page in pages) - SPACE, height), 128)
    at = 0
    for page in pages:
        whole.paste(page, (at, 0))
        at += page.width + SPACE
    return whole.quantize(GREYS)


def store(folder: Path) -> None:
    """Keep the pictures of today; `folder` takes what is made on the way."""
    STORED.mkdir(parents=True, exist_ok=True)
    for name, seen in rendered(folder):
        seen.picture.save(STORED / f"{name}.png", optimize=True)
