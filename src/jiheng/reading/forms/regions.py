"""Regions (地区): a line of region names under the head of the targets, which stands among the rows and splits that column."""

from collections.abc import Sequence

from attrs import evolve

from jiheng.reading.forms.columns import REGION, Column, Header, is_region
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row

FIRST_ROWS = 2


def with_regions(looks: Looks, header: Header, rows: Sequence[Row]) -> tuple[Header, Sequence[Row]]:
    """The header with a column for each region, and the rows without the line that names them; both as they were where none does."""
    target = next((column for column in header.columns if column.name == "target"), None)
    if target is None or target.end - target.start < FIRST_ROWS:
        return header, rows
    for number, row in enumerate(rows[:FIRST_ROWS]):
        held = [(cell, text) for cell, text in row.filled() if target.start <= cell.column < target.end]
        if len(held) < FIRST_ROWS or not all(is_region(text) or looks.is_word("wholes", text) for _, text in held):
            continue
        columns: list[Column] = []
        for column in header.columns:
            if column is not target:
                columns.append(column)
                continue
            for cell, text in held:
                name = "target" if looks.is_word("wholes", text) else REGION
                columns.append(evolve(column, name=name, label=text, start=cell.column, end=cell.column + cell.column_span))
        taken = {id(cell) for cell, _ in held}
        texts = tuple("" if id(cell) in taken else text for cell, text in zip(row.cells, row.texts, strict=True))
        rest = row._replace(texts=texts, said=tuple(text for text in texts if text))
        return header.with_columns(columns), [*rows[:number], rest, *rows[number + 1 :]]
    return header, rows
