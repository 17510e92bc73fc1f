"""`jiheng corpus build` as a call: its settings gathered, the engine chosen, its progress shown, its end told."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.cli.harmless import harmless
from jiheng.cli.language import say
from jiheng.corpus.building import Progress, Report, build
from jiheng.corpus.engines.pool import Pool
from jiheng.corpus.piece import Versions
from jiheng.corpus.planning import Wishes
from jiheng.corpus.terms import Terms
from jiheng.guard import Limits

if TYPE_CHECKING:
    from jiheng.corpus.engines import Engine
    from jiheng.framework import Framework
    from jiheng.model.indicator_library import IndicatorLibrary
    from jiheng.model.settings import Settings

MEGABYTE = 2**20


@frozen
class BuildCall:
    """What `jiheng corpus build` was told."""

    sources: tuple[str, ...]
    output: Path
    part_size: int
    processes: int | None
    seconds: int
    memory: int
    retry: bool
    library: Path | None
    county: Path | None
    cluster: str | None


def carry_out(call: BuildCall, lang: str) -> int:
    """Build, say what was done; the exit code: 2 where a document of this run could not be read."""
    from jiheng.cli.folder import here
    from jiheng.cli.settings import check_names, county_of, library_of, settings_file, settings_of
    from jiheng.framework import load
    from jiheng.model.settings import Settings

    file = settings_file(here())
    framework = load(*county_of(file, call.county))
    settings = settings_of(file, Settings())
    check_names(settings, framework)
    limits = Limits(call.seconds, call.memory * MEGABYTE, call.processes or os.cpu_count() or 1)
    library = library_of(file, call.library)
    terms = Terms(framework, settings, limits, call.output / ".scratch", lang, library)
    wishes = Wishes(_versions(framework, settings, library), call.part_size, call.retry)
    with _shown() as tell:
        report = build(call.sources, call.output, _engine(call, terms), wishes, tell)
    _say(report, call.output)
    return 2 if report.unreadable_now else 0


def _versions(framework: "Framework", settings: "Settings", library: "IndicatorLibrary | None") -> Versions:
    from jiheng.corpus.piece import SHOWN, content_of
    from jiheng.doors import tool
    from jiheng.model.codec import to_json

    made = tool(settings)
    law = f"{framework.version}+{framework.digest}"
    known = "+" + content_of(to_json(library))[:SHOWN] if library else ""
    return Versions(f"{made.version}+{law}", f"{made.rules}+{law}+{made.settings}{known}")


def _engine(call: BuildCall, terms: Terms) -> "Engine":
    if call.cluster is None:
        return Pool(terms)
    from jiheng.corpus.engines.cluster import Cluster

    return Cluster(terms, call.cluster)


@contextmanager
def _shown() -> "Iterator[Callable[[Progress], None]]":
    """Shows the progress on a terminal: documents, rate, time left, failures; elsewhere nothing."""
    import sys

    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("清点文件", "listing"), total=None)

        def tell(progress: Progress) -> None:
            """Show how far the run is."""
            failed = say(f"读不出 {progress.unreadable}", f"{progress.unreadable} unreadable")
            bar.update(task, total=progress.total, completed=progress.done, description=failed)

        yield tell


def _say(report: Report, output: Path) -> None:
    import click

    click.echo(
        harmless(
            say(
                f"{output}：来源 {report.files:,} 个文件、{report.contents:,} 份内容，本次读 {report.read:,} 份"
                f"（读不出 {report.unreadable_now:,}）；共 {report.documents:,} 份、{report.declarations:,} 张表、"
                f"{report.parts:,} 批，读不出 {report.unreadable:,}"
                + ("，原因见 jiheng corpus query DIR unreadable，可用 --retry 重试" if report.unreadable else ""),
                f"{output}: {report.files:,} files with {report.contents:,} contents, {report.read:,} read now "
                f"({report.unreadable_now:,} not readable); {report.documents:,} documents, {report.declarations:,} declarations in "
                f"{report.parts:,} parts, {report.unreadable:,} not readable"
                + ("; see `jiheng corpus query DIR unreadable`, try again with --retry" if report.unreadable else ""),
            )
        )
    )
