"""Opine (提出意见): an opinion, a comment or a suggestion on a cell, and what the unit answers."""

from attrs import frozen
from django.utils import timezone

from jiheng.errors import NotEnough, OutOfDate
from jiheng.web.filing.actions.edit import Sending, edit, typist
from jiheng.web.filing.doing import doing
from jiheng.web.filing.edits import Edit, decoded, encoded, text_of
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.tables import table_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.models import Reply, Thread


@frozen(eq=False)
class Opinion:
    """What is said of a cell: `row` its key (empty: the table), `field` its field (empty: the whole), and a change where one is suggested."""

    text: str
    row: str = ""
    field: str = ""
    kind: Thread.Kind = Thread.Kind.OPINION
    edits: tuple[Edit, ...] = ()
    rule: str = ""
    fingerprint: str = ""


def opine(actor: Actor, filing_id: int, opinion: Opinion) -> Thread:
    """Open a thread; it is the level's draft until the table is returned or passed. Raises NotEnough for an empty one."""
    if not opinion.text.strip() and not opinion.edits:
        raise NotEnough(
            "审核意见：内容是空的。应写明问题和修改要求；请填写后保存。",
            "opinion: it is empty; say what is wrong and what to change, then save.",
        )
    deed = "suggest" if opinion.edits else "comment"
    with doing(actor, deed, filing_id) as under_way:
        filing = under_way.filing
        shown = filing.handed.revision if filing.handed else filing.revision
        said = text_of(table_of(shown), opinion.row or None, opinion.field, typist(filing)) if shown and opinion.field else ""
        thread = Thread.objects.create(
            filing=filing,
            handin=filing.handed,
            kind=Thread.Kind.SUGGESTION if opinion.edits else opinion.kind,
            level=filing.level,
            row=opinion.row,
            field=opinion.field,
            said=said,
            text=opinion.text.strip(),
            rule=opinion.rule,
            fingerprint=opinion.fingerprint,
            edits=encoded(opinion.edits),
            by=actor.person,
        )
        under_way.note(after={"thread": thread.pk, "row": opinion.row, "field": opinion.field, "text": thread.text})
    return thread


def unsay(actor: Actor, thread: Thread) -> None:
    """Take back an opinion that was not sent yet; it is the author's alone. Raises OutOfDate where it was sent."""
    with doing(actor, "comment", thread.filing_id) as under_way:
        held = Thread.objects.select_for_update().get(pk=thread.pk)
        if held.sent or held.by != actor.person:
            raise OutOfDate(
                "审核意见：已经送达单位，或不是您写的，不能撤回。可在意见下补充说明；请刷新页面。",
                "opinion: it was sent, or is not yours; add a word below it instead, and reload the page.",
            )
        under_way.note(before={"thread": held.pk, "text": held.text})
        held.delete()


def reply(actor: Actor, thread: Thread, text: str, answer: str = "") -> Reply:
    """Answer an opinion: what was done (已改, 部分采纳, 未采纳) and, unless it was simply done, the reason. Raises NotEnough."""
    if answer in {Thread.Answer.PARTLY, Thread.Answer.DECLINED} and not text.strip():
        raise NotEnough(
            "答复意见：没有写理由。部分采纳或未采纳应写明理由；请填写后保存。",
            "reply: no reason was given; say why it was taken in part or not, then save.",
        )
    with doing(actor, "reply", thread.filing_id) as under_way:
        revision = under_way.filing.revision
        made = Reply.objects.create(thread=thread, text=text.strip(), answer=answer, revision=revision, by=actor.person)
        if answer:
            Thread.objects.filter(pk=thread.pk).update(answer=answer)
        under_way.note(after={"thread": thread.pk, "answer": answer, "text": made.text})
    return made


def take(actor: Actor, thread: Thread) -> Filing:
    """Accept a suggestion (采纳建议): its edits become a revision, and the thread is answered as done."""
    current = Filing.objects.select_related("revision").get(pk=thread.filing_id).revision
    base = current.number if current else 0
    typed = edit(actor, thread.filing_id, Sending(f"thread-{thread.pk}", base, decoded(thread.edits), Revision.Cause.SUGGESTED))
    reply(actor, thread, "", Thread.Answer.DONE)
    return typed.filing


def close(actor: Actor, thread: Thread) -> None:
    """Close a thread whose answer the level accepts."""
    with doing(actor, "comment", thread.filing_id) as under_way:
        Thread.objects.filter(pk=thread.pk, closed=None).update(closed=timezone.now())
        under_way.note(after={"thread": thread.pk, "closed": True})
