"""Keep people (维护人员): accounts registered, renamed, locked and opened again; a new password, the second factor taken off."""

import re
import secrets

from allauth.mfa.models import Authenticator
from attrs import frozen
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Appointment, Person, Role
from jiheng.web.trail import chain

USERNAME = re.compile(r"[\w.@+-]{1,150}")
LONGEST_NAME, LONGEST_PHONE = 50, 32
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of a first password: none that is taken for another on paper."""
ROUNDS = 1000
LENGTH = 16
"""Letters of it: 78 bits of chance, so that a single round of hashing keeps it as well as any number of rounds keep a chosen one."""


@frozen
class Entry:
    """What is said of a person."""

    username: str
    name: str
    phone: str = ""


def register(actor: Actor, said: Entry) -> tuple[Person, str]:
    """A new account, and its first password, which is shown once and stored nowhere. Raises NotAllowed, NotEnough."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        _demand(said, None)
        word = chance()
        person = Person(username=said.username.strip(), name=said.name.strip(), phone=said.phone.strip(), password=hashed(word))
        person.save()
        _written(actor, "register", person, None, _said(person))
    return person, word


def change_person(actor: Actor, person_id: int, said: Entry) -> Person:
    """Another name or telephone; an account keeps its name of account. Raises NotAllowed, NotEnough."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        before = _said(person)
        _demand(Entry(person.username, said.name, said.phone), person)
        person.name, person.phone = said.name.strip(), said.phone.strip()
        person.save(update_fields=["name", "phone"])
        _written(actor, "change-person", person, before, _said(person))
    return person


def lock(actor: Actor, person_id: int, reason: str) -> Person:
    """Lock an account: whoever is signed in with it is signed out. Raises NotAllowed for one's own, NotEnough without a reason."""
    access.demand(actor.person, "organize")
    if actor.person.pk == person_id:
        raise NotAllowed(
            "锁定：这是您自己的账号。管理员不能锁定自己；请由另一位管理员办理。",
            "locking: this is your own account; nobody locks their own: have another administrator do it.",
        )
    return _turned(actor, person_id, reason, active=False)


def unlock(actor: Actor, person_id: int, reason: str) -> Person:
    """Open a locked account again. Raises NotAllowed, and NotEnough without a reason."""
    access.demand(actor.person, "organize")
    return _turned(actor, person_id, reason, active=True)


def new_password(actor: Actor, person_id: int) -> tuple[Person, str]:
    """A new password by chance, shown once. Raises NotAllowed, also for one's own account."""
    person = _another(actor, person_id)
    with transaction.atomic():
        word = chance()
        person.password = hashed(word)
        person.save(update_fields=["password"])
        _written(actor, "new-password", person, None, _said(person))
    return person, word


def reset_second_factor(actor: Actor, person_id: int, reason: str) -> int:
    """Take the second factor off an account whose owner lost it; how many there were. Raises NotAllowed, also for one's own; NotEnough."""
    person = _another(actor, person_id)
    said = _reason(reason)
    with transaction.atomic():
        number = int(Authenticator.objects.filter(user=person).delete()[0])
        _written(actor, "reset-second-factor", person, None, {"reason": said, "factors": number})
    return number


def chance() -> str:
    """A password by chance, in groups of four."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def hashed(word: str) -> str:
    """The hash of a password by chance, in few rounds where the method counts them: hundreds are made at once; signing in makes them full."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return str(hasher.encode(word, hasher.salt(), iterations=ROUNDS))
    return str(hasher.encode(word, hasher.salt()))


def _another(actor: Actor, person_id: int) -> Person:
    access.demand(actor.person, "organize")
    if actor.person.pk == person_id:
        raise NotAllowed(
            "账号：这是您自己的账号。自己的密码和两步验证在右上角菜单里改；请从那里办理。",
            "account: this is your own; change your password and second factor from the menu at the top right.",
        )
    return Person.objects.get(pk=person_id)


def _turned(actor: Actor, person_id: int, reason: str, *, active: bool) -> Person:
    said = _reason(reason)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        before: dict[str, object] = {"active": person.is_active}
        person.is_active = active
        person.save(update_fields=["is_active"])
        _written(actor, "unlock" if active else "lock", person, before, {"active": active, "reason": said})
    return person


def last_administrator(person: Person) -> bool:
    """Whether the person is the only administrator who can sign in."""
    held = Appointment.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True)
    return held.filter(person=person).exists() and not held.exclude(person=person).exists()


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NotEnough(
            "账号：没有写理由。锁定、解锁和重置都记入日志，应写明为什么；请补上理由。", "account: the reason is missing: write why."
        )
    return reason.strip()


def _demand(said: Entry, person: Person | None) -> None:
    username, name = said.username.strip(), said.name.strip()
    if not USERNAME.fullmatch(username) or not 0 < len(name) <= LONGEST_NAME or len(said.phone) > LONGEST_PHONE:
        raise NotEnough(
            f"人员：账号「{username[:40]}」、姓名或电话写不成。账号应为字母、数字或汉字，可带 . @ + - _；姓名 1 至 50 字；请改正后再保存。",
            f"person: the account “{username[:40]}”, the name or the telephone can't be kept; an account has letters, digits and . @ + - _, "
            "a name 1 to 50 characters: correct them.",
        )
    if person is None and Person.objects.filter(username__iexact=username).exists():
        raise NotEnough(
            f"人员：账号 {username} 已有人用。一个账号只给一个人；请换一个账号名。",
            f"person: the account {username} is taken; an account is one person's: choose another.",
        )


def _said(person: Person) -> dict[str, object]:
    return {"username": person.username, "person": person.name}


def _written(actor: Actor, deed: str, person: Person, before: dict[str, object] | None, after: dict[str, object]) -> None:
    chain.record(chain.Deed(actor.name, deed, "person", str(person.pk), before, after, actor.address))
