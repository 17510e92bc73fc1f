"""The county's law (本县依据): the package's framework with the county's own sheets that are in force today."""

import time
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from attrs import define
from django.utils import timezone

from jiheng.framework import Framework, load
from jiheng.framework.load import load_with
from jiheng.web.organizations.keeping import CountyForm

FRESH = 2.0
"""Seconds for which a process believes what it saw of the store."""


@define
class _Seen:
    files: tuple[tuple[str, str], ...] = ()
    until: float = 0.0


_seen = _Seen()


def county_law() -> Framework:
    """The framework to work with; a sheet switched on or off elsewhere speaks within two seconds, one switched here at once."""
    if time.monotonic() >= _seen.until:
        _seen.files = tuple(sorted(sheets_on(timezone.localdate()).items()))
        _seen.until = time.monotonic() + FRESH
    return law_with(_seen.files)


def forget_law() -> None:
    """Look into the store at the next asking: a sheet was switched."""
    _seen.until = 0.0


def sheets_on(day: date) -> Mapping[str, str]:
    """The county's sheets that speak on a day, by their paths in its folder; the newest of a path that has begun by then."""
    found: dict[str, str] = {}
    for each in CountyForm.objects.filter(since__lte=day).order_by("since", "pk").defer("body"):
        found[each.path] = each.text
    return {path: text for path, text in found.items() if text}


@lru_cache(maxsize=8)
def law_with(files: tuple[tuple[str, str], ...]) -> Framework:
    """The package's law with these sheets. Raises BadFramework for a text that is no TOML."""
    return load_with({path: text.encode() for path, text in files}) if files else load()
