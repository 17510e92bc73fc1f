"""The screen: one console for what the verbs print, coloured on a terminal and plain elsewhere."""

import shutil
import sys
from functools import cache
from typing import Any

from attrs import frozen
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from jiheng.cli.harmless import harmless

WIDE = 100
NARROW = 40
"""Columns below which nothing can be laid out; a narrower window folds the lines itself."""


@frozen
class _Harmless:
    """Something to print, its text made harmless, its own colours kept."""

    inner: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.inner, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)


class _Guard(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Everything that is to be printed, made harmless."""
        return [_Harmless(each) for each in renderables]


@cache
def screen() -> Console:
    """Standard output; where it is no terminal, plain and 100 columns wide unless COLUMNS says otherwise."""
    width = Console().width if sys.stdout.isatty() else shutil.get_terminal_size((WIDE, 24)).columns
    return guarded(width=max(width, NARROW))


def guarded(**settings: Any) -> Console:
    """A console that lets no text of a document move the cursor, colour or ring."""
    console = Console(highlight=False, soft_wrap=False, emoji=False, markup=False, **settings)
    console.push_render_hook(_Guard())
    return console
