"""The year's exceptions as a workbook (例外事项 Excel)."""

from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone

from jiheng.web.auditing.exceptions import KINDS, Exceptional

HEADS = ("事项", "时间", "办理人", "单位", "表", "表号", "内容", "理由")
WIDTHS = (20, 18, 22, 26, 34, 8, 60, 50)


def workbook(found: Iterable[Exceptional], year: int) -> bytes:
    """The workbook's bytes; what begins like a formula stays a text."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(f"{year}例外事项")
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, each in enumerate(found, 1):
        filing = each.filing
        where = (str(filing.unit), str(filing), str(filing.pk)) if filing is not None else ("", "", "")
        said = (str(KINDS[each.kind]), f"{timezone.localtime(each.at):%Y-%m-%d %H:%M}", each.by, *where, each.what, each.reason)
        for column, text in enumerate(said):
            sheet.write_string(number, column, text, plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
