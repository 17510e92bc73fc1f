"""Checking a list (核对清单): every line that can't be taken, each with its sentence: place · what was found · what was expected · what to do."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from jiheng.framework.fields import SCALES
from jiheng.model.place import Place
from jiheng.reading.lists.projects import ProjectLine, ProjectList
from jiheng.web.organizations.models import Body
from jiheng.web.projects.models import Stage

LONGEST_CODE, LONGEST_NAME = 64, 300
MOST_MONEY = Decimal(10) ** 17
CENT = Decimal("0.01")
ASKED = {"code": ("项目编码", "code"), "project": ("项目名称", "name"), "amount": ("金额", "amount")}


@frozen
class Wrong:
    """What is wrong with a line (or, where `row` is None, with the whole list), in both languages."""

    row: int | None
    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The sentence in the language asked for."""
        return self.en if lang == "en" else self.zh


@frozen(eq=False)
class Planned:
    """A line that can be taken: the project's code, name, unit, and money in yuan."""

    code: str
    name: str
    unit: Body
    amount: Decimal
    row: int | None = None


@frozen(eq=False)
class Units:
    """The units of the county by code and by name, for the lines of a list."""

    by_code: Mapping[str, Body]
    by_name: Mapping[str, Sequence[Body]]


def units() -> Units:
    """The units as they are registered; one query."""
    by_code: dict[str, Body] = {}
    by_name: dict[str, list[Body]] = {}
    for body in Body.objects.filter(kind=Body.Kind.UNIT).select_related("parent"):
        by_code[body.code] = body
        by_name.setdefault(body.name, []).append(body)
    return Units(by_code, by_name)


def checked(read: ProjectList, stage: Stage, scale: str, known: Units) -> tuple[list[Planned], list[Wrong]]:
    """The lines that can be taken and what is wrong with the others; `scale` is the unit of money (元, 万元) of a list that names none."""
    missing = list(_missing_columns(read))
    if missing:
        return [], missing
    taken: list[Planned] = []
    wrong: list[Wrong] = []
    rows: dict[str, int | None] = {}
    for line in read.lines:
        faults = list(_faults(line, stage, scale, known, rows))
        wrong += faults
        unit = _unit(line, known)
        money = _money(line, scale)
        if not faults and line.code and line.project and isinstance(unit, Body) and money is not None:
            taken.append(Planned(line.code, line.project, unit, money, line.place.row))
        if line.code:
            rows.setdefault(line.code, line.place.row)
    if not wrong:
        wrong += _total_differs(read, taken)
    return taken, wrong


def _missing_columns(read: ProjectList) -> Iterator[Wrong]:
    for column, (zh, en) in ASKED.items():
        if column not in read.columns:
            yield Wrong(
                None,
                f"表头：没有“{zh}”一列。清单应有项目编码、项目名称、单位、金额四列；请补上这一列后重新导入。",
                f"heads: there is no column for the {en}; a list has code, name, unit and amount: add the column and import it again.",
            )
    if not {"unit", "unit_code"} & read.columns:
        yield Wrong(
            None,
            "表头：没有“单位编码”或“单位名称”一列。清单应写明每个项目是哪个单位的；请补上后重新导入。",
            "heads: no column for the unit; a list says whose each project is: add it and import it again.",
        )


def _faults(line: ProjectLine, stage: Stage, scale: str, known: Units, rows: Mapping[str, int | None]) -> Iterator[Wrong]:
    yield from _faults_of_name(line, rows)
    unit = _unit(line, known)
    if isinstance(unit, Wrong):
        yield unit
    yield from _faults_of_money(line, stage, scale)


def _faults_of_name(line: ProjectLine, rows: Mapping[str, int | None]) -> Iterator[Wrong]:
    at, at_en = _at(line.place)
    row = line.place.row
    if not line.code:
        yield Wrong(
            row,
            f"{at}：“{line.project or ''}”没有项目编码。每个项目应有预算系统给的编码；请补上后重新导入。",
            f"{at_en}: “{line.project or ''}” has no code; each project has the budget system's: add it and import the list again.",
        )
    elif line.code in rows:
        yield Wrong(
            row,
            f"{at}：编码 {line.code} 在第 {rows[line.code]} 行已有。一个项目在一份清单里应只有一行；请合并或改正其中一行。",
            f"{at_en}: the code {line.code} stands in row {rows[line.code]} already; a project has one line in a list: join the two or correct one.",
        )
    elif len(line.code) > LONGEST_CODE:
        yield Wrong(
            row,
            f"{at}：编码有 {len(line.code)} 个字符。应在 {LONGEST_CODE} 个以内；请核对是否串列。",
            f"{at_en}: the code has {len(line.code)} letters, more than {LONGEST_CODE}: see whether the columns have moved.",
        )
    if not line.project or len(line.project) > LONGEST_NAME:
        found = "没有项目名称" if not line.project else f"项目名称有 {len(line.project)} 个字"
        found_en = "no name" if not line.project else f"a name of {len(line.project)} letters"
        yield Wrong(
            row,
            f"{at}：编码 {line.code or '（空）'} {found}。应是 {LONGEST_NAME} 字以内的名称；请填写后重新导入。",
            f"{at_en}: code {line.code or '(blank)'} has {found_en}; it should be one of at most {LONGEST_NAME} letters: write it and import the list again.",
        )


def _unit(line: ProjectLine, known: Units) -> Body | Wrong:
    """The unit of a line, by its code, else by its name within the department; else what is wrong."""
    by_code = known.by_code.get(line.unit_code or "")
    if by_code is not None and (not line.unit or line.unit == by_code.name):
        return by_code
    at, at_en = _at(line.place)
    if by_code is not None:
        return Wrong(
            line.place.row,
            f"{at}：单位编码 {line.unit_code} 登记的是“{by_code.name}”，这里写的是“{line.unit}”。编码和名称应是同一单位；请改正其中一个。",
            f"{at_en}: the unit code {line.unit_code} is registered for “{by_code.name}”, the line says “{line.unit}”; correct one of them.",
        )
    named = [each for each in known.by_name.get(line.unit or "", ()) if not line.department or _is_department(each, line.department)]
    if len(named) == 1 and not line.unit_code:
        return named[0]
    said = " ".join(part for part in (line.unit_code, line.unit) if part) or "（空）"
    if len(named) > 1:
        return Wrong(
            line.place.row,
            f"{at}：有 {len(named)} 个单位叫“{line.unit}”。应能确定是哪一个；请加上单位编码或主管部门。",
            f"{at_en}: {len(named)} units are called “{line.unit}”; the list must say which: add the unit's code or department.",
        )
    return Wrong(
        line.place.row,
        f"{at}：单位“{said}”没有登记。应为本县已登记的预算单位；请核对编码和名称，新单位先由管理员登记。",
        f"{at_en}: the unit “{said}” is not registered; check code and name, or have the administrator enter the new unit first.",
    )


def _is_department(unit: Body, said: str) -> bool:
    return unit.parent is not None and said in {unit.parent.name, unit.parent.code}


def _faults_of_money(line: ProjectLine, stage: Stage, scale: str) -> Iterator[Wrong]:
    at, at_en = _at(line.place)
    row, money = line.place.row, _money(line, scale)
    if line.written is None:
        yield Wrong(
            row,
            f"{at}：“{line.project or line.code}”没有金额。每个项目应有金额，没有安排的写 0；请填写后重新导入。",
            f"{at_en}: “{line.project or line.code}” has no amount; write 0 where there is none, then import the list again.",
        )
    elif line.unscaled is not None and not scale:
        yield Wrong(
            row,
            f"{at}：金额“{line.written}”不知道是元还是万元。表头或表上方应写明单位；请补上，或在导入时选定单位。",
            f"{at_en}: whether “{line.written}” is 元 or 万元 is not said; write the unit in the head or choose it when importing.",
        )
    elif money is None:
        yield Wrong(
            row,
            f"{at}：金额“{line.written}”读不成一个数。应为一个以元或万元计的数；请改正后重新导入。",
            f"{at_en}: “{line.written}” can't be read as one amount; write one figure in 元 or 万元, then import the list again.",
        )
    elif (money < 0 and stage is not Stage.ADDED) or abs(money) >= MOST_MONEY or money != money.quantize(CENT):
        yield Wrong(
            row,
            f"{at}：金额 {money} 元不能用。应不小于 0（追加可以为负）、不过大、最多到分；请核对数字和单位。",
            f"{at_en}: {money} yuan can't be taken; it should be 0 or more (additions may be less), within reason, and in whole cents: check figure and unit.",
        )


def _money(line: ProjectLine, scale: str) -> Decimal | None:
    if line.amount is not None:
        return line.amount
    return line.unscaled * SCALES[scale] if line.unscaled is not None and scale in SCALES else None


def _total_differs(read: ProjectList, taken: Sequence[Planned]) -> Iterator[Wrong]:
    """A printed total that the lines do not add up to: a line may have been lost."""
    listed = sum((each.amount for each in taken), Decimal(0))
    if read.total is not None and read.total != listed:
        yield Wrong(
            None,
            f"合计：清单写的合计是 {read.total:,} 元，各行相加是 {listed:,} 元。两者应相等，可能少了行或改了数；请核对后重新导入。",
            f"total: the list prints {read.total:,} yuan, its lines add up to {listed:,}; a line may be lost or changed: check it and import the list again.",
        )


def _at(place: Place) -> tuple[str, str]:
    sheet = f"“{place.sheet}”" if place.sheet else ""
    return f"{sheet}第 {place.row} 行", f"{place.sheet + ', ' if place.sheet else ''}row {place.row}"
