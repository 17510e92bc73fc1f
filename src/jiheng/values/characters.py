"""Characters (字符): the one way in which signs, digits and blanks are looked at, whatever form they were typed in."""

_SIGNS = {
    "≧": "≥", "⩾": "≥", "≮": "≥", "≦": "≤", "⩽": "≤", "≯": "≤", "﹥": ">", "〉": ">", "›": ">", "❯": ">", "﹤": "<", "〈": "<", "‹": "<", "❮": "<",
    "═": "=", "﹦": "=", "≒": "≈", "∽": "~", "∼": "~", "〜": "~", "﹏": "~", "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "‒": "-", "─": "-", "━": "-",
    "−": "-", "﹣": "-", "﹪": "%", "٪": "%", "￥": "¥", "✕": "×", "✖": "×", "╳": "×", "⨯": "×", "✱": "*", "﹡": "*", "•": "·", "・": "·", "‧": "·", "∙": "·",
    "⋅": "·", "●": "·", "∕": "/", "⁄": "/", "﹢": "+", "∶": ":", "︰": ":", "﹕": ":", "﹔": ";", "﹐": ",", "﹑": "、", "﹙": "(", "﹚": ")", "〔": "(", "〕": ")",
    "【": "(", "】": ")", "［": "(", "］": ")", "[": "(", "]": ")", "｡": "。", "○": "〇", "º": "°", "µ": "μ", "㎞": "km", "㎏": "kg", "㎝": "cm", "㎜": "mm", "㎥": "m³",
    "㎎": "mg", "㏄": "cc", "²": "²",
}  # fmt: skip
_BLANKS = "\u00a0\u1680\u180e\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CONTROLS = "".join(map(chr, (*range(0x21), *range(0x7F, 0xA0))))

TABLE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(form): sign for form, sign in _SIGNS.items()},
    **dict.fromkeys(map(ord, _BLANKS + _CONTROLS)),
}
"""Full-width forms and look-alike signs to the plain one; blanks, line breaks and controls to nothing."""


def plain_text(text: str) -> str:
    """A text with every sign in its plain form and without blanks: two texts that a person reads alike come out equal."""
    return text.translate(TABLE)
