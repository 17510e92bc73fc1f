"""What the corpus has learnt reaches the review of the pages: a rate far from its like is told, with the others' quarters."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings

from jiheng.model.codec import to_json
from jiheng.model.indicator_library import IndicatorLibrary, Spread
from jiheng.model.settings import Settings
from jiheng.sample.sketch import sketch
from jiheng.web.filing.tables import Table
from jiheng.web.filing.understanding import checked

ROW = "年度 | 2025\n项目名称 | 公园养护\n产出指标 | 质量指标 | 草坪覆盖率 | ≥30%"
SPREAD = Spread("草坪覆盖率", "output.quality", "%", 40, Decimal(85), Decimal(90), Decimal(95))


def _said(path: str) -> list[str]:
    (declaration,) = sketch(ROW)
    with override_settings(LIBRARY=path):
        return [each.message for each in checked(Table(declaration, ("k1",)), Settings(select=("VAL011",)), today=None).findings]


@pytest.mark.django_db
def test_a_rate_far_from_its_like_is_told_where_the_server_was_given_a_library(tmp_path: Path) -> None:
    library = tmp_path / "library.json"
    library.write_bytes(to_json(IndicatorLibrary((SPREAD,))))
    (message,) = _said(str(library))
    assert "85" in message
    assert "草坪覆盖率" in message


@pytest.mark.django_db
def test_without_a_library_nothing_is_held_against_others() -> None:
    assert _said("") == []
