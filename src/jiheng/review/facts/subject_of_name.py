"""What an indicator's name asks for: a count, a rate, a time, money, satisfaction … (指标名称所指)."""

import re
import unicodedata
from functools import lru_cache

from attrs import field, frozen

from jiheng.framework.equivalences import equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.names import CountedThing, NameKind, counted_things, name_kinds, name_shape
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context

BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
CLOSING = re.compile(BRACKETS.pattern + r"$")
"""A unit stands in the bracket that closes a name; brackets within explain (村（社区）)."""
TRAILING = re.compile(r"[\s。，,；;、:：.·]+$")
LONGEST = 300
COUNTED_DIMENSIONS = frozenset({"length", "area", "volume", "mass"})
"""In their base units and larger: what is told in millimetres is how a thing is made, not how much of it."""
UNIT = re.compile(r"^(?:单位[:：])?[≥≤><=*＊×xX_\s]*((?:[千百万亿]|十万|百万)?([\u4e00-\u9fff㎡%‰a-zA-Z²³/·.]{1,9}))$")
BLANK_BOUND = re.compile(r"[≥≤><=]+\s*[*＊×]+[\u4e00-\u9fff%㎡/]{0,4}")


@frozen
class Asked:
    """A name taken apart.

    `bare` is the name without brackets, numbering, figure and nature; `brackets` what stood in them; `unit` the unit that
    brackets state, None where none does; `figure` the number with its unit that the name carries at its end (126人) and
    `figure_unit` that unit, both None where it carries none; `nature` 定性 or 定量 where the name ends in it. `kind` is None
    where the name does not decide, `tail` the words that decided. `counted` is the thing that it counts.
    """

    bare: str
    brackets: tuple[str, ...] = ()
    unit: str | None = None
    figure: str | None = None
    figure_unit: str | None = None
    nature: str | None = None
    kind: NameKind | None = field(default=None, eq=False)
    tail: str | None = None
    counted: CountedThing | None = field(default=None, eq=False)

    @property
    def says(self) -> str | None:
        """The kind as a word (`count`); None where the name does not decide."""
        return self.kind.kind if self.kind else None


def subjects_of_names(declaration: Declaration, context: Context) -> tuple[Asked, ...]:
    """What each indicator's name asks for, in the order of `indicators`."""
    return tuple(asked(row.name, context.framework) for row in declaration.indicators)


@lru_cache(maxsize=1 << 15)
def asked(name: str, framework: Framework) -> Asked:
    """What one name asks for; names come again from table to table, so that the last ones are kept.

    A text longer than any name names nothing.
    """
    if len(name) > LONGEST:
        return Asked(name)
    shape = name_shape(framework)
    whole = shape.leading.sub("", unicodedata.normalize("NFKC", name).replace(" ", ""))
    brackets = tuple(BRACKETS.findall(whole))
    bare = TRAILING.sub("", BLANK_BOUND.sub("", BRACKETS.sub("", whole))) or whole
    figure, nature = shape.figure.search(bare), shape.nature.search(bare)
    if figure and figure.start() > 1:
        bare = bare[: figure.start()]
    if nature and nature.start() > 1:
        bare = bare[: nature.start()]
    unit = unit_in(closing[1], framework) if (closing := CLOSING.search(whole)) else None
    kind, tail = _kind(bare, name_kinds(framework))
    if kind is None and (said := unit or (figure and figure["unit"])):
        kind, tail = _counted_in(said, bare, framework)
    return Asked(
        bare,
        brackets,
        unit,
        figure["figure"] if figure and figure.start() > 1 else None,
        figure["unit"] if figure and figure.start() > 1 else None,
        nature[0] if nature and nature.start() > 1 else None,
        kind,
        tail,
        next((thing for thing in counted_things(framework) if thing.counts(bare)), None),
    )


def _counted_in(unit: str, bare: str, framework: Framework) -> tuple[NameKind | None, str | None]:
    """A name that ends in no measure counts where its own unit counts or measures things (坡面整治（亩）)."""
    measure = equivalences(framework).measures.get(unit)
    large = measure is not None and measure.dimension in COUNTED_DIMENSIONS and measure.size >= 1
    counts = large or words(framework, "counting_units").covers(unit)
    kind = next((each for each in name_kinds(framework) if each.kind == "count"), None)
    return (kind, unit) if counts and kind is not None and not kind.leaves_open(bare) else (None, None)


def unit_in(text: str, framework: Framework) -> str | None:
    """The unit that a bracket states (`亩`, `≥**万元`, `元/人/月`, `单位：人次`); None where it holds anything else."""
    match = UNIT.match(text)
    if match is None:
        return None
    known = equivalences(framework)
    heads = {unit.split("/")[0] for unit in (match[1], match[2])}
    is_known = any(unit in known.measures or unit in known.same for unit in (match[1], match[2], *heads))
    return match[1] if is_known or words(framework, "counting_units").covers(match[2]) else None


def _kind(bare: str, kinds: tuple[NameKind, ...]) -> tuple[NameKind | None, str | None]:
    for kind in kinds:
        if tail := kind.tail_of(bare):
            return kind, tail
    return None, None
