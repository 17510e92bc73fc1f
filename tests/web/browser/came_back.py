"""A table that came back to the section (run as a program, with the home as its argument): returned with opinions, answered in each way, handed in again.

Beside it stand what the unit said last year and what a sister unit says now.
"""

import os
import sys

import django
from attrs import evolve


def main() -> None:
    """Bring the example's table at the section back, through all deeds."""
    from django.utils import timezone

    from jiheng.values import read_value
    from jiheng.web.filing.actions.begin import Beginning, begin
    from jiheng.web.filing.actions.edit import Sending, edit
    from jiheng.web.filing.actions.object import object_to
    from jiheng.web.filing.actions.submit import blocking, submit
    from jiheng.web.filing.edits import Set
    from jiheng.web.filing.filings import Filing, Task
    from jiheng.web.filing.tables import Table, keyed, table_of
    from jiheng.web.filing.understanding import checked, settings_of
    from jiheng.web.organizations.acting import Actor
    from jiheng.web.organizations.models import Appointment, Body, Person
    from jiheng.web.reviewing.actions.judge import Verdict, accept, send_back
    from jiheng.web.reviewing.actions.opine import Opinion, opine, reply

    clerk, head, department, section = (Actor(Person.objects.get(username=name)) for name in ("clerk", "head", "department", "section05"))
    first = Filing.objects.filter(level="section").select_related("handed__revision", "task", "unit").get()
    assert first.handed is not None
    said = table_of(first.handed.revision).declaration

    def with_targets(*targets: str) -> Table:
        rows = [evolve(row, target=read_value(text, year=said.year)) for row, text in zip(said.indicators, targets, strict=False)]
        return keyed(evolve(said, indicators=(*rows, *said.indicators[len(rows) :])))

    def hand_in(filing: Filing, by: Actor, passing: tuple[Actor, ...]) -> None:
        newest = Filing.objects.get(pk=filing.pk).revision
        assert newest is not None
        for finding in blocking(filing, checked(table_of(newest), settings_of(filing), today=timezone.localdate())):
            object_to(by, filing.pk, finding, "按当年实有人数填报。")
        submit(by, filing.pk, revision=newest.number, word="已逐项核对。")
        for actor in passing:
            accept(actor, filing.pk, Verdict("同意上报。"))

    last = Task.objects.create(form="target", year=first.task.year - 1, title="上年项目支出绩效目标申报", due=timezone.localdate())
    hand_in(begin(clerk, last, first.unit, Beginning(with_targets("20 名", "≥25 人", "≥12 件"))), clerk, (head, department))
    last.open = False
    last.save()
    sister = Body.objects.create(kind="unit", code="900002", name="城关司法所", parent=first.unit.parent)
    people = [Actor(Person.objects.create_user(name, name=name)) for name in ("sister", "sister-head")]
    for actor, role in zip(people, ("clerk", "head"), strict=True):
        Appointment.objects.create(person=actor.person, role=role, body=sister)
    hand_in(begin(people[0], first.task, sister, Beginning(with_targets("6 名", "≥12 人", "≥8 件"))), people[0], (people[1], department))

    keys = first.handed.revision.keys
    asked = (
        ("人数与编制批复不符，请核实。", keys[0], "target"),
        ("服务人次偏低，请按全年工作量测算。", keys[1], "target"),
        ("请写明统计口径。", keys[3], "target"),
        ("总体目标应写明受益对象。", "", "goal"),
    )
    threads = [opine(section, first.pk, Opinion(text, row, field)) for text, row, field in asked]
    send_back(section, first.pk, Verdict("请按各处意见修改后重新报送。"))
    newest = Filing.objects.get(pk=first.pk).revision
    assert newest is not None
    goal = f"{said.goal.rstrip('。') if said.goal else ''}，服务全县 13 个乡镇居民。"
    edits = (Set("target", "26 名", keys[0]), Set("target", "≥60 人", keys[1]), Set("goal", goal), Set("target", "≥85%", keys[-1]))
    edit(clerk, first.pk, Sending("again", newest.number, edits))
    for thread, answer, text in zip(
        threads, ("done", "partly", "declined"), ("", "先提高到 60 人次", "按司法所月报口径，见附件"), strict=False
    ):
        reply(clerk, thread, text, answer)
    hand_in(first, clerk, (head, department))


if __name__ == "__main__":
    os.environ.update(JIHENG_HOME=sys.argv[1], DJANGO_SETTINGS_MODULE="jiheng.web.settings")
    django.setup()
    main()
