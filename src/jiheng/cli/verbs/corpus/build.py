"""`jiheng corpus build`: documents into Parquet, with resume."""

import sys
from pathlib import Path
from typing import Any

import click

from jiheng.cli.command import language, option, verb


@verb(
    zh="读入文件夹或对象存储（s3://…）中的文件，写成 Parquet。\n\n"
    "中断后再次运行即接着做；内容相同的文件只读一次；程序或规则更新后只重做有变化的部分。\n\n"
    "例：jiheng corpus build 公开目标表/ -o 语料/",
    en="Read the documents of folders or object storage (s3://…) into Parquet.\n\n"
    "Run again after a stop it goes on; the same content is read once; a newer program or rules redo only what they change.\n\n"
    "Example: jiheng corpus build published/ -o corpus/",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@option("-o", "output", required=True, type=click.Path(path_type=Path), metavar="DIR", zh="语料文件夹。", en="The folder of the corpus.")
@option("--part-size", type=click.IntRange(1, 100_000), default=500, show_default=True, zh="每批文件数。", en="Documents in a part.")
@option(
    "--processes",
    type=click.IntRange(1, 1024),
    default=None,
    zh="进程数，缺省为处理器数。",
    en="Processes; as many as processors without it.",
)
@option(
    "--seconds",
    type=click.IntRange(1, 86_400),
    default=180,
    show_default=True,
    zh="每份文件最多用时（秒）。",
    en="Seconds that a document may take.",
)
@option(
    "--memory",
    type=click.IntRange(64, 1_048_576),
    default=3072,
    show_default=True,
    zh="每份文件最多内存（MB）。",
    en="MB of memory that a document may take.",
)
@option("--retry", is_flag=True, zh="上次读不出的再读一次。", en="Try again what could not be read.")
@option(
    "--library", type=click.Path(path_type=Path), default=None, metavar="FILE",
    zh="指标库（jiheng corpus library 写出），用于比对同类目标。", en="An indicator library, to hold targets against.",
)  # fmt: skip
@option(
    "--county", type=click.Path(path_type=Path), default=None, metavar="FOLDER",
    zh="本县的表样、字段叫法和办法（TOML 文件）所在的文件夹。", en="Folder of the county's own forms, labels and policies.",
)  # fmt: skip
@option(
    "--cluster", default=None, metavar="ADDRESS",
    zh="在 Ray 集群上运行（host:port，auto 为本机已有的）。", en="Run on a Ray cluster (host:port; auto: the one of this machine).",
)  # fmt: skip
def command(**flags: Any) -> None:
    """Build, and say what was done."""
    from jiheng.cli.corpora import BuildCall, carry_out

    sys.exit(carry_out(BuildCall(**flags), language()))
