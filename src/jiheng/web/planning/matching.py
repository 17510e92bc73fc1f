"""Matching (对应): which project of the list a table that came in a pile is: by code, by name, else by unit and money; never by a guess."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.web.filing.listed import bare
from jiheng.web.planning.models import Piece
from jiheng.web.projects.models import Project


@frozen(eq=False)
class Matched:
    """The project of a table and how it was found; `among` are those that fit alike where it is not one."""

    project: Project | None
    match: Piece.Match
    among: Sequence[Project] = ()


def matched(said: Declaration, projects: Iterable[Project]) -> Matched:
    """The project of a table among those that the person files for; a unit that the table names narrows what a name or an amount fits."""
    known = list(projects)
    by_code = [each for each in known if said.code and each.code == said.code]
    if len(by_code) == 1:
        return Matched(by_code[0], Piece.Match.CODE)
    within = _of_unit(known, said.unit)
    named = [each for each in within if said.project and bare(each.name) == bare(said.project)]
    if len(named) == 1:
        return Matched(named[0], Piece.Match.NAME)
    if len(named) > 1:
        priced = [each for each in named if each.amount is not None and each.amount == said.funds.total]
        return Matched(priced[0], Piece.Match.NAME, named) if len(priced) == 1 else Matched(None, Piece.Match.TWICE, named)
    priced = [each for each in within if said.unit and _same(each.amount, said.funds.total)]
    near = [each for each in priced if _alike(each.name, said.project or "")]
    if len(near) == 1:
        return Matched(near[0], Piece.Match.MONEY)
    return Matched(None, Piece.Match.TWICE if len(near) > 1 else Piece.Match.NOTHING, near)


def _of_unit(known: Sequence[Project], unit: str | None) -> Sequence[Project]:
    """The projects of the unit that the table names; all where it names none or one that is not among them."""
    named = [each for each in known if unit and bare(each.unit.name) == bare(unit)]
    return named or known


def _same(listed: Decimal | None, said: Decimal | None) -> bool:
    return listed is not None and listed == said and bool(said)


def _alike(listed: str, said: str) -> bool:
    """Whether two names that are not the same share half of their letters: the same money alone is no proof."""
    one, other = set(bare(listed)), set(bare(said))
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))
