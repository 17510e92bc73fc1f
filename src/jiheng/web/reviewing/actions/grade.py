"""Grade (评级): the four tests of a hand-in, each with its grade and opinion, and the grade of the whole; a draft until the table moves on."""

from collections.abc import Mapping

from attrs import frozen
from django.utils import timezone

from jiheng.web.filing.doing import doing
from jiheng.web.filing.way import Grade
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.actions.amend import handed
from jiheng.web.reviewing.models import Grading


@frozen
class TestGrade:
    """The grade of one test and what is said of it."""

    grade: Grade
    opinion: str = ""


def grade(actor: Actor, filing_id: int, tests: Mapping[str, TestGrade], whole: Grade, opinion: str = "") -> Grading:
    """Keep the grades of a level for what was handed in; the level may change them while the table is with it."""
    with doing(actor, "grade", filing_id) as under_way:
        filing = under_way.filing
        said = {name: {"grade": each.grade.value, "opinion": each.opinion.strip()} for name, each in tests.items()}
        kept = {"tests": said, "grade": whole.value, "opinion": opinion.strip(), "by": actor.person, "at": timezone.now()}
        grading, _ = Grading.objects.update_or_create(handin=handed(filing), level=filing.level, defaults=kept)
        under_way.note(after={"grade": whole.value, "tests": {name: each["grade"] for name, each in said.items()}})
    return grading
