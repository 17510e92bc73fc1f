"""`jiheng schema`: the JSON Schema of an answer."""

import click

from jiheng.cli.command import say, verb

NAMES = ("read", "value", "check", "score")


@verb(
    zh="输出 JSON 结果的 JSON Schema（read、value、check、score）。", en="Print the JSON Schema of an answer (read, value, check, score)."
)
@click.argument("name", required=False, type=click.Choice(NAMES), metavar="[NAME]")
def command(name: str | None) -> None:
    """Print one schema, or the names that there are."""
    import msgspec

    from jiheng.model.answer import CheckAnswer, ReadAnswer, ScoreAnswer, ValueAnswer
    from jiheng.model.codec import schema

    kinds = {"read": ReadAnswer, "value": ValueAnswer, "check": CheckAnswer, "score": ScoreAnswer}
    if name is None:
        click.echo(say("可查看：", "There are: ") + " ".join(NAMES))
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(schema(kinds[name])), indent=2).decode())
