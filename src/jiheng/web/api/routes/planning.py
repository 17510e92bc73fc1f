"""The year as a whole (全年统筹): differences from the list sent back, years rolled over, tables handed over, centres that file for others, reminders."""

from django.http import HttpRequest

from jiheng.errors import NotEnough
from jiheng.web.api import asking, shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Scope
from jiheng.web.api.operations import does
from jiheng.web.api.routes.reading import found
from jiheng.web.api.routes.writing import body_of
from jiheng.web.filing.actions.commission import commission, end_commission
from jiheng.web.filing.actions.remind import remind
from jiheng.web.filing.filings import Task
from jiheng.web.organizations.models import Body, Person
from jiheng.web.planning.actions.hand_over import hand_over
from jiheng.web.planning.actions.roll_over import roll_list, roll_tables
from jiheng.web.planning.actions.send_back import send_back


@does("/filings/send-back", shapes.Counted, Scope.OFFICE)
def differing(request: HttpRequest, said: asking.SendBack) -> shapes.Counted:
    """按清单退回不一致的表 · Send back tables that differ from the year's list, with both figures."""
    done = send_back(actor_of(request), said.tables, said.word)
    return shapes.Counted(done=len(done.filings), refused=[])


@does("/lists/roll", shapes.Counted, Scope.OFFICE)
def next_list(request: HttpRequest, said: asking.Year) -> shapes.Counted:
    """上年项目结转为新年度清单 · The projects of the year before as the list of a year that has none."""
    return shapes.Counted(done=len(roll_list(actor_of(request), said.year)), refused=[])


@does("/tasks/{int:task_id}/roll", shapes.Counted, Scope.WRITE)
def last_years(request: HttpRequest, task_id: int, said: asking.Unit) -> shapes.Counted:
    """沿用上年各表为草稿 · Drafts of last year's tables for the projects that have none yet."""
    task = found(Task.objects.all(), task_id, request)
    return shapes.Counted(done=len(roll_tables(actor_of(request), task, body_of(said.unit))), refused=[])


@does("/tasks/{int:task_id}/remind", shapes.Counted, Scope.OFFICE)
def reminders(request: HttpRequest, task_id: int, said: asking.Units) -> shapes.Counted:
    """提醒未报的单位 · Remind units that still owe something."""
    task = found(Task.objects.all(), task_id, request)
    units = Body.objects.filter(code__in=said.units, kind=Body.Kind.UNIT).values_list("pk", flat=True)
    return shapes.Counted(done=remind(actor_of(request), task, set(units)), refused=[])


@does("/units/hand-over", shapes.Counted, Scope.WRITE)
def over(request: HttpRequest, said: asking.HandOver) -> shapes.Counted:
    """一人的表移交给另一人 · One person's tables handed over to another of the unit."""
    who = (_person(said.of), _person(said.to))
    return shapes.Counted(done=len(hand_over(actor_of(request), body_of(said.unit), who, said.reason)), refused=[])


@does("/units/commission", shapes.Counted, Scope.DEEDS)
def centre(request: HttpRequest, said: asking.NewCommission) -> shapes.Counted:
    """登记核算中心代报 · Let a centre file for a unit."""
    made = commission(actor_of(request), body_of(said.centre), body_of(said.unit), said.reason)
    return shapes.Counted(done=made.pk, refused=[])


@does("/commissions/{int:commission_id}/end", shapes.Counted, Scope.DEEDS)
def no_centre(request: HttpRequest, commission_id: int) -> shapes.Counted:
    """结束代报 · End it."""
    end_commission(actor_of(request), commission_id)
    return shapes.Counted(done=1, refused=[])


def _person(username: str) -> Person:
    """Somebody with an account. Raises NotEnough where there is none."""
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise NotEnough(
            f"移交：没有账号 {username[:30]}。应为本单位人员的账号；请核对后再试。",
            f"handing over: there is no account {username[:30]}; give that of a colleague of the unit.",
        )
    return person
