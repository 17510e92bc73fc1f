"""Codes (代码表): every closed list of the exchange schema, with the official name of each code, for programs that exchange tables."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from attrs import frozen

from jiheng.framework import Framework
from jiheng.framework.fields import Part, fields
from jiheng.framework.forms import forms
from jiheng.framework.layouts import layouts
from jiheng.framework.papers import papers
from jiheng.framework.registers import registers
from jiheng.framework.tree import tree
from jiheng.framework.units import units
from jiheng.model.finding import Severity
from jiheng.model.value import Change, Period, ValueKind

Named = TypeVar("Named", bound=StrEnum)
KINDS = {
    ValueKind.QUANTITY: "数量",
    ValueKind.PERCENT: "百分率",
    ValueKind.MONEY: "金额",
    ValueKind.DATE: "日期",
    ValueKind.DURATION: "时长",
    ValueKind.SCHEDULE: "周期",
    ValueKind.RATIO: "比例",
    ValueKind.GRADE: "等级或状态",
    ValueKind.QUALITATIVE: "定性",
    ValueKind.COMPOUND: "多项",
    ValueKind.UNKNOWN: "未能读出",
}
CHANGES = {Change.INCREASE: "增加", Change.DECREASE: "减少"}
PERIODS = dict(zip(Period, ("每日", "每周", "每月", "每季度", "每半年", "每年"), strict=True))
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
HEADS = ("list", "field", "closed", "code", "name")
MODEL_PARTS = (Part.HEAD, Part.MONEY, Part.ROW, Part.TAIL)


@frozen
class Code:
    """One code and its official name."""

    code: str
    name: str


@frozen
class CodeList:
    """The codes of one field of the exchange schema. `closed` is true where no other code may stand there."""

    name: str
    title: str
    field: str
    closed: bool
    codes: tuple[Code, ...]


def code_lists(framework: Framework, rules: Iterable[Code] = ()) -> tuple[CodeList, ...]:
    """Every code list; `rules` are those of the review, which this room does not know."""
    layouts_too = [Code(each.name, each.title) for each in layouts(framework)]
    letters = [Code(each.name, each.title.format(office="", years="")) for each in papers(framework)]
    lists = [Code(each.name, each.title) for each in registers(framework)]
    known = units(framework)
    return (
        CodeList("form", "表类", "form", True, tuple(Code(each.kind.value, each.title) for each in forms(framework))),
        CodeList("layout", "表式", "--form", False, (*layouts_too, *letters, *lists)),
        CodeList("node", "指标体系节点", "indicators.node", True, tuple(Code(*pair) for pair in tree(framework).official.items())),
        CodeList("kind", "指标值类型", "indicators.target.kind", True, _of(KINDS)),
        CodeList("change", "变化方向", "indicators.target.change", True, _of(CHANGES)),
        CodeList("every", "周期", "indicators.target.every", True, _of(PERIODS)),
        CodeList(
            "money-unit",
            "金额单位（都折合为元）",
            "indicators.target.unit",
            False,
            tuple(Code(*map(str, pair)) for pair in known.money.items()),
        ),
        CodeList("quantity-unit", "计量单位", "indicators.target.unit", False, tuple(Code(each, each) for each in sorted(known.quantity))),
        CodeList("label", "栏目名称", "（表内栏目）", False, _labels(framework)),
        CodeList("severity", "级别", "findings.severity", True, _of(SEVERITIES)),
        CodeList("rule", "审核规则", "findings.rule", True, tuple(rules)),
    )


def _of(names: Mapping[Named, str]) -> tuple[Code, ...]:
    return tuple(Code(code.value, name) for code, name in names.items())


def _labels(framework: Framework) -> tuple[Code, ...]:
    """What the official forms call the fields of the model."""
    found = {entry.name: entry.labels[0] for entry in reversed(fields(framework).entries) if entry.labels and entry.part in MODEL_PARTS}
    return tuple(Code(name, found[name]) for name in sorted(found))


def as_csv(lists: Sequence[CodeList]) -> str:
    """All codes as one table, a row a code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    for each in lists:
        writer.writerows((each.name, each.field, str(each.closed).lower(), code.code, code.name) for code in each.codes)
    return out.getvalue()


def as_json(lists: Sequence[CodeList]) -> str:
    """All code lists as one JSON object, by name."""
    made = {
        each.name: {
            "title": each.title,
            "field": each.field,
            "closed": each.closed,
            "codes": [{"code": code.code, "name": code.name} for code in each.codes],
        }
        for each in lists
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
