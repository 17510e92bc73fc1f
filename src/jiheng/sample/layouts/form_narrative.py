"""A plan in prose (绩效目标说明): the indicators as a list 【产出指标-数量指标】指标1：名（值）, without any table."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.funds import Funds
from jiheng.sample.layouts.cells import bare, wan
from jiheng.sample.layouts.page import Page
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table told in paragraphs."""
    table = bare(samples[0].declaration, title=f"{samples[0].declaration.year}年度项目绩效目标", department=None, attribute=None, term=None)
    said = evolve(table, funds=Funds(table.funds.total))
    mark = random.choice(("：", ":"))
    return Page(tuple(_told(said, mark)), (), (said,))


def _told(table: Declaration, mark: str) -> Iterator[str]:
    yield table.title or ""
    yield f"项目名称：{table.project}"
    yield f"实施单位：{table.unit}"
    yield f"年度资金总额：{wan(table.funds.total)}万元"
    yield f"年度总体目标：{table.goal}"
    yield "绩效指标："
    for (level1, level2), rows in groupby(table.indicators, key=lambda row: (row.level1, row.level2)):
        yield f"【{level1}-{level2}】"
        for number, row in enumerate(rows, 1):
            yield f"指标{number}{mark}{row.name}（{row.target.text}）"
