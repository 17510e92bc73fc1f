"""`check --watch`: the call again whenever one of its files changes, until Ctrl-C."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import click

from jiheng.cli.folder import here
from jiheng.cli.settings import settings_file
from jiheng.errors import BadSettings, JihengError, UnreadableDocument

INTERVAL = 0.4
"""Seconds between two looks at the files."""


def watched(paths: tuple[str, ...], but: Iterable[Path | None], run: Callable[[], object], lang: str) -> NoReturn:
    """Run, and run again after each change; `but` are the files that the run itself writes. Ends with Ctrl-C (KeyboardInterrupt).

    A fault of one run is said, and the watch goes on. Raises BadSettings for standard input, which does not change.
    """
    if "-" in paths:
        raise BadSettings(
            "-：标准输入不会变化。--watch 应监视文件或文件夹；请给出路径。",
            "-: standard input does not change; --watch expects files or folders; name them.",
        )
    written = {each.resolve() for each in but if each is not None}
    before: dict[str, tuple[int, int]] | None = None
    while True:
        now = _moments(paths, written)
        if now != before:
            if before is not None:
                click.clear()
            _run(run, lang)
            before = now
        time.sleep(INTERVAL)


def _run(run: Callable[[], object], lang: str) -> None:
    try:
        run()
    except JihengError as fault:
        click.echo(f"jiheng: {fault.say(lang)}", err=True)
    click.echo("监视中，文件变化后重新审核；按 Ctrl-C 结束。" if lang == "zh" else "Watching; Ctrl-C ends.", err=True)


def _moments(paths: tuple[str, ...], written: set[Path]) -> dict[str, tuple[int, int]]:
    """When each file, and the settings, changed last, and its size; what vanishes between two looks is left out."""
    from jiheng.documents import walk

    found: dict[str, tuple[int, int]] = {}
    try:
        files = list(walk(Path(path) for path in paths))
    except UnreadableDocument:
        return found
    settings = _settings()
    for file in (*files, *settings):
        try:
            status = file.stat()
        except OSError:
            continue
        if file.resolve() not in written:
            found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found


def _settings() -> list[Path]:
    try:
        found = settings_file(here())
    except BadSettings:
        return []
    return [found.path] if found else []
