"""The screen: one console for what the verbs print, coloured on a terminal and plain elsewhere."""

import shutil
import sys
from functools import cache

from rich.console import Console

NARROW = 100


@cache
def screen() -> Console:
    """Standard output; where it is no terminal, plain and 100 columns wide unless COLUMNS says otherwise."""
    width = None if sys.stdout.isatty() else shutil.get_terminal_size((NARROW, 24)).columns
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)
