"""Mutators (植入方法): every one there is, by the code of the rule that must find its fault."""

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType

from jiheng.sample.faults import form, funds, goals, indicators, scores, values
from jiheng.sample.faults.planting import Bed, Planted

Mutator = Callable[[Bed], Planted | None]


@cache
def mutators() -> Mapping[str, Mutator]:
    """Code to mutator; a mutator gives None for a table in which its fault has no place."""
    modules = (form, funds, indicators, values, goals, scores)
    return dict(sorted(pair for module in modules for pair in _of(module)))


def _of(module: ModuleType) -> list[tuple[str, Mutator]]:
    """The functions of a module that are named for a rule: three letters and three digits."""
    return [(name.upper(), getattr(module, name)) for name in dir(module) if len(name) == 6 and name[:3].isalpha() and name[3:].isdigit()]
