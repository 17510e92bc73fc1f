"""The reviewer's desk sheet (审核工作表): one finding a row, to sort, filter and tick off in Excel or WPS."""

import io
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents.marking import spoken
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding, Severity
from jiheng.model.place import Place
from jiheng.review.reports.arrangement import ArrangedTable, arranged
from jiheng.review.reports.tones import TONES, rule_title
from jiheng.review.reports.wrapping import wrapped

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ENDING = ".xlsx"
COLOURS = {Severity.ERROR: "#FDE3E0", Severity.WARNING: "#FDF1D8", Severity.INFO: "#E6F2F8"}


@frozen
class Heads:
    """The words of the sheets in one language."""

    sheets: tuple[str, str]
    findings: tuple[str, ...]
    projects: tuple[str, ...]
    answers: tuple[str, ...]


HEADS = {
    "zh": Heads(
        ("审核发现", "按项目"),
        ("序号", "项目", "单位", "二级指标", "三级指标", "指标值", "规则", "程度", "审核发现", "建议改为", "位置", "处理", "说明"),
        ("序号", "项目", "单位", "年度资金（元）", "错误", "警告", "提示"),
        ("退回修改", "已改", "不采纳", "保留"),
    ),
    "en": Heads(
        ("Findings", "Projects"),
        ("#", "project", "unit", "level 2", "name", "target", "rule", "severity", "finding", "suggested", "place", "answer", "remark"),
        ("#", "project", "unit", "funds (yuan)", "errors", "warnings", "infos"),
        ("return", "mended", "refused", "keep"),
    ),
}
WHOLE = {"zh": "全表", "en": "whole table"}
WIDTHS = (5, 20, 16, 12, 20, 12, 9, 6, 46, 12, 14, 9, 14)
PROJECT_WIDTHS = (5, 52, 32, 20, 8, 8, 8)
LINE, TALLEST = 15, 400
"""Points: the height of a line of the sheet's type, and of the tallest row that Excel takes."""
ANSWER_COLUMN = 11


@frozen
class Looks:
    """The formats of one workbook."""

    head: "Format"
    text: "Format"
    money: "Format"
    severities: "dict[Severity, Format]"


def render(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> bytes:
    """The workbook: findings with a column to answer them, and the projects with their numbers. No cell is a formula."""
    import xlsxwriter

    file = io.BytesIO()
    heads = HEADS[lang]
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = _looks(book)
        tables = arranged(answer, declarations)
        _findings(book.add_worksheet(heads.sheets[0]), tables, heads, looks, lang)
        _projects(book.add_worksheet(heads.sheets[1]), tables, heads, looks)
    return file.getvalue()


def _looks(book: "Workbook") -> Looks:
    cell = {"border": 1, "border_color": "#C9D0DA", "valign": "top", "text_wrap": True, "font_name": "等线", "font_size": 10}
    return Looks(
        book.add_format({**cell, "bold": True, "bg_color": "#EEF1F5", "align": "center", "valign": "vcenter"}),
        book.add_format(cell),
        book.add_format({**cell, "num_format": "#,##0.00", "align": "right"}),
        {severity: book.add_format({**cell, "bg_color": colour}) for severity, colour in COLOURS.items()},
    )


def _findings(sheet: "Worksheet", tables: Sequence[ArrangedTable], heads: Heads, looks: Looks, lang: str) -> None:
    _prepare(sheet, heads.findings, WIDTHS, looks)
    line = 0
    for table in tables:
        for finding in table.findings:
            line += 1
            cells = _cells(line, table.declaration, finding, lang)
            sheet.set_row(line, _height(cells, WIDTHS))
            for column, text in enumerate(cells):
                look = looks.severities[finding.severity] if column in {6, 7} else looks.text
                sheet.write(line, column, text, look)
    sheet.autofilter(0, 0, max(line, 1), len(heads.findings) - 1)
    if line:
        sheet.data_validation(1, ANSWER_COLUMN, line, ANSWER_COLUMN, {"validate": "list", "source": list(heads.answers)})


def _height(cells: Sequence[str | int], widths: Sequence[int]) -> int:
    """Points that a row needs for its fullest cell: not every program makes room for wrapped text by itself."""
    lines = max(len(wrapped(str(cell), max(width - 2, 4))) for cell, width in zip(cells, widths, strict=True))
    return min(lines * LINE + 4, TALLEST)


def _cells(line: int, declaration: Declaration, finding: Finding, lang: str) -> tuple[str | int, ...]:
    row = declaration.indicators[finding.indicator] if finding.indicator is not None else None
    tone = TONES[finding.severity]
    return (
        line,
        declaration.project or declaration.title or "",
        declaration.unit or "",
        (row.level2 or row.level1 or "") if row else WHOLE[lang],
        row.name if row else "",
        row.target.text if row else "",
        finding.rule,
        tone.zh if lang == "zh" else tone.en,
        f"{finding.message}（{rule_title(finding.rule, lang)}）",
        finding.fix.after if finding.fix else "",
        _where(finding.place, lang),
        "",
        "",
    )


def _where(place: Place | None, lang: str) -> str:
    """The file and the place in it; the file once where nothing finer is known."""
    if place is None:
        return ""
    inside = spoken(place, lang)
    return inside if place.path is None or inside.startswith(place.path) else f"{place.path} {inside}"


def _projects(sheet: "Worksheet", tables: Sequence[ArrangedTable], heads: Heads, looks: Looks) -> None:
    _prepare(sheet, heads.projects, PROJECT_WIDTHS, looks)
    for line, table in enumerate(tables, 1):
        declaration = table.declaration
        sheet.write(line, 0, line, looks.text)
        sheet.write(line, 1, declaration.project or declaration.title or "", looks.text)
        sheet.write(line, 2, declaration.unit or "", looks.text)
        if declaration.funds.total is None:
            sheet.write_blank(line, 3, None, looks.money)
        else:
            sheet.write_number(line, 3, Fraction(declaration.funds.total), looks.money)
        for column, severity in enumerate(TONES, 4):
            sheet.write(line, column, table.counts[severity], looks.text)


def _prepare(sheet: "Worksheet", heads: Sequence[str], widths: Sequence[int], looks: Looks) -> None:
    """Heads, widths, frozen first line, and a page that prints."""
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(0, column, head, looks.head)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&P / &N")
