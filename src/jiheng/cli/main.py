"""The command `jiheng`: parse, run the verb, say what went wrong, end with the contract's exit code."""

import contextlib
import sys

import click

from jiheng.cli.command import Option, Verbs
from jiheng.cli.harmless import harmless
from jiheng.cli.language import LANGUAGES, asked_for, language, say
from jiheng.cli.streams import abandon_streams, prepare_streams, unwritable
from jiheng.errors import JihengError

MISTAKEN = 2
INTERRUPTED = 130


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's own signature
    if wanted:
        from jiheng.doors import tool

        made = tool()
        click.echo(
            f"jiheng {made.version} · {say('规则', 'rules', context)} {made.rules} · {say('依据', 'framework', context)} {made.framework}"
        )
        context.exit()


cli = Verbs(
    name="jiheng",
    params=[
        Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, zh="语言（zh 或 en）。", en="Language."),
        Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, zh="显示版本。", en="Show the versions."
        ),
    ],
)
cli.zh = "绩衡：读懂、审核、编制和评价项目支出绩效目标表。"
cli.en = "Jiheng reads, reviews, writes and scores China's budget performance target tables."


def main() -> None:
    """Run the command and leave with its exit code: 0 well, 1 findings, 2 mistaken or unreadable, 130 interrupted."""
    prepare_streams()
    try:
        code = _ended()
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except OSError as error:
        code = _report(unwritable(error.filename or say("标准输出", "standard output"), error).say(_language()))
    except KeyboardInterrupt:
        code = INTERRUPTED
    abandon_streams()
    sys.exit(code)


def _ended() -> int:
    """How the call ended, whatever ended it; only faults of the streams and Ctrl-C outside the command are raised."""
    try:
        code = cli.main(prog_name="jiheng", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except SystemExit as ended:
        code = ended.code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except click.ClickException as mistake:
        code = _report(_explained(mistake))
    except JihengError as fault:
        code = _report(fault.say(_language()))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - 1 would say that findings were made
        code = _stumbled(error)
    return code if isinstance(code, int) else 0


def _stumbled(error: Exception) -> int:
    """Say that the program itself is at fault, with what a maintainer needs to see."""
    import traceback

    traceback.print_exception(error)
    zh = f"程序出错（{type(error).__name__}: {error}）。应得出结果或说明原因；请把命令和以上内容交给维护人员。"
    en = f"the program stumbled ({type(error).__name__}: {error}); it should answer or say why; report the call and the lines above."
    return _report(en if _language() == "en" else zh)


def _report(sentence: str) -> int:
    with contextlib.suppress(OSError):
        click.echo(f"jiheng: {harmless(sentence)}", err=True)
    return MISTAKEN


def _language() -> str:
    """The language of the call, once its context is gone."""
    asked = asked_for(sys.argv)
    return asked if asked in LANGUAGES else language()


def _explained(mistake: click.ClickException) -> str:
    """A mistake in the call as a sentence: what was found, what was expected, what to do."""
    english = _language() == "en"
    where = mistake.ctx.command_path if isinstance(mistake, click.UsageError) and mistake.ctx else "jiheng"
    advice = f"see `{where} --help`" if english else f"用法见 `{where} --help`"
    if english:
        return f"{mistake.format_message()} ({advice})"
    return f"{_chinese(mistake)}（{advice}）"


def _chinese(mistake: click.ClickException) -> str:
    if isinstance(mistake, click.NoSuchOption):
        near = f"，是不是 {'、'.join(mistake.possibilities)}？" if mistake.possibilities else "。"
        return f"没有选项 {mistake.option_name}{near}"
    if isinstance(mistake, click.exceptions.NoSuchCommand):
        return f"没有命令 {mistake.command_name}。"
    if isinstance(mistake, click.MissingParameter):
        return f"缺少参数 {mistake.param.make_metavar(mistake.ctx) if mistake.param and mistake.ctx else ''}。"
    if isinstance(mistake, click.BadParameter) and mistake.param is not None:
        name = mistake.param.opts[0] if isinstance(mistake.param, click.Option) else mistake.param.make_metavar(mistake.ctx)  # type: ignore[arg-type]
        return f"{name} 的值无法识别，应为{_expected(mistake.param.type)}。"
    return f"命令有误：{mistake.format_message()}"


def _expected(kind: click.ParamType[object]) -> str:
    """What a value should be, in Chinese."""
    if isinstance(kind, click.Choice):
        return " " + "、".join(map(str, kind.choices)) + " 之一"
    if isinstance(kind, click.DateTime):
        return "日期，如 2026-03-01"
    return "整数" if isinstance(kind, click.types.IntParamType) else "可用的路径"
