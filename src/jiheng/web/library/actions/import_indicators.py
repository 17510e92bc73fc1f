"""Import (导入指标库): an Excel list, looked at before: what is new, what changes, what is the same, which lines can't be taken."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import DeedRefused, NotAllowed, NotEnough, OutOfDate
from jiheng.framework import load
from jiheng.framework.tree import tree
from jiheng.reading.lists.indicators import IndicatorLine
from jiheng.web.library import access
from jiheng.web.library.models import Indicator, IndicatorsAtDoor, Kind, Standing
from jiheng.web.library.opening import lines_of
from jiheng.web.library.shape import PARTED, Shape, demand_whole, shape_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.trail import chain

KEPT = timedelta(days=2)
KINDS = {"共性": Kind.COMMON, "通用": Kind.COMMON, "行业": Kind.TRADE, "部门": Kind.DEPARTMENT, **{kind.value: kind for kind in Kind}}
SIGNS = {
    "≥": "≥", ">=": "≥", "大于等于": "≥", "正向": "≥", "正向指标": "≥", "≤": "≤", "<=": "≤", "小于等于": "≤", "反向": "≤", "反向指标": "≤",
    "=": "=", "＝": "=", "等于": "=", "定性": "",
}  # fmt: skip


@frozen(eq=False)
class Wrong:
    """A line that can't be taken, and why."""

    row: int | None
    zh: str
    en: str


@frozen(eq=False)
class Preview:
    """What a list would do to the library; `changed` pairs what is there with what it would say."""

    new: tuple[Shape, ...]
    changed: tuple[tuple[Indicator, Shape], ...]
    same: int
    wrong: tuple[Wrong, ...]

    @property
    def mark(self) -> str:
        """A mark of what would be done; another one later means that the library has changed meanwhile."""
        said = [*(str((*each.whose, *each.said)) for each in self.new), *(str((old.pk, *new.said)) for old, new in self.changed)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def offer(actor: Actor, name: str, content: bytes) -> IndicatorsAtDoor:
    """Keep a list for its preview. Raises NotAllowed, and NotEnough for a file that holds none."""
    access.demand(actor.person, "import")
    lines_of(name, content)
    IndicatorsAtDoor.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return IndicatorsAtDoor.objects.create(by=actor.person, name=name[:255], body=content)


def previewed(actor: Actor, door_id: int) -> tuple[IndicatorsAtDoor, Preview]:
    """A list that waits, and what it would change. Raises NotAllowed for another's or for one that is not there."""
    access.demand(actor.person, "import")
    door = IndicatorsAtDoor.objects.filter(pk=door_id, by=actor.person).first()
    if door is None:
        raise NotAllowed(
            "导入指标：没有找到这份待导入的清单，可能已经导入或过了两天。请重新选择文件。",
            "importing: no such list waits; it was taken, or two days have gone by: choose the file again.",
        )
    return door, preview(lines_of(door.name, bytes(door.body)))


def import_indicators(actor: Actor, door_id: int, seen: str) -> Preview:
    """Take the list as it was previewed, the lines that can be taken. Raises OutOfDate where the library has changed since."""
    with transaction.atomic():
        door, found = previewed(actor, door_id)
        if found.mark != seen:
            raise OutOfDate(
                f"{door.name}：预览之后指标库有了变动。应按最新的预览导入；请再看一遍预览后确认。",
                f"{door.name}: the library has changed since the preview; look at the new one, then confirm.",
            )
        decided = {"standing": Standing.APPROVED, "by": actor.person, "decided_by": actor.person, "decided": timezone.now()}
        Indicator.objects.filter(pk__in=[old.pk for old, _new in found.changed]).update(standing=Standing.RETIRED)
        rows = [Indicator(**new.columns, **decided, reason=door.name) for new in found.new]
        rows += [Indicator(**new.columns, **decided, reason=door.name, replaces=old) for old, new in found.changed]
        Indicator.objects.bulk_create(rows, 500)
        after: dict[str, object] = {
            "name": door.name,
            "digest": hashlib.sha256(bytes(door.body)).hexdigest(),
            "new": len(found.new),
            "changed": len(found.changed),
        }
        chain.record(chain.Deed(actor.name, "import-indicators", "library", "", None, after, actor.address))
        door.delete()
    return found


def preview(lines: Sequence[IndicatorLine]) -> Preview:
    """What the lines would do; a fixed number of queries, whatever their number."""
    bodies = {each.code: each for each in Body.objects.filter(kind=Body.Kind.DEPARTMENT)}
    held = {shape_of(row).whose: row for row in Indicator.objects.filter(standing=Standing.APPROVED).select_related("department")}
    new: dict[object, Shape] = {}
    changed: dict[object, tuple[Indicator, Shape]] = {}
    same, wrong = 0, []
    for line in lines:
        try:
            shape = _shape(line, bodies)
            demand_whole(shape)
        except DeedRefused as because:
            wrong.append(Wrong(line.place.row, because.zh, because.en))
            continue
        old = held.get(shape.whose)
        if old is None:
            new[shape.whose] = shape
        elif shape_of(old).said != shape.said:
            changed[shape.whose] = (old, shape)
        else:
            same += 1
    return Preview(tuple(new.values()), tuple(changed.values()), same, tuple(wrong))


def _shape(line: IndicatorLine, bodies: dict[str, Body]) -> Shape:
    """What a line says. Raises NotEnough for words that the library does not know."""
    kind = KINDS.get((line.kind or "共性").removesuffix("指标"))
    sign = SIGNS.get((line.sign or "").strip(), None if line.sign else "")
    node = tree(load()).level2_node(line.level2 or "")
    department = bodies.get(line.department or "") if kind is Kind.DEPARTMENT else None
    if kind is None or sign is None or node is None:
        place = f"第 {line.place.row} 行" if line.place.row else "清单"
        raise NotEnough(
            f"{place}：类别「{line.kind or ''}」、二级指标「{line.level2 or ''}」或方向「{line.sign or ''}」不认识。"
            "类别应为共性、行业、部门，方向应为 ≥、≤、= 或定性；请改正后再导入。",
            f"row {line.place.row}: the kind “{line.kind or ''}”, the level “{line.level2 or ''}” or the sign “{line.sign or ''}” is unknown; "
            "kinds are 共性, 行业 and 部门, signs ≥, ≤, = and 定性: correct it and import it again.",
        )
    said = {name: (getattr(line, name) or "").strip() for name in ("name", "definition", "formula", "unit", "source")}
    usual = PARTED.join(part.strip() for part in (line.usual or "").replace(";", PARTED).split(PARTED) if part.strip())
    trade = (line.trade or "").strip() if kind is Kind.TRADE else ""
    return Shape(kind, node, sign=sign, usual=usual, trade=trade, department=department, **said)
