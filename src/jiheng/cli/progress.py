"""Progress (进度): how many documents are read, on a terminal only, gone when the work is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jiheng.cli.harmless import harmless
from jiheng.cli.language import say

Seen = Callable[[str], None]


@contextmanager
def counting() -> Iterator[Seen]:
    """A function to call with the name of each document read; it does nothing where the error stream is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        number = 0

        def seen(name: str) -> None:
            """Count one document more and show its name."""
            nonlocal number
            number += 1
            progress.update(task, description=harmless(say(f"已读 {number} 份  {name}", f"{number} read  {name}")))

        yield seen
