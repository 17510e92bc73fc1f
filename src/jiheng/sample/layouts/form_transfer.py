"""The regional form of transfers (转移支付区域绩效目标表): one column of values for the whole and one for each region."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import evolve

from jiheng.model.declaration import CodedName, Declaration, ExtraCell, FormKind
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import Indicator, RegionTarget
from jiheng.sample.layouts.cells import bare, in_levels, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.layouts.parting import parted
from jiheng.sample.making import PLACES, Sample
from jiheng.values import read_value

REGIONS = (2, 4)


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table as a transfer to some counties."""
    table = bare(samples[0].declaration, title="转移支付区域绩效目标表")
    regions = random.sample([place for place in PLACES if not place.endswith("市")], random.randint(*REGIONS))
    funds = table.funds
    said = evolve(
        table,
        form=FormKind.TRANSFER,
        project=f"{table.project}补助资金",
        department=CodedName(None, "省级业务厅"),
        unit=None,
        attribute=None,
        term=None,
        funds=Funds(funds.total, None, None, (FundLine("中央补助", funds.fiscal), FundLine("地方资金", funds.other))),
        indicators=tuple(
            evolve(row, regions=tuple(_region(random, row, name, table.year or 0) for name in regions)) for row in table.indicators
        ),
        extra=(ExtraCell("省级财政部门", "省财政厅"),),
    )
    return Page(("转移支付区域绩效目标表", f"（{table.year}年度）"), _lines(said, regions), (said,))


def _region(random: Random, row: Indicator, name: str, year: int) -> RegionTarget:
    parts = parted(row)
    if not parts.counted or parts.unit == "%" or row.level2 in {"成本指标", "经济成本指标"}:
        return RegionTarget(name, row.target)
    figure = max(Decimal(1), (Decimal(parts.figure) * random.randint(1, 9) / 20).quantize(Decimal(1)))
    text = row.target.text.replace(parts.figure, f"{figure:f}", 1)
    return RegionTarget(name, read_value(text, year=year))


def _lines(table: Declaration, regions: Sequence[str]) -> tuple[Line, ...]:
    wide, funds = len(regions) + 3, table.funds
    return (
        line("专项名称", Box(table.project or "", columns=wide + 1)),
        line("省级财政部门", Box("省财政厅", columns=2), "省级主管部门", Box("省级业务厅", columns=wide - 2)),
        *beside(Box("资金情况\n（万元）"), (
            line("年度金额：", Box(wan(funds.total), columns=wide)),
            line("其中：中央补助", Box(wan(funds.sources[0].amount), columns=wide)),
            line("地方资金", Box(wan(funds.sources[1].amount), columns=wide)),
        )),
        line("年度目标", Box(table.goal or "", columns=wide + 1)),
        *beside(Box("绩效指标"), (
            line("一级指标", "二级指标", "三级指标", "全省指标值", *regions),
            *in_levels(table.indicators, _cells),
        )),
    )  # fmt: skip


def _cells(row: Indicator) -> tuple[str, ...]:
    return row.name, row.target.text, *(region.target.text for region in row.regions)
