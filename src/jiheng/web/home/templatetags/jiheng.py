"""Tags and filters of the pages: icons, money, states, severities, days."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.defaultfilters import date as written
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

register = template.Library()
MYRIAD = Decimal(10_000)
STATES: Mapping[str, tuple[Any, str, str]] = {
    "drafting": (gettext_lazy("编报中"), "secondary", "pencil"),
    "reviewing": (gettext_lazy("审核中"), "blue", "clock"),
    "returned": (gettext_lazy("退回修改"), "orange", "arrow-back-up"),
    "confirming": (gettext_lazy("待单位确认"), "yellow", "message-question"),
    "approved": (gettext_lazy("已审定"), "teal", "circle-check"),
    "bound": (gettext_lazy("已批复"), "green", "certificate"),
    "refused": (gettext_lazy("不予安排"), "red", "ban"),
}
LEVELS: Mapping[str, Any] = {
    "unit": gettext_lazy("单位负责人"),
    "department": gettext_lazy("主管部门"),
    "section": gettext_lazy("业务股室"),
    "performance": gettext_lazy("绩效股"),
}
SEVERITIES: Mapping[str, tuple[Any, str, str]] = {
    "error": (gettext_lazy("错误"), "red", "circle-x"),
    "warning": (gettext_lazy("提醒"), "orange", "alert-triangle"),
    "info": (gettext_lazy("提示"), "blue", "info-circle"),
}
DEEDS: Mapping[str, Any] = {
    "submit": gettext_lazy("报送"),
    "withdraw": gettext_lazy("撤回"),
    "pass": gettext_lazy("审核通过"),
    "return": gettext_lazy("退回"),
    "amend": gettext_lazy("代改"),
    "confirm": gettext_lazy("确认代改"),
    "contest": gettext_lazy("不同意代改"),
    "refuse": gettext_lazy("不予安排"),
    "issue": gettext_lazy("批复"),
    "reopen": gettext_lazy("撤销审定"),
    "begin": gettext_lazy("新建"),
    "edit": gettext_lazy("编辑"),
    "hold": gettext_lazy("占用编辑"),
    "import": gettext_lazy("导入"),
    "attach": gettext_lazy("上传附件"),
    "object": gettext_lazy("提出异议"),
    "reply": gettext_lazy("答复意见"),
    "comment": gettext_lazy("提出意见"),
    "grade": gettext_lazy("评级"),
    "decide": gettext_lazy("处理异议"),
    "delegate": gettext_lazy("委托"),
    "extend": gettext_lazy("延期"),
    "adjust": gettext_lazy("申请调整"),
    "stamp": gettext_lazy("上传盖章件"),
    "answer-all": gettext_lazy("统一处理"),
    "assign": gettext_lazy("发布任务"),
    "set-due": gettext_lazy("改期限"),
    "remind": gettext_lazy("发送提醒"),
    "reminded": gettext_lazy("提醒回执"),
    "import-list": gettext_lazy("导入项目"),
    "project-add": gettext_lazy("新增项目"),
    "project-suspend": gettext_lazy("暂停项目"),
    "project-resume": gettext_lazy("恢复项目"),
    "project-end": gettext_lazy("提前结束项目"),
    "project-cancel": gettext_lazy("取消项目"),
    "bind": gettext_lazy("对应清单"),
    "recall": gettext_lazy("按清单退回"),
    "recall-all": gettext_lazy("批量按清单退回"),
    "hand-over": gettext_lazy("移交表"),
    "commission": gettext_lazy("登记代报"),
    "commission-end": gettext_lazy("结束代报"),
    "make-token": gettext_lazy("创建令牌"),
    "revoke-token": gettext_lazy("停用令牌"),
    "register-hook": gettext_lazy("登记消息接收方"),
    "switch-hook": gettext_lazy("启停消息接收方"),
    "try-hook": gettext_lazy("试发消息"),
    "propose-indicator": gettext_lazy("提出指标"),
    "decide-indicator": gettext_lazy("审定指标"),
    "retire-indicator": gettext_lazy("停用指标"),
    "import-indicators": gettext_lazy("导入指标库"),
    "seal-archive": gettext_lazy("封存档案"),
    "take-pile": gettext_lazy("成批接收"),
    "divide": gettext_lazy("分解下达"),
    "add-body": gettext_lazy("新增单位"),
    "change-body": gettext_lazy("变更单位"),
    "close-body": gettext_lazy("停用单位"),
    "keep-section": gettext_lazy("调整业务股室"),
    "register": gettext_lazy("登记人员"),
    "change-person": gettext_lazy("变更人员"),
    "lock": gettext_lazy("停用账号"),
    "unlock": gettext_lazy("恢复账号"),
    "new-password": gettext_lazy("重设密码"),
    "reset-second-factor": gettext_lazy("解除第二步验证"),
    "appoint": gettext_lazy("任职"),
    "end-appointment": gettext_lazy("免职"),
    "take-register": gettext_lazy("导入花名册"),
    "set-rule": gettext_lazy("设置规则"),
    "set-way": gettext_lazy("设置环节"),
    "set-day": gettext_lazy("设置放假日"),
    "end-waiver": gettext_lazy("终止豁免"),
    "switch-form-on": gettext_lazy("启用表样"),
    "switch-form-off": gettext_lazy("停用表样"),
    "restore": gettext_lazy("从备份恢复"),
}
OBJECTS: Mapping[str, Any] = {
    "filing": gettext_lazy("表"),
    "letter": gettext_lazy("批复"),
    "rule": gettext_lazy("规则"),
    "task": gettext_lazy("任务"),
    "list": gettext_lazy("项目清单"),
    "token": gettext_lazy("令牌"),
    "hook": gettext_lazy("消息接收方"),
    "indicator": gettext_lazy("库内指标"),
    "library": gettext_lazy("指标库"),
    "project": gettext_lazy("项目"),
    "unit": gettext_lazy("单位"),
    "body": gettext_lazy("单位"),
    "section": gettext_lazy("业务股室"),
    "person": gettext_lazy("人员"),
    "day": gettext_lazy("日期"),
    "waiver": gettext_lazy("豁免"),
    "form": gettext_lazy("表样"),
    "register": gettext_lazy("花名册"),
    "backup": gettext_lazy("备份"),
}


_DAY = {"zh": "n月j日", "en": "j M"}


def _short() -> str:
    return (get_language() or "zh")[:2]


FIXED = (
    *(gettext_lazy("完整性"), gettext_lazy("相关性"), gettext_lazy("适当性"), gettext_lazy("可行性")),
    *(gettext_lazy("优"), gettext_lazy("良"), gettext_lazy("中"), gettext_lazy("差")),
    *(gettext_lazy("项目支出绩效目标"), gettext_lazy("整体支出绩效目标"), gettext_lazy("转移支付绩效目标")),
    *(gettext_lazy("绩效运行监控"), gettext_lazy("绩效自评")),
)
"""Words of the law and of the models that pages show by `said`."""


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """An icon of the sprite; it says nothing to a screen reader, so that a word stands beside it."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', more, static("built/icons.svg"), name)


@register.filter
def yuan(amount: Decimal | None) -> str:
    """An amount in 元 with thousands marks; a dash where there is none."""
    return "—" if amount is None else f"{amount:,.2f}".rstrip("0").rstrip(".")


@register.filter
def myriads(amount: Decimal | None) -> str:
    """An amount in 万元, exact, with thousands marks."""
    return "—" if amount is None else f"{(amount / MYRIAD).normalize():,f}"


@register.simple_tag
def state(name: str, level: str = "") -> SafeString:
    """The badge of a state, with the level that it is at."""
    word, colour, sign = STATES[name]
    at = f" · {LEVELS[level]}" if level in LEVELS else ""
    return format_html('<span class="badge bg-{}-lt text-nowrap">{} {}{}</span>', colour, icon(sign, "icon-sm"), word, at)


@register.simple_tag
def severity(name: str, *, short: bool = False) -> SafeString:
    """A severity by sign, word and colour; never by colour alone."""
    word, colour, sign = SEVERITIES[name]
    shown = format_html('<span class="visually-hidden">{}</span>', word) if short else word
    return format_html('<span class="severity severity-{} text-{}">{} {}</span>', name, colour, icon(sign, "icon-sm"), shown)


@register.filter
def level_name(name: str) -> str:
    """A level of the way, in words."""
    return str(LEVELS.get(name, name))


@register.filter
def deed_name(name: str) -> str:
    """A deed of the way, in words."""
    return str(DEEDS.get(name, name))


@register.filter
def object_name(kind: str) -> str:
    """What a deed was done to, in words."""
    return str(OBJECTS.get(kind, kind))


@register.filter
def said(word: str) -> str:
    """A fixed word of the law or of the models (a grade, a form, a state) in the language of the page; another text as it is."""
    return _(word) if word else ""


@register.filter
def at(held: Mapping[str, Any] | str, key: str) -> Any:
    """What a mapping holds under a key; None where it holds nothing, or where the page has no such mapping."""
    return held.get(key) if isinstance(held, Mapping) else None


@register.filter(expects_localtime=True)
def day(when: date | None) -> str:
    """A day of this year as the page's language writes it: 11月5日, 5 November; blank where there is none."""
    return written(when, _DAY[_short()]) if when else ""


@register.filter(expects_localtime=True)
def moment(when: datetime | None) -> str:
    """A day with the time of the clock."""
    return written(when, f"{_DAY[_short()]} H:i") if when else ""


@register.filter
def days_left(last: date, today: date) -> SafeString:
    """How many days are left until a day, in words and with a colour that says how few."""
    days = (last - today).days
    if days < 0:
        return format_html('<span class="text-red">{}</span>', _("已逾期 {days} 天").format(days=-days))
    colour = "text-orange" if days <= 3 else "text-secondary"
    return format_html('<span class="{}">{}</span>', colour, _("今天截止") if not days else _("还有 {days} 天").format(days=days))


@register.simple_tag(takes_context=True)
def but(context: template.RequestContext, **changed: Any) -> str:
    """The page's own query with some parts changed; an empty value takes a part out."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def by_row(cells: Any) -> list[list[Any]]:
    """The cells of a grid, a list for each of its rows."""
    rows: dict[int, list[Any]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    last = max(rows, default=0)
    return [rows.get(number, []) for number in range(1, last + 1)]


@register.filter
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()
