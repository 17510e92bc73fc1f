"""Picking from the library (从指标库选): a new table with indicators of the library on the county's form, and what is offered while a name is typed."""

from collections.abc import Collection

from attrs import evolve
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from jiheng.model.indicator import BlankLevel, Indicator
from jiheng.web.filing import access
from jiheng.web.filing.actions.begin import blank
from jiheng.web.filing.filings import Task
from jiheng.web.filing.queries import tasks_of, units_of
from jiheng.web.filing.tables import Table, keyed
from jiheng.web.library.offering import as_json, known, offered
from jiheng.web.library.shape import Shape, levels
from jiheng.web.organizations.models import Body
from jiheng.web.organizations.requests import actor_of

NEIGHBOURS = {"cost.economic": "output.cost", "output.cost": "cost.economic"}
"""Where an indicator goes on a form that has the other of two places for the same."""


@login_required
@require_GET
def picking(request: HttpRequest) -> HttpResponse:
    """The indicators that a new table of the unit may begin with, by level."""
    units = units_of(actor_of(request).person)
    unit = next((each for each in units if str(each.pk) == request.GET.get("unit")), units[0] if units else None)
    task = next((each for each in tasks_of(units) if str(each.pk) == request.GET.get("task")), None)
    if unit is None or task is None:
        return redirect("filing:new")
    places = _places(blank(task, unit).declaration.blank_levels)
    by_level: dict[str, list[tuple[str, Shape]]] = {}
    for shape in known(unit):
        if _place(shape, places) is not None:
            by_level.setdefault(levels()[shape.node], []).append((name_of(shape), shape))
    return render(request, "filing/picking.html", {"task": task, "unit": unit, "by_level": list(by_level.items())})


@login_required
@require_GET
def suggest(request: HttpRequest, filing_id: int) -> JsonResponse:
    """What fits the level and the words that are being typed into the name of a row."""
    filing = get_object_or_404(access.filings(actor_of(request).person, "see").select_related("unit__parent"), pk=filing_id)
    level2, words = request.GET.get("level2", "")[:100], request.GET.get("q", "")[:100]
    found = as_json(offered(filing.unit, level2, words, filing.project))
    return JsonResponse({"indicators": found}, json_dumps_params={"ensure_ascii": False})


def name_of(shape: Shape) -> str:
    """By what the form names a picked indicator."""
    return f"{shape.node}|{shape.name}"


def of_library(task: Task, unit: Body, picked: Collection[str]) -> Table:
    """The blank form with the picked indicators in their places, targets left blank; what the form has no place for is left out."""
    said = blank(task, unit).declaration
    places = _places(said.blank_levels)
    rows: list[tuple[int, Indicator]] = []
    for shape in known(unit):
        level = _place(shape, places) if name_of(shape) in picked else None
        if level is not None:
            row = Indicator(
                shape.name, level.level1, level.level2, level.node, required=level.required, explanation=shape.definition or None
            )
            rows.append((said.blank_levels.index(level), row))
    made = tuple(row for _at, row in sorted(rows, key=lambda each: each[0]))
    filled = {(row.level1, row.level2) for row in made}
    left = tuple(each for each in said.blank_levels if (each.level1, each.level2) not in filled)
    return keyed(evolve(said, indicators=(*said.indicators, *made), blank_levels=left))


def _places(blanks: Collection[BlankLevel]) -> dict[str, BlankLevel]:
    return {each.node: each for each in reversed(list(blanks)) if each.node}


def _place(shape: Shape, places: dict[str, BlankLevel]) -> BlankLevel | None:
    return places.get(shape.node) or places.get(NEIGHBOURS.get(shape.node, ""))
