"""`jiheng rule`: the register of rules, and each rule's page."""

import click

from jiheng.cli.command import language, say, verb
from jiheng.errors import BadSettings


@verb(
    zh="列出审核规则，或说明其中一条：查什么、为什么、依据、正误示例、怎样修改。\n\n例：jiheng rule FND004",
    en="List the review rules, or explain one: what, why, basis, a bad and a good example, how to mend it.\n\nExample: jiheng rule FND004",
)
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Print the register or a page."""
    if code is None:
        _print_register()
    else:
        _print_page(code.upper())


def _print_register() -> None:
    from rich.table import Table
    from rich.text import Text

    from jiheng.cli.screen import screen
    from jiheng.review.registry import all_rules
    from jiheng.review.reports.tones import TONES, rule_title

    lang = language()
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for heading in (say("代码", "code"), say("程度", "severity"), say("审核内容", "test"), say("规则", "rule")):
        table.add_column(heading, overflow="fold")
    for found in all_rules():
        tone = TONES[found.severity]
        table.add_row(found.code, Text(tone.zh if lang == "zh" else tone.en, tone.style), found.test, rule_title(found.code, lang))
    screen().print(table)


def _print_page(code: str) -> None:
    from rich.markdown import Markdown

    from jiheng.cli.screen import screen
    from jiheng.review.registry import chinese_page, rule, rule_files

    if code not in rule_files():
        raise _unknown(code)
    if language() == "en":
        screen().print(f"{code}  {rule(code).manual.strip()}")
    else:
        screen().print(Markdown(chinese_page(code)))


def _unknown(code: str) -> BadSettings:
    import difflib

    from jiheng.review.registry import rule_files

    near = difflib.get_close_matches(code, rule_files(), 3, 0.3) or list(rule_files())[:3]
    return BadSettings(
        f"规则 {code}：没有这条规则。相近的有 {'、'.join(near)}；不带代码运行 jiheng rule 可列出全部。",
        f"rule {code}: there is no such rule. Near it are {', '.join(near)}; `jiheng rule` lists all.",
    )
