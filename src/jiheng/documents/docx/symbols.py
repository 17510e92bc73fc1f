"""Symbols (符号字体): signs that Word keeps as a place in a symbol font, as the signs that a person sees."""

SYMBOL = {
    0xB1: "±", 0xB0: "°", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB7: "·",
    0x25: "%", 0x2B: "+", 0x2D: "-", 0x2F: "/", 0x3C: "<", 0x3D: "=", 0x3E: ">",
}  # fmt: skip
WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0xFC: "√", 0xFB: "×", 0x6C: "●", 0x6E: "■"}
WINGDINGS_2 = {0x52: "☑", 0x53: "☒", 0x50: "√", 0x4F: "×", 0xA3: "□", 0x2A: "□"}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}


def shown(font: str | None, code: str | None) -> str:
    """The sign at a hexadecimal place (`F0B3`) of a font; empty where the font is no known symbol font or the place is a picture."""
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    # symbol fonts stand in the private use area from F000 on
    table = FONTS.get((font or "").lower())
    if table is None:
        return chr(place) if 0x20 <= place < 0xD800 else ""
    return table.get(place & 0xFF, "")
