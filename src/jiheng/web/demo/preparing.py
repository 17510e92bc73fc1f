"""Preparing (预先算好): the tables of a made county with their reviews and what an approval would fix, computed by several processes; no database."""

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from attrs import frozen

from jiheng.model.answer import CheckAnswer
from jiheng.model.codec import to_builtins, to_json
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Severity
from jiheng.model.settings import Settings
from jiheng.sample.counties import Project, county, tables
from jiheng.sample.faults.mutators import mutators
from jiheng.sample.faults.planting import Bed
from jiheng.sample.making import Sample
from jiheng.web.approving.actions.approve import held_to
from jiheng.web.filing.sheet import layout_of
from jiheng.web.filing.tables import Table
from jiheng.web.filing.understanding import checked, counts, framework

FAULTS = ("FND001", "FND004", "FND008", "FND009", "FRM004", "GOL002", "IND001", "IND002", "IND004", "IND010", "VAL001", "VAL003", "VAL006")
"""Faults that clerks make often, planted into tables that are sound by construction."""
FAULTY = 0.3
FAULTY_BEFORE = 0.06
"""Shares of the tables with a fault: in the open year, and in those that were approved."""
MONTH_BEFORE = 9
PROCESSES = 2
LAYOUTS: dict[str, str] = {}


@frozen
class Job:
    """What is prepared at once: a unit by its department and its place there, over the years; the last one is open."""

    department: int
    unit: int
    years: tuple[int, ...]


@frozen
class Blocking:
    """An error that the unit objects to when it hands in."""

    fingerprint: str
    rule: str
    message: str


@frozen
class Prepared:
    """A table ready to be written, with its review as bytes and what an approval fixes."""

    project: Project
    year: int
    title: str
    total: Decimal | None
    layout: str
    body: bytes
    keys: tuple[str, ...]
    findings: bytes
    tool: Mapping[str, str]
    errors: int
    warnings: int
    blocking: tuple[Blocking, ...]
    fixed: Mapping[str, Any]


def prepared(years: Sequence[int]) -> Iterator[tuple[Job, list[Prepared]]]:
    """Every unit's tables over the years, unit by unit, in order."""
    jobs = [Job(at, unit, tuple(years)) for at, held in enumerate(county().departments) for unit in range(len(held.units))]
    framework()
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from ((job, prepare(job)) for job in jobs)
        return
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        yield from zip(jobs, pool.imap(prepare, jobs, chunksize=2), strict=True)


def prepare(job: Job) -> list[Prepared]:
    """The tables of one unit."""
    made = list(tables(county(), job.department, job.unit, job.years))
    out = []
    for project, year, sample in made:
        dice = Random(f"{project.code}/{year}")  # noqa: S311 - invented tables, no secrets
        share = FAULTY if year == job.years[-1] else FAULTY_BEFORE
        out.append(_prepared(project, year, _faulty(sample, dice) if dice.random() < share else sample.declaration))
    return out


def _faulty(sample: Sample, dice: Random) -> Declaration:
    """The table with one common fault that has a place in it; sound where none has."""
    for code in dice.sample(FAULTS, len(FAULTS)):
        planted = mutators()[code](Bed((sample,), 0, dice))
        if planted is not None:
            return planted.tables[planted.table]
    return sample.declaration


def _prepared(project: Project, year: int, said: Declaration) -> Prepared:
    keys = tuple(f"{Random(f'{project.code}/{at}').getrandbits(32):08x}" for at in range(len(said.indicators)))  # noqa: S311 - keys, no secrets
    table = Table(said, keys)
    answer = checked(table, Settings(), today=date(year - 1, MONTH_BEFORE, 30))
    found, layout, by = counts(answer.findings), _layout(project, said), to_builtins(answer.tool)
    return Prepared(
        project,
        year,
        said.project or project.name,
        said.funds.total,
        layout,
        table.body,
        keys,
        to_json(answer),
        by,
        found["error"],
        found["warning"],
        _blocking(answer),
        held_to(layout, table, by, None),
    )


def _layout(project: Project, said: Declaration) -> str:
    """The form that shows the table whole; a project's is the same in all years."""
    known = LAYOUTS.get(project.code)
    if known is None:
        known = LAYOUTS[project.code] = layout_of(framework(), said).name
    return known


def _blocking(answer: CheckAnswer) -> tuple[Blocking, ...]:
    errors = (finding for finding in answer.findings if finding.severity is Severity.ERROR)
    return tuple(Blocking(each.fingerprint, each.rule, each.message) for each in errors)
