"""Made tables: the same seed gives the same, and they are sound."""

from datetime import date
from decimal import Decimal

import pytest

from jiheng import framework
from jiheng.model.finding import Severity
from jiheng.review import Context, review
from jiheng.sample.making import samples
from jiheng.sample.sectors import sectors

TABLES = 200


def test_the_same_seed_gives_the_same_tables() -> None:
    assert [list(group) for group in samples(3, 20)] == [list(group) for group in samples(3, 20)]


def test_money_adds_up_and_weights_make_ninety() -> None:
    for sample in (sample for group in samples(5, TABLES) for sample in group):
        funds = sample.declaration.funds
        assert funds.total == (funds.fiscal or 0) + (funds.other or 0)
        weights = [row.weight for row in sample.declaration.indicators if row.weight is not None]
        assert sum(weights, Decimal(0)) in {Decimal(0), Decimal(90)}


@pytest.mark.parametrize("seed", [11, 12])
def test_nobody_is_blamed_in_sound_tables(seed: int) -> None:
    law = framework.load()
    loud = []
    for group in samples(seed, TABLES):
        tables = [sample.declaration for sample in group]
        year = tables[0].year or 0
        result = review(tables, Context(law, today=date(year, 1, 20)))
        loud += [finding.message for finding in result.findings if finding.severity is not Severity.INFO]
    assert len(loud) <= 1, loud


def test_there_are_sectors_of_many_trades() -> None:
    assert len(sectors()) >= 12
    assert sum(len(sector.plans) for sector in sectors()) >= 48
