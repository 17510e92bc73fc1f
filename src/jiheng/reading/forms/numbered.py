"""Numbered cells (一格多条): a row whose cells hold several indicators, numbered line by line, as that many rows.

指标1：… 指标2：… beside 指标1：≥51场 指标2：≥98%. Acts only where the numbers run from 1 without a gap and the targets are as many; a cell that
is not parted alike belongs to all of them. Each keeps the place of the cell that it stands in.
"""

import re

from jiheng.reading.forms.indicator import Spots

ITEM = re.compile(r"\s*(?:(?:三级)?指标\s*)?[(（]?(\d{1,2})[)）]?\s*[.．、:：](?!\d)\s*")
LEAST = 2


def apart(spots: Spots) -> list[Spots]:
    """The cells of each indicator; the row itself where it holds one, or can't be parted with certainty."""
    names = _items(spots, "name")
    count = len(names)
    if count < LEAST:
        return [spots]
    parted = {name: items for name in spots if len(items := names if name == "name" else _items(spots, name)) == count}
    if "target" in spots and "target" not in parted:
        return [spots]
    rows: list[Spots] = []
    for number in range(count):
        row = dict(spots)
        for name, items in parted.items():
            ((column, (held, cell, _)),) = spots[name]
            row[name] = [(column, (held, cell, items[number]))]
        rows.append(row)
    return rows


def _items(spots: Spots, name: str) -> list[str]:
    """The items of the one cell of a field without their numbers; none where it is not numbered from 1 without a gap."""
    held = spots.get(name, ())
    if len(held) != 1:
        return []
    items: list[str] = []
    for line in held[0][1][1].text.split("\n"):
        found = ITEM.match(line)
        if found and int(found[1]) == len(items) + 1:
            items.append(line[found.end() :].strip())
        elif not items:
            return []
        else:
            items[-1] += line.strip()
    return items
