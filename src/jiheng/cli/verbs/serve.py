"""`jiheng serve`: the web application."""

from pathlib import Path

import click

from jiheng.cli.command import Option, say, verb

EXAMPLES = ("bureau", "county")


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
    is_flag=False,
    flag_value=EXAMPLES[0],
    default=None,
    type=click.Choice(EXAMPLES),
    metavar="[bureau|county]",
    zh="装入示例，登录页上每个角色一个按钮：bureau 一个单位（不写即此），county 一个县（20 部门、300 单位、3000 项目、五年）。",
    en="Fill in an example, with a sign-in button per role: bureau, one unit, where nothing is named; county, 300 units over five years.",
)
@click.option(
    "--administrator",
    cls=Option,
    metavar="ACCOUNT",
    zh="没有管理员时建立首个管理员账号，密码显示一次。",
    en="Make the first administrator's account where there is none; its password is shown once.",
)
@click.option(
    "--processes",
    cls=Option,
    type=click.IntRange(1, 64),
    zh="应答请求的进程数；不写则与处理器数相同，最多 4。",
    en="Processes that answer requests; as many as there are processors, at most 4, where nothing is said.",
)
def command(host: str, port: int, home: Path | None, demo: str | None, administrator: str | None, processes: int | None) -> None:
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
    place = Place(host, port, home, demo or "", processes)
    door = listening(place)
    prepare(place)
    if administrator is not None:
        appoint(administrator)
    warn(host)
    click.echo(say(f"绩衡已启动：{place.address}　按 Ctrl-C 结束", f"Jiheng is at {place.address}  Ctrl-C ends it"))
    serve(door, place)


def appoint(account: str) -> None:
    """Make the first administrator and show the password."""
    from jiheng.web.organizations.first import first_administrator

    password = first_administrator(account)
    click.echo(
        say(
            f"管理员 {account} 的密码（只显示这一次，登录后请修改）：{password}",
            f"password of {account}, shown this once; change it: {password}",
        )
    )


def warn(host: str) -> None:
    """Say on the error stream what is unsafe about the way it is served."""
    from jiheng.web.precautions import unsafe

    for found in unsafe(host):
        click.echo(say(f"注意　{found.zh}", f"unsafe: {found.en}"), err=True)
