"""Preview (导入预览): what a list would change in the year's projects, before anything is changed."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from jiheng.reading.lists.projects import ProjectList
from jiheng.web.projects.checking import Planned, Wrong, checked, units
from jiheng.web.projects.models import WHOLE, Listing, Project, Stage, Standing


@frozen(eq=False)
class Changed:
    """A project that the list says otherwise of: what it is now and what it will be."""

    project: Project
    planned: Planned
    amount: Decimal
    """The money afterwards: of 追加 what there was and what is added."""

    @property
    def renamed(self) -> bool:
        """Whether its name is another."""
        return self.project.name != self.planned.name

    @property
    def moved(self) -> bool:
        """Whether it is another unit's now."""
        return self.project.unit_id != self.planned.unit.pk

    @property
    def money(self) -> bool:
        """Whether its money is another."""
        return self.project.amount != self.amount

    @property
    def differs(self) -> bool:
        """Whether anything is otherwise."""
        return self.renamed or self.moved or self.money or self.project.standing == Standing.GONE


@frozen(eq=False)
class Preview:
    """What would be: new lines, changed projects, projects that the list lacks, how many stay as they are; and every wrong line."""

    stage: Stage
    new: tuple[Planned, ...]
    changed: tuple[Changed, ...]
    same: tuple[Changed, ...]
    gone: tuple[Project, ...]
    wrong: tuple[Wrong, ...]

    @property
    def total(self) -> Decimal:
        """The money of the list's own lines."""
        lines = [*self.new, *(each.planned for each in (*self.changed, *self.same))]
        return sum((each.amount for each in lines), Decimal(0))

    @property
    def mark(self) -> str:
        """A mark of what would be changed; another mark on the way to taking it means that the projects have changed meanwhile."""
        said = [
            *(f"+{each.code} {each.amount}" for each in self.new),
            *(f"{each.project.pk} {each.project.amount} {each.project.name} {each.amount}" for each in self.changed),
            *(f"-{each.pk}" for each in self.gone),
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def preview(read: ProjectList, year: int, stage: Stage, scale: str = "") -> Preview:
    """What the list would change; nothing is written. A fixed number of queries, whatever its length."""
    planned, wrong = checked(read, stage, scale, units())
    held = {each.code: each for each in Project.objects.filter(year=year).select_related("unit")}
    wrong = [*_stage_backwards(year, stage), *wrong]
    new = [each for each in planned if each.code not in held]
    known = [_changed(held[each.code], each, stage) for each in planned if each.code in held]
    wrong += [*_unknown_to_adjust(new, stage), *_below_nothing(known, new)]
    listed = {each.code for each in planned}
    gone = [each for each in held.values() if each.code not in listed and each.standing == Standing.ACTIVE] if stage in WHOLE else []
    differing, same = [each for each in known if each.differs], [each for each in known if not each.differs]
    found = Preview(stage, tuple(new), tuple(differing), tuple(same), tuple(gone), tuple(wrong))
    return evolve(found, gone=()) if not planned else found


def _changed(project: Project, planned: Planned, stage: Stage) -> Changed:
    before = (project.amount or Decimal(0)) if stage is Stage.ADDED else Decimal(0)
    return Changed(project, planned, before + planned.amount)


def _stage_backwards(year: int, stage: Stage) -> list[Wrong]:
    """A list of an earlier stage than the newest one that was taken."""
    order = list(Stage)
    newest = max((order.index(Stage(each)) for each in Listing.objects.filter(year=year).values_list("stage", flat=True)), default=-1)
    if order.index(stage) >= newest or (stage not in WHOLE and newest >= order.index(Stage.APPROVED)):
        return []
    zh = (
        f"{year} 年的清单已到「{order[newest].label}」，这份是「{stage.label}」。阶段应往后走；请核对所选阶段，更正已批复的金额用「调整」。"
    )
    en = (
        f"the list of {year} has come to “{order[newest].value}”, this one is “{stage.value}”; stages go on: "
        "check the stage, or use “adjusted” to correct what was approved."
    )
    return [Wrong(None, zh, en)]


def _unknown_to_adjust(new: Sequence[Planned], stage: Stage) -> list[Wrong]:
    if stage is not Stage.ADJUSTED:
        return []
    return [
        Wrong(
            each.row,
            f"第 {each.row} 行：编码 {each.code} 不在已有清单里，不能调整。调整只改已有项目的金额；新项目请用「追加」导入，或核对编码。",
            f"row {each.row}: the code {each.code} is not in the list, so that it can't be adjusted: import new projects as “added”, or check the code.",
        )
        for each in new
    ]


def _below_nothing(known: Sequence[Changed], new: Sequence[Planned]) -> list[Wrong]:
    """Additions below zero that take more than there is."""
    rows = [(each.planned, each.project.amount, each.amount) for each in known] + [(each, Decimal(0), each.amount) for each in new]
    return [
        Wrong(
            line.row,
            f"第 {line.row} 行：编码 {line.code} 现有 {before or 0:,} 元，追加 {line.amount:,} 元后小于 0。追减不应超过现有金额；请核对。",
            f"row {line.row}: {line.code} has {before or 0:,} yuan, and {line.amount:,} more would leave less than nothing: check the figure.",
        )
        for line, before, after in rows
        if after < 0
    ]
