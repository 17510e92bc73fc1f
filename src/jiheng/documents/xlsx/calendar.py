"""Calendar (日期): a serial number as the date or time that its format code shows."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jiheng.documents.xlsx.digits import Piece

EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone
LAST = 2_958_465
"""The serial of 9999-12-31, the last day that Excel knows."""
WEEKDAYS = "一二三四五六日"


def shown_date(serial: Decimal, tokens: tuple[Piece, ...], *, since_1904: bool) -> str | None:
    """The text of a date section, or None for a number that is no date (negative, after 9999)."""
    if serial < 0 or serial > LAST:
        return None
    fraction = _decimals_of_seconds(tokens)
    moment = _moment(serial, since_1904=since_1904, places=fraction)
    halves = any(token.kind == "half" for token in tokens)
    pieces: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind == "date":
            pieces.append(_part(moment, token.text.lower(), minutes=_is_minutes(tokens, at), halves=halves))
        elif token.kind == "elapsed":
            pieces.append(_elapsed(serial, token.text))
        elif token.kind == "half":
            first, _, second = token.text.partition("/")
            pieces.append(first if moment.hour < 12 else second)
        elif token.kind == "digit":
            pieces.append("")
        elif token.text == "." and fraction:
            pieces.append("." + f"{moment.microsecond:06d}"[:fraction])
        else:
            pieces.append(token.text if token.kind in {"literal", "sign"} and token.text != "@" else "")
    return "".join(pieces)


def _moment(serial: Decimal, *, since_1904: bool, places: int) -> datetime:
    days = int(serial)
    seconds = ((serial - days) * 86_400).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    # Excel believes in 29 February 1900: days before it are one later
    lapse = timedelta(days=1) if days < 60 and not since_1904 else timedelta()
    return (EPOCH_1904 if since_1904 else EPOCH_1900) + lapse + timedelta(days=days, microseconds=int(seconds * 1_000_000))


def _decimals_of_seconds(tokens: tuple[Piece, ...]) -> int:
    point = next((at for at, token in enumerate(tokens) if token.text == "." and token.kind == "sign"), None)
    if point is None:
        return 0
    return min(6, sum(token.kind == "digit" for token in tokens[point:]))


def _is_minutes(tokens: tuple[Piece, ...], at: int) -> bool:
    """`m` is a minute right after hours or right before seconds, else a month."""
    if not tokens[at].text.lower().startswith("m"):
        return False
    timed = [token.text.lower()[0] for token in tokens[:at] if token.kind in {"date", "elapsed"}]
    after = [token.text.lower()[0] for token in tokens[at + 1 :] if token.kind in {"date", "elapsed"}]
    return timed[-1:] == ["h"] or after[:1] == ["s"]


def _part(moment: datetime, code: str, *, minutes: bool, halves: bool) -> str:
    size = len(code)
    kind = code[0]
    if kind in "ye":
        return f"{moment.year % 100:02d}" if kind == "y" and size <= 2 else f"{moment.year:04d}"
    if kind == "m" and not minutes and size >= 3:
        return moment.strftime("%b" if size == 3 else "%B")
    if kind == "d" and size >= 3:
        return moment.strftime("%a" if size == 3 else "%A")
    if kind == "a":
        return ("星期" if size == 4 else "") + WEEKDAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if halves else moment.hour
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{number:02d}" if size >= 2 else str(number)


def _elapsed(serial: Decimal, code: str) -> str:
    per_day = {"h": 24, "m": 1440, "s": 86_400}[code[0]]
    seconds = int((serial * 86_400).to_integral_value(ROUND_HALF_UP))
    return f"{seconds * per_day // 86_400:0{len(code)}d}"
