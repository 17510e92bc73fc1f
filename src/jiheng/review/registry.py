"""Rules (审核规则) as the engine knows them: found by being there, imported when they are used."""

import importlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from attrs import Factory, frozen

from jiheng.framework.citations import Citation
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Outcome
from jiheng.review import rules
from jiheng.review.context import Context
from jiheng.review.subject import Scope, View

FILE = re.compile(r"([a-z]{3}\d{3})_\w+\.py")


@frozen(eq=False)
class Rule:
    """One rule file: what it says about itself and the function that looks.

    `severity` is the rule's own, which a fault may lower; `yields_to` are the rules that speak first where one fault meets
    several, `yields_only` the sentences with which some of them do so (`VAL006:no_base`); `message` gives for each language its
    sentences by key; `manual` is the docstring; `views` the rows beside the annual ones of which it is asked as well (`VIEWS`).
    """

    code: str
    severity: Severity
    test: str
    basis: Citation | None
    forms: frozenset[FormKind]
    scope: Scope
    yields_to: frozenset[str]
    message: Mapping[str, Mapping[str, str]]
    check: Callable[[Any, Context], Outcome]
    manual: str
    name: str
    yields_only: Mapping[str, frozenset[str]] = Factory(dict[str, frozenset[str]])
    views: frozenset[View] = frozenset()


@cache
def rule_files() -> Mapping[str, str]:
    """Code to module name of every rule that is there, in order of code; nothing is imported."""
    folder = Path(next(iter(rules.__path__)))
    found = ((match, path) for path in folder.iterdir() if (match := FILE.fullmatch(path.name)))
    return dict(sorted((match[1].upper(), path.stem) for match, path in found))


@cache
def rule(code: str) -> Rule:
    """The rule of that code. Raises KeyError where there is none."""
    name = rule_files()[code]
    return _rule(importlib.import_module(f"{rules.__name__}.{name}"), name)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order of code."""
    return tuple(rule(code) for code in rule_files())


def _rule(module: ModuleType, name: str) -> Rule:
    first = [entry.partition(":") for entry in module.YIELDS_TO]
    only = {code: frozenset(said for other, _, said in first if other == code) for code, _, said in first if said}
    return Rule(
        module.CODE,
        module.SEVERITY,
        module.TEST,
        module.BASIS,
        frozenset(module.FORMS),
        module.SCOPE,
        frozenset(code for code, _, _ in first),
        module.MESSAGE,
        module.check,
        module.__doc__ or "",
        name,
        only,
        frozenset(getattr(module, "VIEWS", ())),
    )


def chinese_page(code: str) -> str:
    """The rule's manual page in Chinese (Markdown), which lies beside its file. Raises KeyError where there is no such rule."""
    folder = Path(next(iter(rules.__path__)))
    return (folder / f"{rule_files()[code]}.zh.md").read_text("utf-8")
