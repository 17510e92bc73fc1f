"""Changes (前后变化): what one table says otherwise than another, as sentences by meaning, for histories, returns and adjustments."""

from collections.abc import Sequence

from attrs import frozen

from jiheng.comparing.differences import Demand, FieldDifference, RowDifference, Step, differences
from jiheng.comparing.naming import naming
from jiheng.framework import Framework
from jiheng.framework.equivalences import equivalences
from jiheng.framework.fields import official_label
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration
from jiheng.web.filing.tables import Table

WENT = {Step.LOWER: ("降至", "lowered"), Step.HIGHER: ("升至", "raised"), Step.SAME: ("改为", "changed"), Step.UNCLEAR: ("改为", "changed")}


@frozen
class Change:
    """One change as a sentence in both languages; `row` is the key of its row (empty: the table), `looser` where a target asks less."""

    zh: str
    en: str
    row: str = ""
    field: str = ""
    looser: bool = False


def changes(old: Table, new: Table, law: Framework) -> tuple[Change, ...]:
    """What changed, the table's own fields first, then rows in the form's order, added and dropped ones last."""
    before, after = old.declaration, new.declaration
    found = differences(before, after, naming(law), equivalences(law))
    money = ("，资金有变化", ", the money changes") if found.money_changed else ("，资金不变", ", the money stays")
    out = [_field(each, law) for each in found.fields]
    for half, were, names, keys in (
        (found.annual, _names(before, midterm=False), _names(after, midterm=False), new.keys),
        (found.midterm, _names(before, midterm=True), _names(after, midterm=True), new.midterm_keys),
    ):
        for row in half.rows:
            if row.renamed:
                out.append(_renamed(were[row.pair.old], names[row.pair.new], keys[row.pair.new]))
            out += _row(row, names[row.pair.new], keys[row.pair.new], money)
        out += [_added(names[at], keys[at]) for at in half.matching.added]
    gone = [before.indicators[at].name for at in found.annual.matching.dropped]
    gone += [before.midterm_indicators[at].name for at in found.midterm.matching.dropped]
    return (*out, *(_dropped(name) for name in gone))


def _renamed(was: str, name: str, key: str) -> Change:
    return Change(f"指标「{was}」改名为「{name}」", f"{was}: renamed to {name}", key, "name")


def _added(name: str, key: str) -> Change:
    return Change(f"增加指标「{name}」", f"indicator added: {name}", key) if name else Change("增加空行", "blank line added", key)


def _dropped(name: str) -> Change:
    return Change(f"删除指标「{name}」", f"indicator dropped: {name}", looser=True) if name else Change("删除空行", "blank line dropped")


def _names(table: Declaration, *, midterm: bool) -> Sequence[str]:
    return [row.name for row in (table.midterm_indicators if midterm else table.indicators)]


def _field(each: FieldDifference, law: Framework) -> Change:
    label = official_label(law, each.field) or each.field
    before, after = _said(each.before, each.field), _said(each.after, each.field)
    return Change(f"{label}由 {before} 改为 {after}", f"{each.field}: from {before} to {after}", field=each.field)


def _row(row: RowDifference, name: str, key: str, money: tuple[str, str]) -> list[Change]:
    """The sentences of one row: its target with where it went, then whatever else changed in it."""
    target = row.target
    out: list[Change] = []
    if target is not None:
        before, after = target.before.text or "空", target.after.text or "空"
        if target.wording_only:
            said = Change(f"「{name}」写法由 {before} 改为 {after}，含义不变", f"{name}: worded {after} instead of {before}", key, "target")
        else:
            zh, en = WENT[target.step]
            looser = target.demand is Demand.LOOSER
            said = Change(
                f"「{name}」目标由 {before} {zh} {after}{money[0]}",
                f"{name}: {en} from {before} to {after}{money[1]}",
                key,
                "target",
                looser,
            )
        out.append(said)
    kinds = [word for flag, word in ((row.releveled, "所属级次"), (row.moved, "位置")) if flag]
    kinds += [each.field for each in row.fields] + [each.field for each in row.values if each.field != "target"]
    if kinds:
        out.append(Change(f"「{name}」{'、'.join(kinds)}有改动", f"{name}: {', '.join(kinds)} changed", key))
    return out


def _said(value: object, field: str) -> str:
    if value is None:
        return "空"
    name = getattr(value, "name", None)
    return f"{plain(value)} 元" if field.startswith("funds") and hasattr(value, "as_tuple") else str(name or value)  # type: ignore[arg-type]
