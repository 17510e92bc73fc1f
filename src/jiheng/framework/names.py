"""Names (指标名称): how the last words of an indicator's name tell what it asks for, and what units fit what it counts."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import define

from jiheng.framework.framework import Framework


@define(frozen=True, slots=False)
class NameKind:
    """What a name asks for (数量、质量、时效、成本、满意度 …), told by how it ends.

    `tails` are regular expressions for the end of the bare name, `unless` for what, anywhere in it, leaves the kind open.
    `belongs` is the node of the official tree where such a row is at home, None where several are; `wrong` are the nodes
    where it is certainly not. What is neither is left alone.
    """

    kind: str
    belongs: str | None
    wrong: frozenset[str]
    tails: tuple[str, ...]
    unless: tuple[str, ...] = ()

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.tails)})$")

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return re.compile("|".join(self.unless) or r"(?!)")

    def leaves_open(self, bare: str) -> bool:
        """Whether something in a bare name leaves the kind open, however it ends."""
        return bool(self._open.search(bare))

    def tail_of(self, bare: str) -> str | None:
        """The words at the end of a bare name that show this kind; None where they do not, or leave it open."""
        match = self._tail.search(bare)
        return match[0] if match and not self.leaves_open(bare) else None


@define(frozen=True, slots=False)
class CountedThing:
    """A thing that names count (人数、案件、面积 …): how such names end, what is its unit, and units that can't be."""

    thing: str
    tails: tuple[str, ...]
    unit: str
    misfits: frozenset[str]
    unless: tuple[str, ...] = ()

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.tails)})$")

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return re.compile("|".join(self.unless) or r"(?!)")

    def counts(self, bare: str) -> bool:
        """Whether a bare name counts this thing."""
        return bool(self._tail.search(bare)) and not self._open.search(bare)


def name_kinds(framework: Framework) -> tuple[NameKind, ...]:
    """The kinds of names of `law/name_kinds.toml`, the one that speaks first before the others."""
    return framework.part(_kinds)


def counted_things(framework: Framework) -> tuple[CountedThing, ...]:
    """The things of `law/counted.toml`, the one that speaks first before the others."""
    return framework.part(_counted)


def _kinds(framework: Framework) -> tuple[NameKind, ...]:
    sheet = framework.sheet("name_kinds")
    groups: dict[str, frozenset[str]] = {name: frozenset(nodes) for name, nodes in sheet["nodes"].items()}
    return tuple(
        NameKind(
            entry["kind"],
            entry.get("belongs"),
            _nodes(entry.get("wrong", ()), groups),
            tuple(entry["tails"]),
            tuple(entry.get("unless", ())),
        )
        for entry in sheet["kind"]
    )


def _nodes(named: Iterable[str], groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Nodes, where a group's name stands for all of its nodes."""
    return frozenset(node for name in named for node in groups.get(name, frozenset({name})))


def _counted(framework: Framework) -> tuple[CountedThing, ...]:
    return tuple(
        CountedThing(entry["thing"], tuple(entry["tails"]), entry["unit"], frozenset(entry["misfits"]), tuple(entry.get("unless", ())))
        for entry in framework.sheet("counted")["counted"]
    )
