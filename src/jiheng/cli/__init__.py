"""The command line: one thin file a verb, parse, call one door, print."""


def main() -> None:
    """Entry point of the command `jiheng`."""
    from jiheng.cli.main import cli

    cli()
