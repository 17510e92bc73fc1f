"""Styles (样式): the number format of each cell style of a workbook."""

from jiheng.documents.archive import Archive
from jiheng.documents.markup import parse

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that a workbook names by number only, as Excel shows them in Chinese (14 is the system's short date)."""


def codes_of(archive: Archive, part: str | None) -> dict[str | None, str]:
    """The format code of each cell style by its number as cells name it, None for a cell that names none."""
    if part is None or part not in archive.members:
        return {}
    root = parse(archive.read(part, 2**26), part, archive.path)
    space = str(root.tag).rpartition("}")[0] + "}"
    custom = {item.get("numFmtId", ""): item.get("formatCode", "") for item in root.iter(f"{space}numFmt")}
    styles = root.find(f"{space}cellXfs")
    if styles is None:
        return {}
    codes = [_code(style.get("numFmtId", "0"), custom) for style in styles.iterchildren(f"{space}xf")]
    return {None: codes[0] if codes else "General", **{str(number): code for number, code in enumerate(codes)}}


def _code(number: str, custom: dict[str, str]) -> str:
    code = custom.get(number)
    if code is not None:
        return code
    return BUILTIN.get(int(number), "General") if number.isdecimal() and len(number) < 6 else "General"
