"""`jiheng serve`: the web application."""

from pathlib import Path

import click

from jiheng.cli.command import Option, say, verb


@verb(
    zh="启动网页版：填报、审核、批复。\n默认只在本机可访问，数据放在用户目录；设 DATABASE_URL 即用 PostgreSQL。",
    en="Start the web application: filing, review, approval.\nIt listens on this machine only and keeps its data in your home; DATABASE_URL makes it use PostgreSQL.",
)
@click.option("--host", cls=Option, default="127.0.0.1", show_default=True, zh="监听地址。", en="The address to listen on.")
@click.option("--port", cls=Option, default=8321, show_default=True, type=click.IntRange(1, 65535), zh="端口。", en="The port.")
@click.option("--home", cls=Option, type=click.Path(path_type=Path, file_okay=False), zh="数据目录。", en="The folder of the data.")
@click.option(
    "--demo",
    cls=Option,
    is_flag=True,
    zh="装入示例单位，登录页上每个角色一个按钮。",
    en="Fill in the example bureau, with a sign-in button per role.",
)
def command(host: str, port: int, home: Path | None, demo: bool) -> None:  # noqa: FBT001 - click's own signature
    """Bring everything up to date, say the address, and answer requests until Ctrl-C."""
    try:
        from jiheng.web.serving import Place, listening, prepare, serve
    except ModuleNotFoundError as error:
        raise click.ClickException(
            say(
                f"网页版缺少组件 {error.name}。请安装 jiheng[web]。",
                f"{error.name} is missing, which the web application needs: install jiheng[web].",
            )
        ) from error
    place = Place(host, port, home, demo)
    door = listening(place)
    prepare(place)
    click.echo(say(f"绩衡已启动：{place.address}　按 Ctrl-C 结束", f"Jiheng is at {place.address}  Ctrl-C ends it"))
    serve(door)
