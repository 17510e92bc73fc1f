"""Reading the trail (日志读法): what an entry says, line by line: each thing by its name, what stood there and what came."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from jiheng.framework import load
from jiheng.framework.fields import official_label
from jiheng.framework.framework import Framework
from jiheng.web.trail.models import Entry

MOST_LINES = 40
"""Lines of one entry that its page shows; the JSON has all."""
NAMES: Mapping[str, str] = {
    "state": gettext_noop("状态"),
    "level": gettext_noop("环节"),
    "revision": gettext_noop("版本"),
    "restored": gettext_noop("恢复自"),
    "cause": gettext_noop("方式"),
    "handin": gettext_noop("第几次报送"),
    "reason": gettext_noop("理由"),
    "opinion": gettext_noop("意见"),
    "word": gettext_noop("说明"),
    "text": gettext_noop("内容"),
    "answer": gettext_noop("答复"),
    "grade": gettext_noop("评级"),
    "rule": gettext_noop("规则"),
    "waived": gettext_noop("豁免"),
    "expires": gettext_noop("有效期至"),
    "due": gettext_noop("期限"),
    "open": gettext_noop("开放"),
    "holder": gettext_noop("编辑人"),
    "delegate": gettext_noop("受托人"),
    "name": gettext_noop("文件名"),
    "attachment": gettext_noop("附件"),
    "kind": gettext_noop("类别"),
    "number": gettext_noop("文号"),
    "batch": gettext_noop("批次"),
    "task": gettext_noop("任务"),
    "unit": gettext_noop("单位"),
    "pattern": gettext_noop("套用的表"),
    "adjusts": gettext_noop("调整的表"),
    "adjustment": gettext_noop("调整表"),
    "empty_lines_dropped": gettext_noop("删去的空行"),
}
"""What deeds write, in words; what is not here is named as it is written, and seals stay with the JSON."""
SEALS = frozenset({"digest", "findings", "source", "approval", "objection", "rows", "thread"})
CODES = {
    "drafting": gettext_lazy("编报中"),
    "reviewing": gettext_lazy("审核中"),
    "returned": gettext_lazy("退回修改"),
    "confirming": gettext_lazy("待单位确认"),
    "approved": gettext_lazy("已审定"),
    "bound": gettext_lazy("已批复"),
    "refused": gettext_lazy("不予安排"),
    "department": gettext_lazy("主管部门"),
    "section": gettext_lazy("业务股室"),
    "performance": gettext_lazy("绩效股"),
    "typed": gettext_lazy("编辑"),
    "mended": gettext_lazy("采纳改法"),
    "done": gettext_lazy("已改"),
    "partly": gettext_lazy("部分采纳"),
    "declined": gettext_lazy("未采纳"),
}
ORDINARY = {"cause": "typed"}
"""What the deed's own name says already."""
CODED = frozenset({"state", "level", "cause", "answer"})


@frozen
class Line:
    """One line of an entry: what it speaks of, what stood there (blank: nothing was said of it) and what came; `rule` the mend's code."""

    name: str
    before: str
    after: str
    rule: str = ""


@frozen(eq=False)
class Read:
    """An entry with its lines, those left out counted, and its JSON as it was sealed."""

    entry: Entry
    lines: tuple[Line, ...]
    more: int


def read(entry: Entry) -> Read:
    """The entry, readable; an entry of an older release is read as far as it goes."""
    before, after = _held(entry.before), _held(entry.after)
    names = after.get("rows")
    lines = [*_fields(before, after), *_edits(after.get("edits"), names if isinstance(names, dict) else {})]
    return Read(entry, tuple(lines[:MOST_LINES]), max(len(lines) - MOST_LINES, 0))


def _held(text: str) -> Mapping[str, Any]:
    try:
        said = json.loads(text) if text else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Line]:
    for key in dict.fromkeys((*before, *after)):
        if key in SEALS or key == "edits":
            continue
        was, now = _said(key, before.get(key)), _said(key, after.get(key))
        if was != now and after.get(key) != ORDINARY.get(key):
            yield Line(_(NAMES[key]) if key in NAMES else key, was, now)


def _said(key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Mapping):
        return "、".join(f"{name} {_said('', held)}" for name, held in value.items())
    if isinstance(value, list):
        return "、".join(_said("", each) for each in value)
    return str(CODES.get(str(value), value)) if key in CODED else str(value)


def _edits(edits: object, names: Mapping[str, str]) -> Iterator[Line]:
    for each in edits if isinstance(edits, list) else ():
        row = each.get("row")
        name = str(names.get(row) or (each.get("held") or {}).get("name") or "") if row else ""
        if each.get("do") == "set":
            label = _label(str(each.get("field", "")))
            yield Line(f"「{name}」{label}" if name else label, each.get("before") or "", each.get("text") or "", each.get("rule") or "")
        else:
            yield Line(_(DONE[each["do"]]) if each.get("do") in DONE else str(each.get("do")), "", name)


DONE = {"insert": gettext_noop("增加指标"), "move": gettext_noop("移动指标"), "drop": gettext_noop("删除指标")}


def _label(field: str) -> str:
    """The field's official name; a part of a list by what it is part of (其中各项)."""
    bare = ".".join(part for part in field.split(".") if not part.isdigit())
    whole = PARTS.get(bare)
    return _(whole) if whole else official_label(_law(), bare) or field


PARTS = {
    "funds.sources.amount": gettext_noop("资金来源的金额"),
    "funds.sources.label": gettext_noop("资金来源的名称"),
    "funds_midterm.sources.amount": gettext_noop("中期资金来源的金额"),
    "funds_midterm.sources.label": gettext_noop("中期资金来源的名称"),
    "tasks.name": gettext_noop("任务名称"),
    "tasks.amount": gettext_noop("任务金额"),
}


@cache
def _law() -> Framework:
    return load()
