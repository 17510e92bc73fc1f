"""Filling (装入示例): bodies, sections, people and tables of the example bureau, brought to their stages by the deeds themselves."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.doors import read_named
from jiheng.model.declaration import Declaration, FormKind
from jiheng.web.approving.actions.approve import approve
from jiheng.web.filing.actions.begin import Beginning, begin, blank
from jiheng.web.filing.actions.object import decide, object_to
from jiheng.web.filing.actions.submit import blocking, submit
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.listed import bind_year, budget_of
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.understanding import checked, settings_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Stage
from jiheng.web.reviewing.actions.judge import Verdict, accept, send_back
from jiheng.web.reviewing.actions.opine import Opinion, opine

BUREAU = "bureau.toml"
PASSWORD = "jiheng-demo"  # noqa: S105 - the example's, said on its sign-in page
REVIEWERS = ("head", "department", "section05", "performance")
WORD = "已逐项核对，提醒事项将在执行中落实。"


@frozen(eq=False)
class Cast:
    """Who plays: the actors by the name of their account, and the unit whose tables they handle."""

    actors: Mapping[str, Actor]
    unit: Body


def fill() -> bool:
    """Fill an empty database with the example bureau; false, and nothing done, where anybody is there already."""
    if Person.objects.exists():
        return False
    said = tomllib.loads((files("jiheng.web.demo") / BUREAU).read_text("utf-8"))
    with transaction.atomic():
        cast = _cast(said)
        due = timezone.localdate() + timedelta(days=said["days"])
        year = said["year"]
        task = Task.objects.create(form=FormKind.TARGET.value, year=year, title=f"{year} 年项目支出绩效目标申报", due=due)
        whole = Task.objects.create(form=FormKind.OVERALL.value, year=year, title=f"{year} 年部门整体支出绩效目标申报", due=due)
        for each in (task, whole):
            each.units.add(cast.unit)
        name, content = _document()
        read = read_named(content, name).declarations
        for declaration, stage in zip(read, said["table"], strict=False):
            _bring(cast, _begun(cast, task, declaration, (name, content)), stage)
        begin(cast.actors["clerk"], whole, cast.unit, Beginning(blank(whole, cast.unit)))
        _listed(cast, task, said["listed"])
    return True


def _cast(said: Mapping[str, Any]) -> Cast:
    region = Body.objects.create(kind=Body.Kind.REGION, **said["region"])
    department = Body.objects.create(kind=Body.Kind.DEPARTMENT, parent=region, **said["department"])
    unit = Body.objects.create(kind=Body.Kind.UNIT, parent=department, **said["unit"])
    sections: dict[str, Section] = {}
    for each in said["section"]:
        kind = Section.Kind.PERFORMANCE if each.get("performance") else Section.Kind.BUSINESS
        sections[each["code"]] = Section.objects.create(code=each["code"], name=each["name"], kind=kind)
        sections[each["code"]].watches.add(department)
    actors: dict[str, Actor] = {}
    for each in said["person"]:
        person = Person.objects.create_user(each["username"], password=PASSWORD, name=each["name"])
        role = Role(each["role"])
        body = department if role is Role.DEPARTMENT else unit if role in {Role.CLERK, Role.HEAD} else None
        Appointment.objects.create(person=person, role=role, body=body, section=sections.get(each.get("section", "")))
        actors[each["username"]] = Actor(person)
    return Cast(actors, unit)


def _listed(cast: Cast, task: Task, said: Mapping[str, Any]) -> None:
    """The year's list as the budget office fixed it: the projects of the tables, one of them with less money, and one that has no table yet."""
    tables = list(Filing.objects.filter(task=task).order_by("id"))
    planned = [
        Planned(
            f"{cast.unit.code}-{number:03}",
            each.project,
            cast.unit,
            (each.total or Decimal(0)) - (said["less"] if number == said["cut"] else 0),
        )
        for number, each in enumerate(tables, 1)
    ]
    planned.append(Planned(f"{cast.unit.code}-{len(tables) + 1:03}", said["name"], cast.unit, Decimal(said["amount"])))
    fill_list(cast.actors["performance"], task.year, Stage.CEILING, planned)
    bind_year(task.year)


def _document() -> tuple[str, bytes]:
    """The example document: inside the package where it was installed, else in the project's own `examples/`."""
    inside = files("jiheng.web.demo") / "examples"
    folder: Traversable = inside if inside.is_dir() else Path(__file__).parents[4] / "examples"
    document = min((each for each in folder.iterdir() if each.is_file()), key=lambda each: each.name)
    return document.name, document.read_bytes()


def _begun(cast: Cast, task: Task, declaration: Declaration, document: tuple[str, bytes]) -> Filing:
    return begin(cast.actors["clerk"], task, cast.unit, Beginning(keyed(declaration), Revision.Cause.IMPORTED, document))


def _bring(cast: Cast, filing: Filing, stage: Mapping[str, Any]) -> None:
    """Do the stage's deeds with the table, each by whoever it belongs to."""
    level = 0
    for deed in stage["deeds"]:
        if deed == "submit":
            _submitted(cast, filing)
        elif deed == "approve":
            _decided(cast, filing)
            approve(cast.actors["performance"], filing.pk, Verdict("同意。"))
        elif deed == "return":
            _returned(filing, stage, cast.actors[REVIEWERS[level]])
        else:
            accept(cast.actors[REVIEWERS[level]], filing.pk, Verdict("同意上报。"))
            level += 1


def _submitted(cast: Cast, filing: Filing) -> None:
    revision = filing.revision
    if revision is None:
        return
    clerk = cast.actors["clerk"]
    answer = checked(table_of(revision), settings_of(filing), today=timezone.localdate(), budget=budget_of(filing))
    for finding in blocking(filing, answer):
        object_to(clerk, filing.pk, finding, "按实际发生数测算，标准见随附测算表。")
    submit(clerk, filing.pk, revision=revision.number, word=WORD)


def _decided(cast: Cast, filing: Filing) -> None:
    for objection in Objection.objects.filter(filing=filing, waived=None):
        decide(cast.actors["performance"], objection, waived=True, reason="测算依据充分，予以豁免。")


def _returned(filing: Filing, stage: Mapping[str, Any], by: Actor) -> None:
    held = Filing.objects.get(pk=filing.pk).handed
    keys = table_of(held.revision).keys if held is not None else ()
    for each in stage["opinions"]:
        row = keys[each["row"]] if "row" in each else ""
        opine(by, filing.pk, Opinion(each["text"], row, each["field"]))
    send_back(by, filing.pk, Verdict(stage["opinion"]))


def fill_county() -> bool:
    """Fill an empty database with the example county; imported when it is asked for."""
    from jiheng.web.demo.county import fill_county as filled

    return filled()


FILLERS: Mapping[str, Callable[[], bool]] = {"bureau": fill, "county": fill_county}
"""What `--demo` can name."""
