"""The first administrator (首个管理员): made from the command line where there is none yet; everybody else is registered on the pages."""

import secrets

from django.db import transaction

from jiheng.errors import BadSettings
from jiheng.web.organizations.models import Appointment, Person, Role
from jiheng.web.trail import chain

LENGTH = 15
"""Bytes of chance in the password: twenty characters."""


def first_administrator(username: str) -> str:
    """Make the account with a password by chance, which is what is returned: it is shown once and stored nowhere.

    Raises BadSettings where an administrator is there already, or the name is taken or none.
    """
    name = username.strip()
    with transaction.atomic():
        _demand_none(name)
        password = secrets.token_urlsafe(LENGTH)
        person = Person.objects.create_user(name, password=password, name=name)
        Appointment.objects.create(person=person, role=Role.ADMINISTRATOR)
        chain.record(
            chain.Deed("jiheng serve", "appoint", "person", str(person.pk), None, {"username": name, "role": Role.ADMINISTRATOR.value})
        )
    return password


def _demand_none(name: str) -> None:
    if Appointment.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True).exists():
        raise BadSettings(
            f"--administrator {name}：已经有管理员，没有新建。首个管理员只在没有管理员时建立；其他账号请由管理员在“机构人员”中登记。",
            f"--administrator {name}: there is an administrator already; other accounts are registered by the administrator, on the pages.",
        )
    if not name or len(name) > 150 or Person.objects.filter(username=name).exists():
        raise BadSettings(
            f"--administrator {name}：账号名为空、过长或已被使用。应为 1 至 150 个字符的新账号名；请另取一个。",
            f"--administrator {name}: is empty, too long or taken; choose a new name of 1 to 150 characters.",
        )
