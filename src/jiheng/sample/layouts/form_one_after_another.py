"""All forms of a unit one under the other in one table: only 项目名称 says where the next begins; the title stands once."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.sample.layouts.cells import bare
from jiheng.sample.layouts.form_county import lines
from jiheng.sample.layouts.page import Page
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """Every table of the unit."""
    said = tuple(bare(sample.declaration, title="项目支出绩效目标表") for sample in samples)
    rows = tuple(row for table in said for row in lines(table))
    return Page(("项目支出绩效目标表", f"（{said[0].year}年度）"), rows, tuple(evolve(table) for table in said))
