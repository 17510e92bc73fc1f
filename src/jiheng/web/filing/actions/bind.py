"""Bind (对应清单): a table that matched no project of the year's list, or the wrong one, is bound by hand."""

from jiheng.errors import NotEnough
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.listed import STOPPED
from jiheng.web.organizations.acting import Actor
from jiheng.web.projects.models import Project, Standing


def bind(actor: Actor, filing_id: int, project_id: int | None, reason: str = "") -> Filing:
    """Bind the table to a project of its unit and year; None takes the bond away.

    Raises NotAllowed, and NotEnough for a project of another unit or year, one that is not there any more, or one that has another table of the task.
    """
    with doing(actor, "bind", filing_id) as under_way:
        filing = under_way.filing
        project = Project.objects.filter(pk=project_id).first() if project_id is not None else None
        if project_id is not None and (project is None or project.year != filing.task.year or project.unit_id != filing.unit_id):
            raise NotEnough(
                f"{filing}：所选项目不是 {filing.unit} {filing.task.year} 年清单里的。只能对应本单位当年的项目；请从列出的项目中选。",
                f"{filing}: the project is none of {filing.unit} in {filing.task.year}; choose one of the unit's own list.",
            )
        if project is not None and Standing(project.standing) in STOPPED:
            raise NotEnough(
                f"{filing}：项目 {project.code}「{Standing(project.standing).label}」，不能对应。应选执行中的项目；请另选。",
                f"{filing}: the project {project.code} is {project.standing}; choose one that is active.",
            )
        taken = _taken(filing, project)
        if project is not None and taken is not None:
            raise NotEnough(
                f"{filing}：项目 {project.code} 已对应另一张表（第 {taken.pk} 号）。一个项目在一个任务里应只有一张表；请先解除那张表的对应。",
                f"{filing}: {project.code} has another table of this task (number {taken.pk}); a project has one a task: unbind that one first.",
            )
        before = filing.listed.code if filing.listed is not None else ""
        under_way.note(before={"listed": before}, after={"listed": project.code if project else "", "reason": reason.strip()})
        filing.listed = project
    return filing


def _taken(filing: Filing, project: Project | None) -> Filing | None:
    """Another table of the task that the project has; adjustments belong to the table that they adjust."""
    if project is None:
        return None
    others = Filing.objects.filter(task=filing.task, listed=project, adjusts=None).exclude(pk=filing.pk)
    return None if filing.adjusts_id else others.first()
