"""Registers (清单和台账): lists of findings as data: their columns, their words, their notes."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework
from jiheng.model.finding import Severity

FOLDER = "registers"
FIELDS = (
    "order", "unit", "project", "subject", "message", "basis", "advice", "severity",
    "rule", "measure", "owner", "person", "deadline", "state", "note",
)  # fmt: skip
"""what a column may show"""


@frozen
class RegisterColumn:
    """One column, `width` millimetres wide; `choices` are offered where the format has drop-down lists."""

    field: str
    label: str
    width: int
    choices: tuple[str, ...] = ()


@frozen
class Register:
    """A list with a row for each finding of one of the `severities`."""

    name: str
    title: str
    english: str
    order: int
    columns: tuple[RegisterColumn, ...]
    notes: tuple[str, ...]
    words: Mapping[str, str]
    severities: frozenset[Severity] = frozenset(Severity)


def registers(framework: Framework) -> tuple[Register, ...]:
    """Every register of the framework, in order."""
    return framework.part(_registers)


def register_named(framework: Framework, name: str) -> Register:
    """The register called `name`. Raises BadFramework, naming those that there are, where there is none."""
    found = next((each for each in registers(framework) if each.name == name), None)
    if found is not None:
        return found
    known = "、".join(each.name for each in registers(framework))
    raise BadFramework(
        f"清单 {name}：没有这种清单。可用的有 {known}；请更正名称。",
        f"register {name}: there is no such register. There are {known}; correct the name.",
    )


def _registers(framework: Framework) -> tuple[Register, ...]:
    made = [_register(name.removeprefix(FOLDER + "/"), framework.sheet(name)) for name in framework.names(FOLDER)]
    return tuple(sorted(made, key=lambda each: each.order))


def _register(name: str, sheet: Mapping[str, Any]) -> Register:
    try:
        entry = sheet["register"]
        columns = tuple(_column(each) for each in sheet["column"])
        notes, words = tuple(entry.get("notes", ())), sheet.get("words", {})
        severities = frozenset(map(Severity, entry.get("severities", Severity)))
        return Register(name, entry["title"], entry["english"], entry["order"], columns, notes, words, severities)
    except (KeyError, TypeError, ValueError) as error:
        raise BadFramework(
            f"清单 {name}：缺少或写错了 {error}。各项写法见 law/registers 中已有的文件；请补上或更正。",
            f"register {name}: {error} is missing or wrong; the files in law/registers show how it is written; correct it.",
        ) from error


def _column(entry: Mapping[str, Any]) -> RegisterColumn:
    if entry["field"] not in FIELDS:
        raise KeyError(entry["field"])
    return RegisterColumn(entry["field"], entry["label"], entry["width"], tuple(entry.get("choices", ())))
