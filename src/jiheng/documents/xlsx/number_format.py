"""Number formats (数字格式): a stored number and a format code → the text that a person sees in the cell."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from attrs import frozen

from jiheng.documents.xlsx import calendar, digits

TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|_.|\*.|\[([^\]]*)\]|(General|G/通用格式)|(上午/下午|AM/PM|A/P)'
    r"|(E[+-])|(a{3,4}|y+|m+|d+|h+|s+|e+)|([0#?])|([.,%/;@])|(.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
ELAPSED = re.compile(r"(?:h+|m+|s+)\Z", re.IGNORECASE)
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
SYSTEM = re.compile(r"\[\$-(F800|F400|x-sysdate|x-systime)\]", re.IGNORECASE)
LONG_DATE = 'yyyy"年"m"月"d"日"'
LONG_TIME = "h:mm:ss"
"""What the system's long date and time are on a Chinese desk, whatever stands behind their marks in the code."""
MAX_CODE = 255


@frozen
class Token:
    """A piece of a format code: `literal`, `general`, `half` (上午/下午), `exponent`, `date`, `elapsed`, `digit`, `sign`, `numerals`."""

    kind: str
    text: str


@frozen
class Section:
    """One of the up to four parts of a code: its tokens and the numbers that it is for, where it says so."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds stands in it."""
        return any(token.kind in kinds for token in self.tokens)


def shown_number(stored: str, code: str, *, since_1904: bool = False) -> str:
    """The number as the cell shows it: `0.98` with `0%` is `98%`. A text that is no number comes back as it is.

    Excel keeps 15 digits, so more are rounded away; whole numbers are never shown with an exponent unless the code asks
    for it, and no number is cut to the width of its column.
    """
    if code in {"General", "@", ""}:
        return general(stored)
    try:
        value = FIFTEEN.create_decimal(stored)
    except InvalidOperation:
        return stored
    return _shown(value, code, since_1904) if value.is_finite() else stored


def shown_text(text: str, code: str) -> str:
    """A text cell as shown: only a code with a text section (`@"元"`) changes it."""
    if "@" not in code or code == "@":
        return text
    section = next((section for section in sections(code) if Token("sign", "@") in section.tokens), None)
    if section is None:
        return text
    return "".join(text if token == Token("sign", "@") else token.text for token in section.tokens if token.kind in {"sign", "literal"})


@lru_cache(maxsize=4096)
def general(stored: str) -> str:
    """A number without a format: at most 15 significant digits, no exponent, no zeros at the end."""
    if stored.isdecimal() and len(stored) <= 15:
        return stored
    try:
        value = FIFTEEN.create_decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or not -30 < value.adjusted() < 30:
        return stored
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """A code cut at its semicolons; quoted signs and brackets are taken whole."""
    system = SYSTEM.match(code)
    if system is not None:
        code = LONG_TIME if "400" in system[1] or "time" in system[1] else LONG_DATE
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in TOKEN.finditer(code[:MAX_CODE]):
        if match[9] == ";":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif match[3] is not None:
            stated = CONDITION.match(match[3])
            condition = (stated[1], Decimal(stated[2])) if stated else condition
            tokens.extend(_bracket(match[3]))
        else:
            tokens.extend(_token(match))
    found.append(Section(tuple(tokens), condition))
    return tuple(found)


def _token(match: re.Match[str]) -> list[Token]:
    kinds = ("literal", "literal", "", "general", "half", "exponent", "date", "digit", "sign", "literal")
    if match.lastindex is None:
        return []  # a blank as wide as a sign, or a sign repeated to fill the cell
    return [Token(kinds[match.lastindex - 1], match[match.lastindex])]


def _bracket(inside: str) -> list[Token]:
    """`[$¥-804]` shows its currency, `[h]` counts on past a day, `[DBNum2]` writes Chinese numerals; colours show nothing."""
    if inside.startswith("$"):
        currency = inside[1:].partition("-")[0]
        return [Token("literal", currency)] if currency else []
    if ELAPSED.match(inside):
        return [Token("elapsed", inside.lower())]
    if inside.lower() in {"dbnum1", "dbnum2"}:
        return [Token("numerals", inside[-1])]
    return []


@lru_cache(maxsize=16384)
def _shown(value: Decimal, code: str, since_1904: bool) -> str:  # noqa: FBT001 - cached by position
    parts = sections(code)
    section, magnitude, signed = _section_for(value, parts)
    minus = "-" if signed else ""
    if section.has("date", "elapsed", "half"):
        return calendar.shown_date(value, section.tokens, since_1904=since_1904) or general(str(value))
    if section.has("general"):
        inner = digits.in_chinese(general(str(magnitude)), section.tokens)
        return minus + "".join(
            inner if token.kind == "general" else token.text for token in section.tokens if token.kind in {"general", "literal"}
        )
    if not section.has("digit"):
        if Token("sign", "@") in section.tokens:
            return general(str(value))
        return minus + "".join(token.text for token in section.tokens if token.kind == "literal" or token.text == "%")
    text = digits.shown(magnitude, section.tokens)
    zero = signed and not any(sign in "123456789" for sign in text)
    return text if zero else minus + text


def _section_for(value: Decimal, parts: tuple[Section, ...]) -> tuple[Section, Decimal, bool]:
    """The section that a number falls into, the number to show there, and whether a minus is to be put before it."""
    numeric = parts[:3]
    if any(part.condition for part in numeric):
        for part in numeric:
            if part.condition is None or _holds(value, *part.condition):
                return part, abs(value), value < 0
        return numeric[-1], abs(value), value < 0
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value, False
    if value == 0 and len(numeric) > 2:
        return numeric[2], value, False
    return parts[0], abs(value), value < 0


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    outcomes = {"<": value < bound, ">": value > bound, "=": value == bound}
    return value != bound if sign == "<>" else any(outcomes[part] for part in sign)
