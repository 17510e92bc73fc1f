"""Drafting (画格): a grid in the making, its cells with their fields and what each of them is."""

from attrs import define, field

from jiheng.documents.document import Cell, Grid
from jiheng.documents.shape import Role, Shape
from jiheng.model.place import Place

Spot = tuple[int, int]


@define(eq=False)
class GridDraft:
    """A grid in the making: its columns' widths in millimetres, its cells in reading order."""

    widths: tuple[int, ...]
    cells: dict[Spot, Cell] = field(factory=dict)
    roles: dict[Spot, Role] = field(factory=dict)
    choices: dict[Spot, tuple[str, ...]] = field(factory=dict)
    repeated: int = 0
    open_below: set[Spot] = field(factory=set)
    open_above: set[Spot] = field(factory=set)

    def put(self, cell: Cell, role: Role, choices: tuple[str, ...] = ()) -> None:
        """Add a cell."""
        spot = (cell.row, cell.column)
        self.cells[spot] = cell
        self.roles[spot] = role
        if choices:
            self.choices[spot] = choices

    def closed(self) -> Grid:
        """The grid."""
        cells = tuple(self.cells[spot] for spot in sorted(self.cells))
        opened = frozenset(self.open_below), frozenset(self.open_above)
        return Grid(Place(), cells, shape=Shape(self.widths, self.repeated, self.roles, self.choices, *opened))
