"""Ten tables before the section (run as a program, with the home as its argument): the example's own and nine of its kind, each brought there by deeds."""

import os
import sys

import django
from attrs import evolve

TABLES = 10


def main() -> None:
    """Bring the section what is missing to ten."""
    from django.utils import timezone

    from jiheng.web.filing.actions.begin import Beginning, begin
    from jiheng.web.filing.actions.object import object_to
    from jiheng.web.filing.actions.submit import blocking, submit
    from jiheng.web.filing.filings import Filing
    from jiheng.web.filing.listed import budget_of
    from jiheng.web.filing.tables import keyed, table_of
    from jiheng.web.filing.understanding import checked, settings_of
    from jiheng.web.organizations.acting import Actor
    from jiheng.web.organizations.models import Person
    from jiheng.web.reviewing.actions.judge import Verdict, accept

    clerk, head, department = (Actor(Person.objects.get(username=name)) for name in ("clerk", "head", "department"))
    first = Filing.objects.filter(level="section").select_related("handed__revision", "task", "unit").first()
    assert first is not None
    assert first.handed is not None
    said = table_of(first.handed.revision).declaration
    for number in range(2, TABLES + 1):
        filing = begin(clerk, first.task, first.unit, Beginning(keyed(evolve(said, project=f"基层服务第{number}批"))))
        revision = filing.revision
        assert revision is not None
        for finding in blocking(
            filing, checked(table_of(revision), settings_of(filing), today=timezone.localdate(), budget=budget_of(filing))
        ):
            object_to(clerk, filing.pk, finding, "标准已经核定")
        submit(clerk, filing.pk, revision=revision.number, word="已核对")
        for actor in (head, department):
            accept(actor, filing.pk, Verdict("同意"))


if __name__ == "__main__":
    os.environ.update(JIHENG_HOME=sys.argv[1], DJANGO_SETTINGS_MODULE="jiheng.web.settings")
    django.setup()
    main()
