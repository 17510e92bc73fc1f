"""Indicators (各行指标): the rows of a block, laid into its columns, one after the other: levels carried, totals set aside, split rows joined."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from attrs import define, evolve, field

from jiheng.framework.fields import Fields
from jiheng.model.repair import Repair
from jiheng.reading.forms.alignment import DOTS, Laid
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.indicator import Core, Found, Half, Spots, core, found
from jiheng.reading.forms.levels import Levels, Spot, advance
from jiheng.reading.forms.looks import Looks
from jiheng.reading.forms.numbered import apart
from jiheng.reading.texts import value

LONGEST_TOTAL = 12
REPEATED, FEWEST_SAID = ("explanation", "scoring", "basis", "remark"), 2
LEADING = ("side", "level1", "level2", "name")
_OPENING, _CLOSING = "(（[【《“〈", ")）]】》”〉"


@define(eq=False)
class Block:
    """What the rows of one form gave so far: its indicators, rows of totals and execution, cells that are no indicator, mends."""

    looks: Looks
    fields: Fields
    year: int | None
    levels: Levels = Levels()
    found: list[Found] = field(factory=list)
    totals: list[tuple[Header, Laid]] = field(factory=list)
    executions: list[tuple[Header, Laid]] = field(factory=list)
    leftovers: list[tuple[str, Spot]] = field(factory=list)
    repairs: list[Repair] = field(factory=list)
    printed: dict[int, Levels] = field(factory=dict)
    """second levels that the form prints and under which nothing was found yet"""
    pending: bool = False
    """the last row gave levels and nothing else"""


def take(block: Block, header: Header, rows: Sequence[Laid]) -> None:
    """Add the indicators of rows laid under a header to what the form gave so far."""
    _record_shifts(block, header, rows)
    for laid in rows:
        halves = _halves(header, laid)
        block.leftovers += [("", spot) for spot in laid.strays]
        first, second = _levels_of(block, header, halves[0])
        if _is_aside(block, header, laid, halves[0]):
            continue
        gives_first = first is not None and first[0] is laid.row
        gives_second = second is not None and second[0] is laid.row
        block.levels = advance(block.looks, block.levels, first, second, header.names, trusted=laid.row.framed)
        block.pending = (gives_first or gives_second) and "name" not in halves[0]
        if gives_second and block.levels.level2 is not None:
            block.printed[id(block.levels.level2)] = block.levels
        for number, spots in enumerate(halves):
            midterm = _is_midterm(block, header, spots, number)
            for each in apart(spots):
                half = Half(header, laid, each, number, midterm, block.levels)
                _take_half(block, half, begins=gives_first or gives_second or each is not spots)


def set_strays_aside(block: Block) -> None:
    """Rows without a target whose only words are what another column says in row after row (未达指标值酌情扣分) are no indicators."""
    said = Counter(text for each in block.found for text in map(partial(getattr, each.indicator), REPEATED) if text)
    strays = [each for each in block.found if not each.indicator.target.text and said[each.indicator.name] >= FEWEST_SAID]
    for each in strays:
        block.found.remove(each)
        cells = (spot for spots in each.laid.cells.values() for spot in spots)
        block.leftovers += [("", spot) for spot in cells if spot[2] == each.indicator.name]


def _levels_of(block: Block, header: Header, spots: Spots) -> tuple[Spot | None, Spot | None]:
    """The row's own level cells; a form without columns for them may print them under 绩效指标."""
    if header.levelled or "side" not in spots:
        return _one(spots, "level1"), _one(spots, "level2")
    side = spots["side"][0][1]
    look = block.looks(side[2])
    return (None, side) if look.level2 else (side, None) if look.level1 else (None, None)


def _halves(header: Header, laid: Laid) -> list[Spots]:
    """The row's filled cells by field, for each half of the form."""
    out: list[Spots] = [{} for _ in range(header.halves)]
    columns = header.columns
    for number, cells in laid.cells.items():
        column = columns[number]
        spots = out[column.half]
        for spot in cells:
            if not spot[2] or (spot[2][0] in DOTS and not spot[2].strip(DOTS)):
                continue
            if column.name in spots:
                spots[column.name].append((column, spot))
            else:
                spots[column.name] = [(column, spot)]
    return out


def _one(spots: Spots, name: str) -> Spot | None:
    held = spots.get(name)
    return held[0][1] if held else None


def _is_midterm(block: Block, header: Header, spots: Spots, half: int) -> bool:
    """Whether this half of the row holds 中期指标: the left of two, or a block whose heading says so."""
    if header.halves > 1:
        return half == 0
    if "side" not in spots:
        return header.midterm
    named = block.fields.blocks[spots["side"][0][1][2]]
    return named.name == "block.midterm" if named is not None and named.name in ("block.midterm", "block.annual") else header.midterm


def _record_shifts(block: Block, header: Header, rows: Sequence[Laid]) -> None:
    """Record rows whose cells did not stand under their columns; where most begin too far left, spans were left out, one mend."""
    shifted = [laid for laid in rows if laid.shifted and block.fields.tails[laid.row.said[0]] is None]
    short = [laid for laid in shifted if laid.row.texts[0]]
    if len(short) * 2 > len(rows):
        block.repairs.append(evolve(_shift(header, short[0]), kind="spans-left-out"))
        shifted = [laid for laid in shifted if not laid.row.texts[0]]
    block.repairs += [_shift(header, laid) for laid in shifted]


def _shift(header: Header, laid: Laid) -> Repair:
    row = laid.row
    first = next(cell for cell, text in zip(row.cells, row.texts, strict=True) if text)
    after = ["".join(spot[2] for spot in laid.cells.get(number, ())) for number in range(len(header.columns))]
    return Repair(row.place(first), "row-shifted", " | ".join(row.texts), " | ".join(after))


def _is_aside(block: Block, header: Header, laid: Laid, spots: Spots) -> bool:
    """Whether the row is a total or the execution of the budget, which are kept aside and are no indicators."""
    for name in LEADING:
        if name not in spots:
            continue
        spot = spots[name][0][1]
        if spot[0] is not laid.row or len(spot[2]) > LONGEST_TOTAL:
            continue
        named = block.fields.tails[spot[2]]
        if named is None:
            continue
        if named.name == "tail.total":
            block.totals.append((header, laid))
            return True
        if named.name == "tail.execution" and (name != "name" or len(spots["name"]) > 1):
            block.executions.append((header, laid))
            return True
    return False


def _take_half(block: Block, half: Half, *, begins: bool) -> None:
    spots = half.spots
    made = core(block.looks, spots)
    if "target_midterm" in half.header.names and not half.midterm:
        _take_midterm(block, half, made)
        if not made.target and "target_midterm" in spots:
            return
    if _is_nothing(block.looks, made.name) and _is_nothing(block.looks, made.target):
        block.leftovers += [(column.label, spot) for column, spot in spots.get("name", ())]
        return
    if not begins and _continues(block, half, made):
        return
    block.found.append(found(block.looks, half, made, block.year))
    if half.levels.level2 is not None:
        block.printed.pop(id(half.levels.level2), None)


def _is_nothing(looks: Looks, text: str) -> bool:
    return not text.strip(DOTS) or looks(text).nothing


def _take_midterm(block: Block, half: Half, annual: Core) -> None:
    """A row that gives one name a target for the medium term and one for the year is two indicators."""
    made = core(block.looks, half.spots, "target_midterm")
    if made.target:
        midterm = half._replace(midterm=True)
        block.found.append(found(block.looks, midterm, Core(annual.name, made.target, ()), block.year))


def _continues(block: Block, half: Half, made: Core) -> bool:
    """Join a row that only goes on with the text of the row above, split at a page's end; the mend is recorded."""
    before = next((number for number in range(len(block.found) - 1, -1, -1) if block.found[number].midterm == half.midterm), None)
    above = block.found[before] if before is not None else None
    if before is None or above is None or (made.target and above.indicator.target.text):
        return False
    was = above.indicator
    if not (half.laid.row.opens or _is_open(was.name)):
        return False
    if made.name and made.target and was.name.endswith(("。", "；")):
        return False
    whole = was.name + made.name
    target = value(made.target, block.year) if made.target else was.target
    number = sum(each.midterm == half.midterm for each in block.found) - 1
    block.found[before] = Found(evolve(was, name=whole, target=target), above.places, above.laid, half.midterm)
    prefix = "midterm_indicators" if half.midterm else "indicators"
    spot = next(cells[0] for cells in half.laid.cells.values() if any(cell[2] for cell in cells))
    block.repairs.append(Repair(spot[0].place(spot[1]), "row-over-page", f"{was.name}⏎{made.name}", whole, f"{prefix}.{number}.name"))
    return True


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation mark of the text is not closed."""
    if not any(mark in text for mark in _OPENING):
        return False
    return sum(text.count(mark) for mark in _OPENING) > sum(text.count(mark) for mark in _CLOSING)
