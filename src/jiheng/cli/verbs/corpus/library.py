"""`jiheng corpus library`: the indicator library that a corpus teaches."""

from pathlib import Path

import click

from jiheng.cli.command import option, say, verb


@verb(
    zh="从语料中提炼指标库：同类指标的常用单位、方向和目标分布，按行业、地区、年度、资金规模。\n\n"
    "例：jiheng corpus library 语料/ -o 指标库.json\n　　jiheng check 目标表.docx --library 指标库.json",
    en="Learn an indicator library: usual units, directions and the spread of targets by trade, region, year and size of funds.\n\n"
    "Example: jiheng corpus library corpus/ -o library.json\n         jiheng check table.docx --library library.json",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("-o", "output", required=True, type=click.Path(path_type=Path), metavar="FILE", zh="指标库文件（JSON）。", en="The library (JSON).")
def command(folder: Path, output: Path) -> None:
    """Learn and write the library."""
    from jiheng.cli.settings import law
    from jiheng.cli.streams import save
    from jiheng.corpus.learning import learnt
    from jiheng.model.codec import to_json
    from jiheng.model.indicator_library import EVERYBODY

    library = learnt(folder, law())
    save(output, to_json(library, indent=1) + b"\n")
    names = sum(spread.group == EVERYBODY for spread in library.spreads)
    click.echo(say(f"{names:,} 个指标，{len(library.spreads):,} 组分布", f"{names:,} indicators, {len(library.spreads):,} spreads"))
