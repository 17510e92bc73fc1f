"""Framework (规则依据): the law and the forms as one frozen value."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field, frozen

from jiheng.errors import BadFramework

Part = TypeVar("Part")


@frozen
class Sheet:
    """One dated file of law or of forms: what it holds, and for which budget years (预算年度), both included.

    `since` and `until` are None where it holds from the beginning or until something newer is released.
    """

    name: str
    since: int | None
    until: int | None
    content: Mapping[str, Any]

    def holds(self, year: int | None) -> bool:
        """Whether the sheet is in force for a budget year; None asks for what is in force now."""
        if year is None:
            return self.until is None
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@frozen(eq=False)
class Framework:
    """Everything that varies between years and provinces, read from TOML by `load`.

    `version` names the release, `digest` is the SHA-256 of every file in it. `sheets` maps a name (`tree`, `units`,
    `forms/target`) to its dated sheets, oldest first. Typed views of it (`tree(framework)`, `units(framework)`) are made
    once, at the first asking, by `part`.
    """

    version: str
    digest: str
    sheets: Mapping[str, tuple[Sheet, ...]]
    _parts: dict[Callable[..., Any], Any] = field(factory=dict, init=False, repr=False)

    def sheet(self, name: str, year: int | None = None) -> Mapping[str, Any]:
        """The content of the newest sheet called `name` that holds for a budget year.

        Raises BadFramework where there is none.
        """
        for sheet in reversed(self.sheets.get(name, ())):
            if sheet.holds(year):
                return sheet.content
        raise BadFramework(
            f"规则依据：没有适用于 {year or '当前'} 年度的 {name}。应有 law/{name}.toml；请补上该文件或更正年度。",
            f"framework: no sheet {name} holds for {year or 'the current year'}; expected law/{name}.toml; add it or correct the year.",
        )

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of all sheets in a folder (`forms`), in order."""
        return tuple(sorted(name for name in self.sheets if name.startswith(folder + "/")))

    def part(self, make: "Callable[[Framework], Part]") -> Part:
        """A typed view of the framework, made by `make` at the first asking and kept."""
        made: Part | None = self._parts.get(make)
        if made is None:
            made = self._parts[make] = make(self)
        return made
