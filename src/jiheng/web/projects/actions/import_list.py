"""Import (导入清单): a previewed list becomes a stage of the year's list, whole or not at all; the file and each of its lines are kept."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough, OutOfDate
from jiheng.web.organizations.acting import Actor
from jiheng.web.projects import access
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import ListAtDoor, ListedLine, Listing, Project, Stage, Standing
from jiheng.web.projects.opening import opened
from jiheng.web.projects.preview import Changed, Preview, preview
from jiheng.web.trail import chain

AT_ONCE = 500
KEPT = timedelta(days=2)
SCALES = ("", "元", "万元")


@frozen
class Offer:
    """A list as it is offered: for which year and stage, the unit of money where it names none, the file's name and bytes."""

    year: int
    stage: Stage
    scale: str
    name: str
    content: bytes


def offer(actor: Actor, said: Offer) -> ListAtDoor:
    """Keep a list for its preview. Raises NotAllowed, and NotEnough for a file that holds no list; nothing of the projects is changed."""
    access.demand(actor.person, "import")
    opened(said.name, said.content)
    ListAtDoor.objects.filter(at__lt=timezone.now() - KEPT).delete()
    digest = hashlib.sha256(said.content).hexdigest()
    scale = said.scale if said.scale in SCALES else ""
    return ListAtDoor.objects.create(
        by=actor.person, year=said.year, stage=said.stage, scale=scale, name=said.name[:255], body=said.content, digest=digest
    )


def previewed(actor: Actor, door_id: int) -> tuple[ListAtDoor, Preview]:
    """A list that waits, and what it would change. Raises NotAllowed for another's or for one that is not there."""
    access.demand(actor.person, "import")
    door = ListAtDoor.objects.filter(pk=door_id, by=actor.person).first()
    if door is None:
        raise NotAllowed(
            "导入清单：没有找到这份待导入的清单，可能已经导入或过了两天。请重新选择文件。",
            "importing: no such list waits; it was taken, or two days have gone by: choose the file again.",
        )
    read = opened(door.name, bytes(door.body))
    return door, preview(read, door.year, Stage(door.stage), door.scale)


def import_list(actor: Actor, door_id: int, seen: str) -> Listing:
    """Take the list as it was previewed (`seen` is the preview's mark).

    Raises NotEnough while a line is wrong, OutOfDate where the projects have changed since; nothing is changed then.
    """
    with transaction.atomic():
        ListAtDoor.objects.select_for_update().filter(pk=door_id).first()
        door, found = previewed(actor, door_id)
        list(Project.objects.select_for_update().filter(year=door.year).values_list("pk", flat=True))
        if found.wrong:
            raise NotEnough(
                f"{door.name}：有 {len(found.wrong)} 处不能导入，清单没有改动。应先改正列出的各行；请改正文件后重新导入。",
                f"{door.name}: {len(found.wrong)} lines can't be taken and nothing was changed: correct them in the file and import it again.",
            )
        if found.mark != seen:
            raise OutOfDate(
                f"{door.name}：预览之后清单有了变动。应按最新的预览导入；请再看一遍预览后确认。",
                f"{door.name}: the list has changed since the preview; look at the new preview, then confirm.",
            )
        listing = _taken(actor, door, found)
        door.delete()
    return listing


def _taken(actor: Actor, door: ListAtDoor, found: Preview) -> Listing:
    listing = Listing.objects.create(
        year=door.year,
        stage=door.stage,
        name=door.name,
        body=bytes(door.body),
        digest=door.digest,
        new=len(found.new),
        changed=len(found.changed),
        gone=len(found.gone),
        total=found.total,
        by=actor.person,
    )
    made = new_projects(door.year, Stage(door.stage), found.new)
    _update(found.changed, Stage(door.stage))
    Project.objects.filter(pk__in=[each.project.pk for each in found.same]).update(stage=door.stage)
    Project.objects.filter(pk__in=[each.pk for each in found.gone]).update(standing=Standing.GONE, since=timezone.localdate())
    lines = [*zip(made, found.new, strict=True), *((each.project, each.planned) for each in (*found.changed, *found.same))]
    write_lines(listing, lines)
    after: dict[str, object] = {
        "year": door.year,
        "stage": door.stage,
        "name": door.name,
        "digest": door.digest,
        "new": listing.new,
        "changed": listing.changed,
        "gone": [each.code for each in found.gone],
        "total": listing.total,
    }
    chain.record(chain.Deed(actor.name, "import-list", "list", str(listing.pk), None, after, actor.address))
    return listing


def new_projects(year: int, stage: Stage, planned: Sequence[Planned]) -> list[Project]:
    """New projects of a year, written at once; in the order given."""
    rows = [Project(year=year, code=each.code, name=each.name, unit=each.unit, amount=each.amount, stage=stage) for each in planned]
    return Project.objects.bulk_create(rows, AT_ONCE)


def write_lines(listing: Listing, lines: Sequence[tuple[Project, Planned]]) -> None:
    """The lines of a list, written at once."""
    rows = [ListedLine(listing=listing, project=project, name=each.name, unit=each.unit, amount=each.amount) for project, each in lines]
    ListedLine.objects.bulk_create(rows, AT_ONCE)


def _update(changed: Sequence[Changed], stage: Stage) -> None:
    for each in changed:
        project = each.project
        project.name, project.unit, project.amount, project.stage = each.planned.name, each.planned.unit, each.amount, stage
        if project.standing == Standing.GONE:
            project.standing, project.since = Standing.ACTIVE, None
    Project.objects.bulk_update([each.project for each in changed], ["name", "unit", "amount", "stage", "standing", "since"], AT_ONCE)


def fill_list(actor: Actor, year: int, stage: Stage, planned: Sequence[Planned]) -> list[Project]:
    """A whole list in one go, for examples and for taking over another system: projects, listing, lines and one entry of the trail.

    Works where the year has no project of these codes yet (else IntegrityError). Nobody is asked whether the actor may.
    """
    text = "\n".join(f"{each.code},{each.name},{each.unit.code},{each.amount}" for each in planned)
    content = ("code,project,unit_code,amount\n" + text).encode()
    digest = hashlib.sha256(content).hexdigest()
    total = sum((each.amount for each in planned), Decimal(0))
    with transaction.atomic():
        listing = Listing.objects.create(
            year=year, stage=stage, name=f"{year}.csv", body=content, digest=digest, new=len(planned), total=total, by=actor.person
        )
        made = new_projects(year, stage, planned)
        write_lines(listing, list(zip(made, planned, strict=True)))
        after: dict[str, object] = {"year": year, "stage": stage, "digest": digest, "new": len(planned), "total": total}
        chain.record(chain.Deed(actor.name, "import-list", "list", str(listing.pk), None, after, actor.address))
    return made
