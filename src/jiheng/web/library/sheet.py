"""The library as a workbook (指标库 Excel): a row an indicator, under the heads that the import knows."""

from collections.abc import Iterable
from io import BytesIO

from jiheng.web.library.shape import Shape, levels

HEADS = ("类别", "行业", "部门编码", "二级指标", "指标名称", "指标解释", "计算公式", "计量单位", "指标方向", "数据来源", "常用值")
WIDTHS = (8, 18, 12, 16, 28, 44, 40, 10, 10, 28, 24)


def workbook(shapes: Iterable[Shape]) -> bytes:
    """The workbook's bytes; what begins like a formula stays a text."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("绩效指标库")
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    names = levels()
    for number, shape in enumerate(shapes, 1):
        department = shape.department.code if shape.department else ""
        where = (shape.kind.label, shape.trade, department, names.get(shape.node, shape.node), shape.name)
        said = (shape.definition, shape.formula, shape.unit, shape.sign or "定性", shape.source, shape.usual)
        for column, text in enumerate((*where, *said)):
            sheet.write_string(number, column, str(text), plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
