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
    where it is certainly not. What is neither is left alone, and so is, at the nodes `spares`, a name that holds one of `spared`.
    """

    kind: str
    belongs: str | None
    wrong: frozenset[str]
    tails: tuple[str, ...]
    unless: tuple[str, ...] = ()
    spares: frozenset[str] = frozenset()
    spared: tuple[str, ...] = ()

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.tails)})$")

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return re.compile("|".join(self.unless) or r"(?!)")

    @cached_property
    def _spared(self) -> re.Pattern[str]:
        return re.compile("|".join(self.spared) or r"(?!)")

    def is_wrong_at(self, node: str | None, bare: str) -> bool:
        """Whether a row of this kind and bare name is certainly in the wrong place at a node."""
        return node in self.wrong and not (node in self.spares and self._spared.search(bare))

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


@define(frozen=True, slots=False)
class NameShape:
    """How a name is written, as patterns.

    `leading` finds numbering and marks before it, `figure` a number with its unit at its end (groups `figure` and `unit`),
    `nature` 定性 or 定量 at its end, `part` that the row is a part of another. `fronts` and `noise` find what says nothing,
    `alike` are words that say the same; `input_levels` are words of levels that ask for inputs.
    """

    leading: re.Pattern[str]
    figure: re.Pattern[str]
    nature: re.Pattern[str]
    part: re.Pattern[str]
    fronts: re.Pattern[str]
    noise: re.Pattern[str]
    alike: tuple[tuple[str, str], ...]
    input_levels: re.Pattern[str]


def name_shape(framework: Framework) -> NameShape:
    """How names are written, by `law/name_shape.toml`."""
    return framework.part(_shape)


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
            _nodes(entry.get("spares", ()), groups),
            tuple(entry.get("spared", ())),
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


def _shape(framework: Framework) -> NameShape:
    shape, meaning = framework.sheet("name_shape")["shape"], framework.sheet("name_shape")["meaning"]
    units = _any([*shape["units"], *framework.sheet("words/counting_units")["words"]])
    ranks = "".join(shape["ranks"])
    figure = rf"(?:{_any(shape['bounds'])})?(?<![{ranks}\d.])(?P<figure>\d+(?:\.\d+)?(?P<unit>{units}))(?:{_any(shape['after'])})?$"
    deeds = rf"(?:{_any(meaning['deeds'])})(?=.{{3}})(?!{_any(meaning['not_before'])})"
    return NameShape(
        re.compile(rf"^(?:{'|'.join(shape['leading'])})+"),
        re.compile(figure),
        re.compile(rf"(?:{_any(shape['natures'])})$"),
        re.compile(_any(shape["part"])),
        re.compile(rf"^(?:(?:{_any(meaning['fronts'])})|{deeds})+"),
        re.compile(rf"{_any(meaning['noise'])}|[\W_]"),
        tuple((word, same) for word, same in meaning["alike"]),
        re.compile(_any(shape["input_levels"])),
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
