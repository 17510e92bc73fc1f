"""`jiheng backup`: all that the web application holds, as one file."""

from pathlib import Path

import click

from jiheng.cli.command import Option, say, verb


@verb(
    zh="把网页版的全部数据（任一种数据库）备份成一个文件；备份时照常使用。\n文件里有密钥和全部数据，应像数据库一样保管。",
    en="Write all that the web application holds, from either database, to one file; it may go on running.\nThe file holds the secret and all data: guard it as you guard the database.",
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--home", cls=Option, type=click.Path(path_type=Path, file_okay=False), zh="数据目录。", en="The folder of the data.")
def command(file: Path, home: Path | None) -> None:
    """Take the backup and say its digest, by which it is known again."""
    from jiheng.web.serving import settle

    settle(home)
    from jiheng.web.backup.taking import take

    made = take(file)
    click.echo(
        say(
            f"已备份到 {made.path}（{made.size / 2**20:.1f} MB，{made.rows:,} 行，审计日志 {made.trail:,} 条）\nSHA-256 {made.digest}",
            f"written to {made.path} ({made.size / 2**20:.1f} MB, {made.rows:,} rows, {made.trail:,} entries of the trail)\nSHA-256 {made.digest}",
        )
    )
