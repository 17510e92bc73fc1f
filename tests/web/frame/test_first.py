"""The first administrator: made once, with a password that opens the account, and written into the trail."""

import pytest
from county import county

from jiheng.errors import BadSettings
from jiheng.web.organizations.first import first_administrator
from jiheng.web.organizations.models import Person, Role
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_once() -> None:
    password = first_administrator("boss")
    person = Person.objects.get(username="boss")
    assert len(password) >= 16
    assert person.check_password(password)
    assert [each.role for each in person.appointments.all()] == [Role.ADMINISTRATOR]
    assert Entry.objects.get().deed == "appoint"
    assert password not in Entry.objects.get().after
    with pytest.raises(BadSettings, match="已经有管理员"):
        first_administrator("second")


@pytest.mark.parametrize("name", ["", "  ", "x" * 151, "clerk"])
def test_a_name_that_can_not_be_is_said(name: str) -> None:
    held = county()
    held["administrator"].person.appointments.all().delete()
    with pytest.raises(BadSettings):
        first_administrator(name)
