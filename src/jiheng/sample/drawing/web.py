"""A web page (html) with one table, its spans as `rowspan` and `colspan`."""

from html import escape

from jiheng.sample.layouts.page import Box, Line, Page


def web(page: Page) -> bytes:
    """The page as UTF-8 HTML."""
    body = "\n".join((*map(_paragraph, page.above), *map(_table, page.tables), *map(_paragraph, page.below)))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'.encode()


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(lines: tuple[Line, ...]) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, cells))}</tr>\n" for cells in lines)
    return f'<table border="1">\n{rows}</table>'


def _cell(box: Box) -> str:
    spans = f' rowspan="{box.rows}"' * (box.rows > 1) + f' colspan="{box.columns}"' * (box.columns > 1)
    return f"<td{spans}>{escape(box.text).replace(chr(10), '<br>')}</td>"
