"""Every layout (版式), found by being there: a file with the function `lay`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

from jiheng.sample.layouts.page import Page
from jiheng.sample.making import Sample

Layout = Callable[[Sequence[Sample], Random], Page]
"""Lays one unit's tables out on a page; most layouts take the first table only."""


@cache
def layouts() -> Mapping[str, Layout]:
    """Layout by the name of its file, in order."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("form_*.py"))
    return {name.removeprefix("form_"): import_module(f"jiheng.sample.layouts.{name}").lay for name in names}
