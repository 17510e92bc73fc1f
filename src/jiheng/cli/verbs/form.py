"""`jiheng form`: the official forms, and an empty one to fill."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jiheng.cli.command import language, option, say, verb

if TYPE_CHECKING:
    from jiheng.framework.layouts import Layout


@verb(
    zh="列出表式，显示其中一个的栏目，或写出空白表供填写。\n\n例：jiheng form local --blank -o 空表.xlsx",
    en="List the forms, show the cells of one, or write an empty one to fill.\n\nExample: jiheng form local --blank -o empty.xlsx",
)
@click.argument("name", required=False, metavar="[NAME]")
@option("--blank", is_flag=True, zh="写出空白表（与 -o 同用）。", en="Write an empty form (with -o).")
@option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    zh="写入的文件。",
    en="The file to write.",
)
def command(name: str | None, *, blank: bool, output: Path | None) -> None:
    """Print the register or one form, or write it empty."""
    from jiheng.cli.settings import law
    from jiheng.framework.layouts import layout_named, layouts
    from jiheng.framework.papers import papers
    from jiheng.framework.registers import registers

    known = layouts(law())
    if name in {each.name for each in papers(law())} | {each.name for each in registers(law())}:
        if blank or output is not None:
            raise click.UsageError(
                say(f"{name} 没有空白表；用 jiheng write … --form {name} 写出。", f"{name}: none is empty; jiheng write --form {name}.")
            )
        _print_paper(str(name))
        return
    chosen = layout_named(law(), name) if name else None
    if blank and output is None:
        raise click.UsageError(say("--blank 要与 -o FILE 同用。", "--blank goes with -o FILE."))
    if output is not None:
        _write_blank(chosen or known[0], output)
    elif chosen is not None:
        _print_form(chosen)
    else:
        _print_register(known)


def _write_blank(layout: "Layout", output: Path) -> None:
    from jiheng.cli.settings import law
    from jiheng.cli.streams import save
    from jiheng.documents.drawing import draw
    from jiheng.writing import blank_form

    save(output, draw(blank_form(law(), layout), output.suffix))
    click.echo(say(f"已写入 {output}：{layout.title}（空白表）", f"wrote {output}: {layout.title}, empty"))


def _print_register(known: "tuple[Layout, ...]") -> None:
    from rich.table import Table

    from jiheng.cli.screen import screen
    from jiheng.cli.settings import law
    from jiheng.framework.papers import papers
    from jiheng.framework.registers import registers

    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for heading in (say("名称", "name"), say("表类", "kind"), say("表名", "title"), say("说明", "what it is")):
        table.add_column(heading, overflow="fold")
    for each in known:
        documents = "、".join(each.documents)
        table.add_row(each.name, each.kind.value, each.title, each.english if language() == "en" else documents)
    how = say("用 jiheng write --form 写出", "")
    for paper in papers(law()):
        table.add_row(paper.name, "—", paper.title.format(office="", years=""), how or paper.english)
    for register in registers(law()):
        table.add_row(register.name, "—", register.title, how or register.english)
    screen().print(table)


def _print_paper(name: str) -> None:
    """Show a letter or a register and what stands in it."""
    from rich.text import Text

    from jiheng.cli.screen import screen
    from jiheng.cli.settings import law
    from jiheng.framework.papers import papers
    from jiheng.framework.registers import registers

    lines: list[str] = []
    for paper in papers(law()):
        if paper.name == name:
            attached = say("、", ", ").join(annex.title for annex in paper.annexes)
            lines = [f"{name}  {paper.title}", paper.number, paper.address, *paper.body, paper.attached + attached]
    for register in registers(law()):
        if register.name == name:
            columns = [f"{column.label}  {' '.join((column.field, *column.choices))}" for column in register.columns]
            lines = [f"{name}  {register.title}", *columns, *register.notes]
    for line in lines:
        screen().print(Text(line))


def _print_form(layout: "Layout") -> None:
    from rich.table import Table
    from rich.text import Text

    from jiheng.cli.screen import screen

    console = screen()
    console.print(Text(f"{layout.name}  {layout.title}", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for heading in (say("部分", "part"), say("栏目", "label"), say("字段", "field")):
        table.add_column(heading, overflow="fold")
    for row in layout.head:
        label = ""
        for cell in row.cells:
            if cell.field and not cell.field.endswith(".label"):
                table.add_row(say("表头", "head"), label.replace("\n", "") or "—", cell.field)
            label = cell.label if not cell.field else label
    for column in layout.columns:
        part = say("指标（中期）", "indicators (medium term)") if column.midterm else say("指标", "indicators")
        wanted = say("（有内容时）", " (where filled)") if column.optional else ""
        table.add_row(part, column.label + wanted, column.field.removeprefix("whole."))
    console.print(table)
    for note in layout.notes:
        console.print(Text(note, "dim"))
