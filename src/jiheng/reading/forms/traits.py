"""Traits (符号、方向、性质): three facts bound by what stands in a cell, not by the head over it; and the target they are joined to."""

from collections.abc import Iterable

from attrs import frozen

from jiheng.reading.forms.looks import Looks

_PERCENT = {"%", "％", "百分比"}


@frozen
class Traits:
    """What stood in the sign, direction and nature columns of one row; None where nothing did."""

    sign: str | None = None
    direction: str | None = None
    nature: str | None = None
    unknown: tuple[tuple[str, str], ...] = ()


@frozen
class Joined:
    """A target as a person writes it, and the (label, text) of a sign or unit that contradicts what the value carries."""

    text: str
    left: tuple[tuple[str, str], ...] = ()


def traits(looks: Looks, cells: Iterable[tuple[str, str]]) -> Traits:
    """Read (label, text) of trait columns: ≥ is the sign, 正向 the direction, 定性 the nature, whatever the label."""
    sign = direction = nature = None
    unknown: list[tuple[str, str]] = []
    for label, text in cells:
        look = looks(text)
        if look.sign or text in looks.trailing_signs or look.change:
            sign = sign or text
        elif look.direction:
            direction = direction or text.removesuffix("指标")
        elif look.nature:
            nature = nature or text.removesuffix("指标")
        elif not look.nothing:
            unknown.append((label, text))
    return Traits(sign, direction, nature, tuple(unknown))


def joined(looks: Looks, value: str, sign: tuple[str, str] | None, unit: tuple[str, str] | None) -> Joined:
    """`大于等于`, `735`, `人次` → `大于等于735人次`; what the value already carries is not doubled. Sign and unit are (label, text)."""
    unit = None if unit is None or looks(unit[1]).nothing else unit
    sign = None if sign is None or looks(sign[1]).nothing else sign
    if not value:
        return Joined("", tuple(each for each in (sign, unit) if each is not None))
    left: list[tuple[str, str]] = []
    bare = "".join(value.split())
    text = value
    if unit is not None and not _carries(bare, unit[1]):
        if bare[-1].isdigit():
            text += unit[1]
        else:
            left.append(unit)
    if sign is not None:
        text, odd = _signed(looks, text, bare, sign)
        left += odd
    return Joined(text, tuple(left))


def _carries(value: str, unit: str) -> bool:
    return value.endswith(unit) or (unit in _PERCENT and value.endswith(tuple(_PERCENT))) or (len(unit) > 1 and unit in value)


def _signed(looks: Looks, text: str, bare: str, sign: tuple[str, str]) -> tuple[str, list[tuple[str, str]]]:
    own = own_sign(looks, bare)
    if sign[1] in looks.trailing_signs:
        return (text if bare.endswith(sign[1]) else text + sign[1]), []
    if own is None:
        return (sign[1] + text, []) if any(letter.isdigit() for letter in bare) else (text, [sign])
    same = looks.signs.get(own) == looks.signs.get("".join(sign[1].split()))
    return text, [] if same else [sign]


def own_sign(looks: Looks, value: str) -> str | None:
    """The sign that a value itself begins with, the longest that fits; None where it begins with none."""
    return next((value[:size] for size in (5, 4, 3, 2, 1) if value[:size] in looks.signs), None)
