"""Digits (数位): a number laid into the places of a format code: `#,##0.00`, `0.0%`, `0.00E+00`, `# ?/?`, `0000"年"00"月"`."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from attrs import frozen

LOWER = "〇一二三四五六七八九"
UPPER = "零壹贰叁肆伍陆柒捌玖"
LOWER_SCALE = ("", "十", "百", "千")
UPPER_SCALE = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


class Piece(Protocol):
    """A token of a format code."""

    @property
    def kind(self) -> str:
        """What the token is."""
        ...

    @property
    def text(self) -> str:
        """What stands in the code, or is shown of it."""
        ...


@frozen
class Places:
    """How a section lays out its digits: tokens before and after the point, grouping, and the power of ten to scale by."""

    whole: tuple[Piece, ...]
    decimals: tuple[Piece, ...]
    pointed: bool
    grouped: bool
    shift: int


def shown(value: Decimal, tokens: tuple[Piece, ...]) -> str:
    """A number that is not negative as a section of digits shows it, its literals included."""
    kinds = [token.kind for token in tokens]
    if "exponent" in kinds:
        return _scientific(value, tokens)
    if any(token.kind == "sign" and token.text == "/" for token in tokens):
        return _fraction(value, tokens)
    places = _places(tokens)
    count = sum(token.kind == "digit" for token in places.decimals)
    rounded = value.scaleb(places.shift).quantize(Decimal(1).scaleb(-count), ROUND_HALF_UP) if value.adjusted() < 25 else value
    whole, _, decimals = f"{rounded:f}".partition(".")
    text = _lay_whole(whole.lstrip("0"), places) + _lay_decimals(decimals, places)
    return in_chinese(text, tokens)


def in_chinese(text: str, tokens: tuple[Piece, ...]) -> str:
    """The text with its leading number in Chinese numerals where the code asks for them (`[DBNum1]`, `[DBNum2]`)."""
    style = next((token.text for token in tokens if token.kind == "numerals"), None)
    if style is None or not text.replace(".", "", 1).isdecimal():
        return text
    numerals, scale = (LOWER, LOWER_SCALE) if style == "1" else (UPPER, UPPER_SCALE)
    whole, point, decimals = text.partition(".")
    spoken = _numeral(whole.lstrip("0")[-16:], numerals, scale) or numerals[0]
    return spoken + (("." + "".join(numerals[int(sign)] for sign in decimals)) if point else "")


def _numeral(whole: str, numerals: str, scale: tuple[str, ...]) -> str:
    text = ""
    pending = False
    for index, sign in enumerate(whole):
        place = len(whole) - 1 - index
        if sign == "0":
            pending = bool(text)
        else:
            text += (numerals[0] if pending else "") + numerals[int(sign)] + scale[place % 4]
            pending = False
        if place % 4 == 0 and place and whole[max(0, index - 3) : index + 1].strip("0"):
            text += GROUPS[place // 4]
    return text


def _places(tokens: tuple[Piece, ...]) -> Places:
    point = next((at for at, token in enumerate(tokens) if token.kind == "sign" and token.text == "."), len(tokens))
    last = max(at for at, token in enumerate(tokens) if token.kind == "digit")
    first = next(at for at, token in enumerate(tokens) if token.kind == "digit")
    commas = [at for at, token in enumerate(tokens) if token.kind == "sign" and token.text == ","]
    percents = sum(token.kind == "sign" and token.text == "%" for token in tokens)
    trailing = sum(at > min(last, point) or at > last for at in commas)
    return Places(
        tokens[:point],
        tokens[point + 1 :],
        point < len(tokens),
        any(first < at < min(last, point) for at in commas),
        2 * percents - 3 * trailing,
    )


def _lay_whole(number: str, places: Places) -> str:
    """Digits fill their places from the right; those that are left over stand at the first place."""
    pieces: list[str] = []
    waiting = sum(token.kind == "digit" for token in places.whole)
    used = len(number)
    for token in reversed(places.whole):
        if token.kind == "digit":
            waiting -= 1
            take = used if waiting == 0 else min(1, used)
            digits_here = number[used - take : used] or ("0" if token.text == "0" else "")
            pieces.append(_grouped(digits_here, len(number) - used) if places.grouped else digits_here)
            used -= take
        elif token.kind == "literal" or token.text == "%":
            pieces.append(token.text)
    return (
        "".join(reversed(pieces)) if waiting or any(token.kind == "digit" for token in places.whole) else number + "".join(reversed(pieces))
    )


def _grouped(digits_here: str, behind: int) -> str:
    """Commas between thousands; `behind` digits already stand to the right."""
    text = ""
    for sign in reversed(digits_here):
        text = sign + ("," if behind and behind % 3 == 0 else "") + text
        behind += 1
    return text


def _lay_decimals(number: str, places: Places) -> str:
    wanted = [token.text for token in places.decimals if token.kind == "digit"]
    least = max((at + 1 for at, sign in enumerate(wanted) if sign == "0"), default=0)
    kept = number[:least] + number[least:].rstrip("0")
    signs = iter(kept)
    text = "." if places.pointed and (kept or not wanted) else ""
    for token in places.decimals:
        if token.kind == "digit":
            text += next(signs, "")
        elif token.kind == "literal" or token.text == "%":
            text += token.text
    return text


def _scientific(value: Decimal, tokens: tuple[Piece, ...]) -> str:
    at = next(index for index, token in enumerate(tokens) if token.kind == "exponent")
    exponent = value.adjusted() if value else 0
    behind = sum(token.kind == "digit" for token in tokens[at:])
    mantissa = shown(value.scaleb(-exponent), tokens[:at])
    if mantissa.startswith("10"):
        exponent += 1
        mantissa = shown(value.scaleb(-exponent), tokens[:at])
    sign = "-" if exponent < 0 else "+" if tokens[at].text.endswith("+") else ""
    return f"{mantissa}E{sign}{abs(exponent):0{max(behind, 1)}d}"


def _fraction(value: Decimal, tokens: tuple[Piece, ...]) -> str:
    slash = next(index for index, token in enumerate(tokens) if token.kind == "sign" and token.text == "/")
    below = tokens[slash + 1 :]
    fixed = "".join(token.text for token in below if token.text.isdecimal())
    limit = 10 ** max(1, min(sum(token.kind == "digit" for token in below), 4)) - 1
    denominator = int(fixed) if fixed.strip("0") else None
    whole = int(value) if sum(token.kind == "digit" for token in tokens[:slash]) > 1 else 0
    rest = Fraction(value) - whole
    near = Fraction(round(rest * denominator), denominator) if denominator else rest.limit_denominator(limit)
    above, under = (round(rest * denominator), denominator) if denominator else (near.numerator, near.denominator)
    if near == 1 and whole:
        return str(whole + 1)
    if not above:
        return str(whole)
    return f"{whole} {above}/{under}" if whole else f"{above}/{under}"
