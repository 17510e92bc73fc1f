"""Lists of projects as the tests hand them in: workbooks of the budget system's kind."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from county import County

from jiheng.web.projects.actions.import_list import Offer, fill_list, import_list, offer, previewed
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Listing, Project, Stage
from jiheng.web.projects.preview import Preview

HEADS = ("单位编码", "单位名称", "项目编码", "项目名称", "预算数（元）")
YEAR = 2025
LINES = (("310001", "水务局本级", "6201", "水库巡查经费", 120000), ("310001", "水务局本级", "6202", "堤防养护", 88000.5))


def workbook(lines: Sequence[Sequence[object]], heads: Sequence[str] = HEADS, above: str = "") -> bytes:
    """A workbook with a row of heads and the lines below it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("项目清单")
    rows = [*([[above]] if above else []), heads, *lines]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def looked_at(held: County, content: bytes, stage: Stage = Stage.FIRST, scale: str = "", name: str = "清单.xlsx") -> tuple[int, Preview]:
    """A list that was offered: its key and what it would change."""
    door = offer(held["performance"], Offer(YEAR, stage, scale, name, content))
    return door.pk, previewed(held["performance"], door.pk)[1]


def taken(held: County, content: bytes, stage: Stage = Stage.FIRST) -> Listing:
    """A list that was offered, previewed and taken."""
    door, seen = looked_at(held, content, stage)
    return import_list(held["performance"], door, seen.mark)


def listed(held: County, amount: Decimal = Decimal(120000), name: str = "水库巡查经费", code: str = "6201") -> Project:
    """A project of the water bureau in the year's list."""
    return fill_list(held["performance"], YEAR, Stage.FIRST, [Planned(code, name, held.unit, amount)])[0]
