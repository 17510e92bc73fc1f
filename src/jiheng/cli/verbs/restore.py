"""`jiheng restore`: a backup put in the place of what is there."""

from pathlib import Path

import click

from jiheng.cli.command import Option, say, verb


@verb(
    zh="恢复备份到空的数据目录或空库；两种数据库的备份可以互相恢复。\n先逐项核对摘要，再写入，写入后逐行读回核对；任一步不符都不改动原有数据。",
    en="Restore a backup into an empty folder or database; a backup of either database goes into either.\nIt is proven by its hashes first and read back afterwards; where anything differs, what was there is unchanged.",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--home", cls=Option, type=click.Path(path_type=Path, file_okay=False), zh="数据目录。", en="The folder of the data.")
@click.option(
    "--replace",
    cls=Option,
    is_flag=True,
    zh="替换已有的数据（SQLite 原库改名留存，PostgreSQL 原表删除）。",
    en="Replace data that are there (SQLite's are put aside, PostgreSQL's dropped).",
)
def command(file: Path, home: Path | None, replace: bool) -> None:  # noqa: FBT001 - click's own signature
    """Restore, and say what came back."""
    from jiheng.web.serving import settle

    settle(home)
    from jiheng.web.backup.restoring import restore

    done = restore(file, replace=replace)
    click.echo(
        say(
            f"已恢复 {done.made[:19]} 的备份：{done.rows:,} 行、{done.files} 个文件，逐行核对一致",
            f"restored the backup of {done.made[:19]}: {done.rows:,} rows and {done.files} files, each read back and found the same",
        )
    )
    if done.aside is not None:
        click.echo(say(f"原来的数据库改名为 {done.aside}", f"the database before is now {done.aside}"))
