"""The starting set (起始指标): common indicators that a county's library begins with, from law/indicators.toml."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen
class CommonIndicator:
    """An indicator that any project may be asked: `sign` is ≥, ≤, = or empty (in words), `usual` values that are often set, as texts."""

    node: str
    name: str
    definition: str
    formula: str
    unit: str
    sign: str
    source: str
    usual: tuple[str, ...]


def starting_set(framework: Framework) -> tuple[CommonIndicator, ...]:
    """The common indicators of the framework, in the order of its file."""
    return framework.part(_starting_set)


def _starting_set(framework: Framework) -> tuple[CommonIndicator, ...]:
    return tuple(_indicator(entry) for entry in framework.sheet("indicators")["indicator"])


def _indicator(entry: Mapping[str, Any]) -> CommonIndicator:
    return CommonIndicator(usual=tuple(entry["usual"]), **{name: text for name, text in entry.items() if name != "usual"})
