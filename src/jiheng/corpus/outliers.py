"""Outliers (明显偏离同类的目标): rates far outside what the corpus itself sets for the same indicator."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from attrs import frozen

from jiheng.corpus.asking import answer, connected
from jiheng.corpus.learning import prepare
from jiheng.framework import Framework
from jiheng.review.rules.val011_far_from_others import ENOUGH, FENCE, NARROWEST

FAR = """with spreads as (
  select name, node, unit, count(*) as told, quantile_disc(figure, [0.25, 0.5, 0.75]) as quarters
  from targets where unit = '%' group by all having told >= {enough}
), far as (
  select t.*, told, quarters, {fence} * greatest(quarters[3] - quarters[1], abs(quarters[2]) * {narrowest}) as reach,
    greatest(quarters[1] - figure, figure - quarters[3]) as beyond
  from targets t join spreads using (name, node, unit)
)
select project, body, year, said, text, told, quarters[1], quarters[2], quarters[3], content, number
from far where beyond > reach order by beyond - reach desc, content, number, said"""


@frozen
class Outlier:
    """A rate far from its like: whose it is, how it is set, and the quarters of the others, in per cent."""

    project: str | None
    unit: str | None
    year: int | None
    name: str
    target: str
    count: int
    low_quarter: Decimal
    median: Decimal
    high_quarter: Decimal
    content: str
    number: int


def outliers(path: Path, framework: Framework) -> Iterator[Outlier]:
    """The outliers of the corpus in a folder by the measure of VAL011, the farthest first. Raises UnreadableCorpus."""
    with connected(path) as connection:
        prepare(connection, framework)
        asked = FAR.format(enough=ENOUGH, fence=FENCE, narrowest=NARROWEST)
        for line in answer(connection, asked).lines:
            yield Outlier(*line)
