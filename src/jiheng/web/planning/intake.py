"""Intake (成批读入): the files of a pile are opened and read under guard in the background, one transaction a file, and matched to the list."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from jiheng.doors import read_named
from jiheng.errors import NotEnough
from jiheng.model.codec import from_json, to_json
from jiheng.model.declaration import Declaration, FormKind
from jiheng.web.filing.commissions import units_filed_for
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.revising import LARGEST as LARGEST_MONEY
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Person
from jiheng.web.planning.matching import Matched, matched
from jiheng.web.planning.models import KEPT, Piece, Pile, PileFile
from jiheng.web.planning.unpacking import LARGEST, LIMITS, MOST, File, unpacked
from jiheng.web.projects.models import Project


def bring(actor: Actor, task_: Task, files: Sequence[File]) -> Pile:
    """Keep the files, zips unpacked, and have them read in the background.

    Raises NotEnough without a file, for more than MOST of them, or where they are larger than LARGEST together.
    """
    Pile.objects.filter(at__lt=timezone.now() - KEPT).delete()
    if not units_filed_for(actor.person):
        raise NotEnough(
            "成批导入：您不为任何单位填报。由单位填报人或代报单位办理；请联系管理员核对您的任职。",
            "bringing a folder: you file for no unit; clerks do it: ask the administrator about your role.",
        )
    found = [inner for file in files for inner in unpacked(file)]
    _demand_reasonable(found)
    with transaction.atomic():
        name = files[0].name if len(files) == 1 else f"{files[0].name}（{len(files)}）"
        pile = Pile.objects.create(by=actor.person, task=task_, name=name[:255])
        for each in found:
            refusal = {"zh": each.refusal[0], "en": each.refusal[1]} if each.refusal else {}
            PileFile.objects.create(pile=pile, name=each.name[-255:], body=each.content, refusal=refusal, read=bool(refusal))
        transaction.on_commit(lambda: read_in_background.enqueue(pile.pk))
    return pile


@task
def read_in_background(pile_id: int) -> int:
    """Read a pile; how many tables it holds."""
    return read_pile(pile_id)


def read_pile(pile_id: int) -> int:
    """Read what is not read yet of a pile, file by file; a piece that a stop cuts off is done again. How many tables it holds."""
    pile = Pile.objects.filter(pk=pile_id).select_related("task", "by").first()
    if pile is None:
        return 0
    projects = list(within(pile.by, pile.task))
    for file in pile.files.filter(read=False):
        with transaction.atomic():
            _read(pile, file, projects)
    mark_taken(pile)
    Pile.objects.filter(pk=pile_id).update(done=True)
    return pile.pieces.count()


def within(person: Person, task_: Task) -> QuerySet[Project]:
    """The projects of the year for which the person may file: those of the own units and of those that one files for."""
    return Project.objects.filter(year=task_.year, unit__in=units_filed_for(person)).select_related("unit")


def declaration_of(piece: Piece) -> Declaration:
    """What was read."""
    return from_json(Declaration, bytes(piece.table))


def mark_taken(pile: Pile) -> None:
    """Mark pieces whose project has another piece of the pile, or a table that is not with its unit any more."""
    seen: dict[int, Piece] = {}
    fixed = Filing.objects.filter(task=pile.task, adjusts=None).exclude(state__in=("drafting", "returned"))
    gone = set(fixed.exclude(listed=None).values_list("listed", flat=True))
    for piece in pile.pieces.filter(filing=None).exclude(project=None):
        key = piece.project_id or 0
        if key in gone or key in seen:
            piece.match = Piece.Match.TAKEN if key in gone else Piece.Match.TWICE
            piece.project = None
            piece.save()
        else:
            seen[key] = piece


def _read(pile: Pile, file: PileFile, projects: Sequence[Project]) -> None:
    answer = read_named(bytes(file.body), file.name, framework=framework(), guard=LIMITS)
    tables = [each for each in answer.declarations if each.form == FormKind(pile.task.form)]
    for said in tables:
        _piece(pile, file, said, matched(said, projects))
    if not tables:
        reasons = [*answer.unreadable, *answer.empty]
        said_ = reasons[0].said if reasons else f"{file.name}：没有这种表式的表。应为《{pile.task.title}》的表；请核对文件。"
        file.refusal = {"zh": said_, "en": said_ if reasons else f"{file.name}: no table of this form; check the file."}
    file.read = True
    file.save()


def _piece(pile: Pile, file: PileFile, said: Declaration, found: Matched) -> None:
    total = said.funds.total
    Piece.objects.create(
        pile=pile,
        file=file,
        table=to_json(said),
        said=(said.project or "")[:300],
        code=(said.code or "")[:64],
        unit=(said.unit or "")[:200],
        total=total if total is not None and abs(total) < LARGEST_MONEY else None,
        rows=len(said.indicators) + len(said.midterm_indicators),
        repairs=len(said.source.repairs),
        project=found.project,
        match=found.match,
    )


def _demand_reasonable(files: Sequence[File]) -> None:
    size = sum(len(each.content) for each in files)
    if not files or len(files) > MOST or size > LARGEST:
        raise NotEnough(
            f"成批导入：选了 {len(files)} 个文件，共 {size // 2**20} MB。应为 1 至 {MOST} 个、共 {LARGEST // 2**20} MB 以内；请分几批导入。",
            f"bringing a folder: {len(files)} files of {size // 2**20} MB; it takes 1 to {MOST} files of {LARGEST // 2**20} MB together: bring them in parts.",
        )
