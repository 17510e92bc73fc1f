"""Place (位置): where in a document something stood."""

from attrs import frozen


@frozen
class Place:
    """A position in a source document; each part is None where the format has no such thing.

    Page, row, column and line count from 1 as people do; `table` counts the tables of the document from 1.
    `path` is the file as the caller named it, None for standard input or text that came from no file.
    """

    path: str | None = None
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
