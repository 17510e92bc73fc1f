"""Take a pile (成批接收): the ticked tables become drafts of their projects, or the next version of a table that is still with its unit; one deed."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.actions.begin import Beginning, begin, keep_source
from jiheng.web.filing.actions.edit import demand_hold
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.joining import joined
from jiheng.web.filing.revising import Origin, revise
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.acting import Actor
from jiheng.web.planning.intake import declaration_of, mark_taken, within
from jiheng.web.planning.models import Piece, Pile
from jiheng.web.projects.models import Project
from jiheng.web.trail import chain


def assign_pieces(actor: Actor, pile_id: int, chosen: Mapping[int, int]) -> None:
    """Say by hand which project (by key) a piece (by key) is; only projects of the units that the person files for. Raises NotAllowed."""
    pile = pile_of(actor, pile_id)
    projects = {each.pk: each for each in within(pile.by, pile.task).filter(pk__in=set(chosen.values()))}
    with transaction.atomic():
        for piece in pile.pieces.filter(pk__in=chosen, filing=None):
            project = projects.get(chosen[piece.pk])
            if project is not None and piece.project_id != project.pk:
                piece.project, piece.match = project, Piece.Match.HAND
                piece.save()
        mark_taken(pile)


def take_pile(actor: Actor, pile_id: int, piece_ids: Sequence[int]) -> list[Filing]:
    """Take the ticked pieces, all of them or none. Raises NotAllowed, NotEnough where none has a project, HeldByAnother and what `begin` raises."""
    with transaction.atomic():
        pile = pile_of(actor, pile_id)
        pieces = list(pile.pieces.filter(pk__in=piece_ids, filing=None).exclude(project=None).select_related("project__unit", "file"))
        if not pieces:
            raise NotEnough(
                "成批接收：勾选的表都没有对应项目，或已经接收。应先为每张表选定项目；请勾选后再试。",
                "taking a pile: none of the ticked tables has a project, or all were taken: choose their projects, then try again.",
            )
        made = []
        for piece in pieces:
            piece.filing = _taken(actor, pile, piece)
            piece.save(update_fields=["filing"])
            made.append(piece.filing)
        after: dict[str, object] = {"tables": [each.pk for each in made], "name": pile.name, "task": pile.task.pk}
        chain.record(chain.Deed(actor.name, "take-pile", "task", str(pile.task.pk), None, after, actor.address))
    return made


def pile_of(actor: Actor, pile_id: int) -> Pile:
    """A pile that the person brought. Raises NotAllowed for another's or one that is gone."""
    pile = Pile.objects.filter(pk=pile_id, by=actor.person).select_related("task", "by").first()
    if pile is None:
        raise NotAllowed(
            "成批导入：没有找到这批文件，或不是您上传的。请从“成批导入”页打开自己的批次。",
            "bringing a folder: there is no such pile of yours; open one from the page of piles.",
        )
    return pile


def _taken(actor: Actor, pile: Pile, piece: Piece) -> Filing:
    project = piece.project
    if project is None:
        raise NotEnough(f"{piece}：没有对应项目。请先选定项目。", f"{piece}: has no project; choose it first.")
    there = Filing.objects.filter(task=pile.task, listed=project, adjusts=None).first()
    document = (piece.file.name, bytes(piece.file.body))
    if there is None:
        made = begin(actor, pile.task, project.unit, Beginning(keyed(declaration_of(piece)), Revision.Cause.IMPORTED, document))
        return _bound(made, project)
    with doing(actor, "import", there.pk) as under_way:
        filing = under_way.filing
        demand_hold(under_way)
        table = joined(table_of(filing.revision) if filing.revision else None, declaration_of(piece), framework())
        source = keep_source(filing, *document, actor)
        revision = revise(filing, table, Origin(actor.person, Revision.Cause.IMPORTED, source=source))
        under_way.note(after={"revision": revision.number, "digest": revision.digest, "source": source.digest, "name": source.name})
    return filing


def _bound(filing: Filing, project: Project) -> Filing:
    """The filing bound to the project that was chosen, whatever its own text would match."""
    if filing.listed_id != project.pk:
        filing.listed = project
        filing.save(update_fields=["listed"])
    return filing
