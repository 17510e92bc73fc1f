"""Dividing (分解下达): a regional target that came with a transfer, divided over projects of the list; each row's parts against the whole.

A part is a target that a project answers for; parts of one row add up where their unit is one and they are counts or money; rates are not added but held each to the whole.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.model.value import Value, ValueKind
from jiheng.values import read_value
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.planning.models import Part
from jiheng.web.projects.models import Project

ADDED = frozenset({ValueKind.QUANTITY, ValueKind.MONEY})
"""Kinds of targets whose parts add up."""
MOST = 200


@frozen(eq=False)
class Divided:
    """A row of the regional target with its parts by project; `sum` is what they add up to (None: they don't add), `left` what is missing of the whole."""

    key: str
    name: str
    whole: Value
    parts: Mapping[int, str]
    sum: Decimal | None
    left: Decimal | None

    @property
    def short(self) -> bool:
        """Whether the parts together do not reach what the whole asks for."""
        return self.left is not None and self.left > 0


def divided(filing: Filing, projects: Sequence[Project]) -> list[Divided]:
    """Every row of a regional target with its parts; one query."""
    if filing.revision is None:
        return []
    table = table_of(filing.revision)
    held: dict[str, dict[int, str]] = {}
    for part in Part.objects.filter(filing=filing, project__in=projects):
        held.setdefault(part.row, {})[part.project_id] = part.target
    return [_row(key, table, held.get(key, {}), filing.task.year) for key in table.keys]


def divide(actor: Actor, filing_id: int, said: Mapping[tuple[str, int], str]) -> int:
    """Write the parts (by row key and project) of a regional target; a blank one is taken away. How many stand then.

    Raises NotAllowed for whom the table is not to edit or adjust, NotEnough for a row or a project that there is not.
    """
    with transaction.atomic(), doing(actor, "divide", filing_id) as under_way:
        filing = under_way.filing
        keys = set(table_of(filing.revision).keys) if filing.revision is not None else set()
        projects = set(Project.objects.filter(year=filing.task.year, pk__in={pk for _row_, pk in said}).values_list("pk", flat=True))
        if any(row not in keys or project not in projects for row, project in said):
            raise NotEnough(
                f"{filing}：要分解的指标或项目已不在。应按页面上的行和项目填写；请刷新页面后再填。",
                f"{filing}: a row or a project to be divided over is gone; reload the page and fill it in again.",
            )
        before = {f"{each.row}/{each.project_id}": each.target for each in filing.parts.all()}
        for (row, project), text in said.items():
            _write(actor, filing, (row, project), text.strip()[:200])
        after = {f"{each.row}/{each.project_id}": each.target for each in filing.parts.all()}
        under_way.note(before={"parts": before}, after={"parts": after})
    return len(after)


def _write(actor: Actor, filing: Filing, at: tuple[str, int], text: str) -> None:
    row, project = at
    if text:
        said = {"target": text, "by": actor.person, "at": timezone.now()}
        Part.objects.update_or_create(filing=filing, row=row, project_id=project, defaults=said)
    else:
        Part.objects.filter(filing=filing, row=row, project=project).delete()


def _row(key: str, table: Table, parts: Mapping[int, str], year: int) -> Divided:
    row = table.row(key)
    whole = row.target if row is not None else read_value("")
    values = [read_value(text, year=year) for text in parts.values()]
    figures = [
        each.lower if each.lower is not None else each.upper for each in values if each.kind is whole.kind and each.unit == whole.unit
    ]
    known = [figure for figure in figures if figure is not None]
    adds = bool(values) and whole.kind in ADDED and len(known) == len(values)
    total = sum(known, Decimal(0)) if adds else None
    asked = whole.lower
    return Divided(
        key, row.name if row is not None else "", whole, parts, total, asked - total if total is not None and asked is not None else None
    )
