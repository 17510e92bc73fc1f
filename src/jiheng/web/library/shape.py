"""Shapes (指标内容): what an indicator of the library says, apart from how it stands; from rows, lists and the law's starting set."""

from collections.abc import Mapping

from attrs import asdict, frozen

from jiheng.errors import NotEnough
from jiheng.framework import load
from jiheng.framework.starting_set import CommonIndicator
from jiheng.framework.tree import tree
from jiheng.web.library.models import Indicator, Kind
from jiheng.web.organizations.models import Body

SIGNS = ("≥", "≤", "=", "")
PARTED = "；"
LONGEST: Mapping[str, int] = {"name": 100, "unit": 20, "source": 200, "usual": 200, "definition": 2000, "formula": 2000}


@frozen(eq=False)
class Shape:
    """What an indicator says; `department` is the body for whom it is meant (None: for more)."""

    kind: Kind
    node: str
    name: str
    definition: str = ""
    formula: str = ""
    unit: str = ""
    sign: str = ""
    source: str = ""
    usual: str = ""
    trade: str = ""
    department: Body | None = None

    @property
    def whose(self) -> tuple[str, str, int | None, str, str]:
        """By what it is known: for whom, where and under which name."""
        return self.kind.value, self.trade, self.department.pk if self.department else None, self.node, self.name

    @property
    def said(self) -> tuple[str, ...]:
        """What it says beside that."""
        return self.definition, self.formula, self.unit, self.sign, self.source, self.usual

    @property
    def columns(self) -> dict[str, object]:
        """As the columns of a row."""
        return {**asdict(self, recurse=False), "kind": self.kind.value}


def shape_of(row: Indicator) -> Shape:
    """What a row says."""
    names = ("node", "name", "definition", "formula", "unit", "sign", "source", "usual", "trade", "department")
    return Shape(Kind(row.kind), **{name: getattr(row, name) for name in names})


def of_law(common: CommonIndicator) -> Shape:
    """What a common indicator of the law says."""
    said = {name: getattr(common, name) for name in ("node", "name", "definition", "formula", "unit", "sign", "source")}
    return Shape(Kind.COMMON, usual=PARTED.join(common.usual), **said)


def levels() -> dict[str, str]:
    """The second levels of the official tree, node → official name."""
    return {node: name for node, name in tree(load()).official.items() if "." in node}


def trades() -> tuple[str, ...]:
    """The trades that an indicator can be meant for, in the order of their codes."""
    return tuple(entry["name"] for entry in load().sheet("trades")["trade"].values())


def demand_whole(shape: Shape) -> None:
    """Raise NotEnough where something is missing, too long, or not one of the words that there are."""
    long = next((name for name, most in LONGEST.items() if len(getattr(shape, name)) > most), None)
    if not shape.name or shape.node not in levels() or long is not None:
        raise NotEnough(
            f"指标「{shape.name[:30]}」：缺名称或二级指标，或内容过长。名称应在 100 字以内，二级指标应为列出的一种；请改正后再提交。",
            f"indicator “{shape.name[:30]}”: its name or level is missing, or it is too long; give a name within 100 letters and a level of the list.",
        )
    fits = {
        Kind.COMMON: not shape.trade and shape.department is None,
        Kind.TRADE: shape.trade in trades() and shape.department is None,
        Kind.DEPARTMENT: not shape.trade and shape.department is not None and shape.department.kind == Body.Kind.DEPARTMENT,
    }
    if not fits[shape.kind] or shape.sign not in SIGNS:
        raise NotEnough(
            f"指标「{shape.name}」：适用范围或方向不对应。行业指标应选行业，部门指标应选部门，方向应为 ≥、≤、= 或空；请改正后再提交。",
            f"indicator “{shape.name}”: for whom it is, or its sign, does not fit; choose the trade of a trade's, the department of a department's, "
            "and ≥, ≤, = or nothing as sign.",
        )
