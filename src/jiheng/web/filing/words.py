"""Words (脚本用语): what the scripts of the editor show, handed over with the page in its language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

WORDS: Mapping[str, Any] = {
    "error": gettext_lazy("错误"),
    "warning": gettext_lazy("提醒"),
    "info": gettext_lazy("提示"),
    "saving": gettext_lazy("正在保存（{number}）"),
    "saved": gettext_lazy("已保存 第 {number} 版 {at}"),
    "version": gettext_lazy("第 {number} 版"),
    "found": gettext_lazy("{errors} 处错误，{warnings} 处提醒，{notes} 处提示"),
    "nothing": gettext_lazy("没有发现问题"),
    "signed-out": gettext_lazy("登录已过期，请重新登录；您输入的内容保存在本机，登录后自动上传"),
    "offline": gettext_lazy("网络断开，请稍后再试"),
    "too-much": gettext_lazy("粘贴的内容有 {number} 格，一次最多 {most} 格；请分块粘贴，或用“导入新版本”"),
    "pasted": gettext_lazy("粘贴的内容是一张表，读出 {rows} 项指标。先与现在的表对照，再决定是否采用。"),
    "pasted-mended": gettext_lazy("粘贴的内容是一张表，读出 {rows} 项指标，读取时修复了 {mends} 处。先与现在的表对照，再决定是否采用。"),
    "blocking": gettext_lazy("还有 {number} 处错误：请改正，或在右侧逐条说明理由。"),
    "reading": gettext_lazy("读作：{reading}"),
    "no-quantity": gettext_lazy("“{name}”还缺数量，算不出"),
    "sum": gettext_lazy("合计 {amount}"),
    "total": gettext_lazy("资金 {amount}"),
    "equation-holds": gettext_lazy("相符"),
    "equation-rounded": gettext_lazy("四舍五入后相符"),
    "equation-short": gettext_lazy("测算少于资金"),
    "equation-over": gettext_lazy("测算超过资金"),
    "equation-open": gettext_lazy("暂不能判断"),
    "go-to-cell": gettext_lazy("定位到表格"),
    "mend": gettext_lazy("改为“{text}”"),
    "left-send": gettext_lazy("重新提交"),
    "left-drop": gettext_lazy("放弃"),
    "left-send-all": gettext_lazy("全部重新提交"),
    "left-drop-all": gettext_lazy("全部放弃"),
    "left-more": gettext_lazy("还有 {number} 处"),
    "left-blank": gettext_lazy("（清空）"),
    "left-late": gettext_lazy("这张表已不能编辑，这些文字没有上传；需要时请复制。"),
    "row-insert": gettext_lazy("在下面加一行（Ctrl+Enter）"),
    "row-up": gettext_lazy("上移（Alt+↑）"),
    "row-down": gettext_lazy("下移（Alt+↓）"),
    "row-drop": gettext_lazy("删除这一行（Ctrl+Delete）"),
    "suggested": gettext_lazy("指标库推荐"),
    "others": gettext_lazy("同类多为 {low}–{high}{unit}，居中 {middle}{unit}"),
}
"""By the names that the scripts call them; `{…}` is filled in by the scripts."""


def said() -> dict[str, str]:
    """The words in the language of the request."""
    return {name: str(words) for name, words in WORDS.items()}
