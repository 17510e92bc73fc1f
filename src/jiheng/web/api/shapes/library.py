"""Shapes of the indicator library (指标库)."""

from typing import Any

from ninja import Schema

from jiheng.web.api.shapes.tables import Page
from jiheng.web.library.models import Indicator


class IndicatorShape(Schema):
    """An indicator of the library; `department` is a code, `usual` values parted by ；."""

    id: int
    kind: str
    trade: str
    department: str
    node: str
    name: str
    definition: str
    formula: str
    unit: str
    sign: str
    source: str
    usual: str
    standing: str
    by: str

    @staticmethod
    def of(row: Indicator) -> "IndicatorShape":
        """As the database has it."""
        names = ("kind", "trade", "node", "name", "definition", "formula", "unit", "sign", "source", "usual", "standing")
        said: dict[str, Any] = {name: getattr(row, name) for name in names}
        return IndicatorShape(id=row.pk, department=row.department.code if row.department else "", by=str(row.by), **said)


class IndicatorPage(Page):
    """Indicators by place in the tree and name."""

    items: list[IndicatorShape]


class Suggested(Schema):
    """An indicator that fits; `others` are the quarters of what others set, where the server knows them."""

    name: str
    kind: str
    definition: str
    formula: str
    unit: str
    sign: str
    source: str
    usual: list[str]
    others: list[str]


class LibraryPreview(Schema):
    """What a list of indicators would change; `mark` is sent back to take it, `wrong` are the lines that can't be taken."""

    id: int
    mark: str
    new: int
    changed: int
    same: int
    wrong: list[str]
