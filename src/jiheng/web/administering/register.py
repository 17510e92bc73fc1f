"""Previews of registers (名册预览): what a register of units or people would change, and every line that can't be taken."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from jiheng.framework import load
from jiheng.reading.lists.registers import RegisterLine, RegisterRead, role_words
from jiheng.web.organizations.actions.appoint import AT_BODY, IN_SECTION, Post, fault
from jiheng.web.organizations.actions.keep_bodies import CODE
from jiheng.web.organizations.actions.keep_people import LONGEST_NAME, LONGEST_PHONE, USERNAME
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section

DAYS = str.maketrans({"年": "-", "月": "-", "日": "", "/": "-", ".": "-"})


@frozen
class Wrong:
    """What is wrong with a line, in both languages: place · what was found · what was expected · what to do."""

    row: int | None
    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The sentence in the language asked for."""
        return self.en if lang == "en" else self.zh


@frozen
class Change:
    """One thing that would be: `what` is new, changed or gone; `was` and `now` are what stands there and what would."""

    what: str
    key: str
    was: str
    now: str


@frozen(eq=False)
class Plan:
    """What a register would do: `units` and `posts` are what is written, `changes` how a page says it."""

    changes: tuple[Change, ...]
    wrong: tuple[Wrong, ...]
    same: int
    units: Mapping[str, tuple[str, str, str]] = field(factory=dict)
    """code → name, kind, code of the department"""
    people: Mapping[str, tuple[str, str]] = field(factory=dict)
    """account → name, telephone"""
    posts: Sequence[tuple[str, Post]] = ()
    gone: Sequence[int] = ()

    def of(self, what: str) -> list[Change]:
        """The changes of a sort."""
        return [each for each in self.changes if each.what == what]

    @property
    def mark(self) -> str:
        """A mark of all that would be changed."""
        return hashlib.sha256(repr(self.changes).encode()).hexdigest()


def planned(kind: str, read: RegisterRead, *, whole: bool) -> Plan:
    """What the register would change; nothing is written. A fixed number of queries, whatever its length."""
    return _units(read, whole=whole) if kind == "units" else _people(read, whole=whole)


def _units(read: RegisterRead, *, whole: bool) -> Plan:
    held = {each.code: each for each in Body.objects.select_related("parent").exclude(kind=Body.Kind.REGION)}
    wanted: dict[str, tuple[str, str, str]] = {}
    wrong: list[Wrong] = []
    for line in read.lines:
        department, code = line.text("department_code"), line.text("code")
        faults = list(_unit_faults(line, held, wanted))
        wrong += faults
        if not faults:
            name = line.text("department") or (held[department].name if department in held else wanted[department][0])
            wanted[department] = (name, "department", "")
            if code:
                wanted[code] = (line.text("name"), "unit", department)
    changes = [each for code, said in wanted.items() if (each := _unit_change(held.get(code), code, said)) is not None]
    gone = (
        [each for code, each in held.items() if code not in wanted and each.kind == Body.Kind.UNIT and each.closed is None] if whole else []
    )
    changes += [Change("gone", each.code, f"{each.name}（{each.parent}）", "") for each in gone]
    return Plan(tuple(changes), tuple(wrong), len(wanted) - len(changes) + len(gone), units=wanted, gone=[each.pk for each in gone])


def _unit_faults(line: RegisterLine, held: Mapping[str, Body], wanted: Mapping[str, tuple[str, str, str]]) -> Iterator[Wrong]:
    row, department, code = line.place.row, line.text("department_code"), line.text("code")
    if not CODE.fullmatch(department):
        yield _wrong(
            row,
            f"部门编码「{department[:40]}」",
            "1 至 32 位字母或数字",
            f"department code “{department[:40]}”",
            "1 to 32 letters or digits",
        )
    elif not line.text("department") and department not in held and department not in wanted:
        yield _wrong(
            row, f"部门 {department} 没有名称", "新部门写明名称", f"department {department} has no name", "a new department has one"
        )
    if (code or line.text("name")) and (not CODE.fullmatch(code) or not line.text("name")):
        yield _wrong(
            row, f"单位编码「{code[:40]}」或名称是空的或写不成", "两项都填", f"code “{code[:40]}” or name of the unit", "both are filled in"
        )
    elif code and code in wanted:
        yield _wrong(
            row, f"单位编码 {code} 在前面的行里已有", "一个编码一行", f"the code {code} stands in an earlier row", "a code has one row"
        )
    for each, kind in ((department, Body.Kind.DEPARTMENT), (code, Body.Kind.UNIT)):
        if each in held and held[each].kind != kind:
            word = held[each].get_kind_display()
            yield _wrong(
                row,
                f"编码 {each} 现在是{word}",
                f"{kind.label}的编码",
                f"the code {each} is a {held[each].kind}'s",
                f"a {kind.value}'s code",
            )


def _unit_change(body: Body | None, code: str, said: tuple[str, str, str]) -> Change | None:
    name, _, department = said
    now = f"{name}（{department}）" if department else name
    if body is None:
        return Change("new", code, "", now)
    parent = body.parent.code if body.parent is not None and department else ""
    was = f"{body.name}（{parent}）" if department else body.name
    return Change("changed", code, was + ("·停用" if body.closed else ""), now) if was != now or body.closed else None


def _people(read: RegisterRead, *, whole: bool) -> Plan:
    words, places = role_words(load()), _places()
    held = {each.username: each for each in Person.objects.all()}
    there: dict[str, list[Appointment]] = {}
    for each in Appointment.objects.select_related("person", "body", "section"):
        there.setdefault(each.person.username, []).append(each)
    wanted: dict[str, tuple[str, str]] = {}
    posts: list[tuple[str, Post]] = []
    said: dict[str, list[Post]] = {}
    wrong: list[Wrong] = []
    for line in read.lines:
        post, faults = _post(line, words, places)
        username = line.text("username")
        beside = [each.role for each in said.get(username, [])] + [Role(each.role) for each in there.get(username, [])]
        faults += list(_person_faults(line, wanted, held, post, beside))
        wrong += faults
        if not faults and post is not None:
            wanted.setdefault(username, (line.text("name") or held[username].name, line.text("phone")))
            posts.append((username, post))
            said.setdefault(username, []).append(post)
    changes = list(_person_changes(wanted, held, said, there))
    admins = {name for name, roles in there.items() if any(each.role == Role.ADMINISTRATOR for each in roles)}
    gone = [each for name, each in held.items() if name not in wanted and name not in admins and each.is_active] if whole else []
    touched = {each.key for each in changes}
    changes += [Change("gone", each.username, each.name, "") for each in gone]
    return Plan(tuple(changes), tuple(wrong), len(set(wanted) - touched), people=wanted, posts=posts, gone=[each.pk for each in gone])


def _places() -> Mapping[str, Body | Section]:
    bodies: dict[str, Body | Section] = {each.code: each for each in Body.objects.all()}
    return {**bodies, **{each.code: each for each in Section.objects.all()}}


def _post(line: RegisterLine, words: Mapping[str, str], places: Mapping[str, Body | Section]) -> tuple[Post | None, list[Wrong]]:
    row, said, at = line.place.row, line.text("role"), line.text("place")
    wrong: list[Wrong] = []
    if said not in words:
        names = "、".join(str(role.label) for role in Role)
        return None, [_wrong(row, f"角色「{said[:20]}」", f"其中之一：{names}", f"role “{said[:20]}”", f"one of {', '.join(Role.values)}")]
    role, place = Role(words[said]), places.get(at)
    since, ended = (_day(line, name, wrong) for name in ("since", "ended"))
    body = place if isinstance(place, Body) and role in AT_BODY else None
    section = place if isinstance(place, Section) and role in IN_SECTION else None
    if at and body is None and section is None:
        wrong.append(
            _wrong(
                row, f"任职处「{at[:40]}」不适合「{said}」", "已登记的单位、部门或股室编码", f"place “{at[:40]}” for {said}", "a known code"
            )
        )
    return Post(role, body, section, since, ended), wrong


def _day(line: RegisterLine, name: str, wrong: list[Wrong]) -> date | None:
    said = line.text(name)
    if not said:
        return None
    try:
        year, month, day = said.split()[0].translate(DAYS).split("-")
        return date(int(year), int(month), int(day))
    except ValueError:
        wrong.append(_wrong(line.place.row, f"日期「{said[:20]}」", "如 2026-03-01", f"day “{said[:20]}”", "a day like 2026-03-01"))
        return None


def _person_faults(
    line: RegisterLine, wanted: Mapping[str, tuple[str, str]], held: Mapping[str, Person], post: Post | None, beside: list[Role]
) -> Iterator[Wrong]:
    row, username, name = line.place.row, line.text("username"), line.text("name")
    if not USERNAME.fullmatch(username):
        yield _wrong(row, f"账号「{username[:40]}」", "字母、数字或汉字", f"account “{username[:40]}”", "letters and digits")
    elif (not name and username not in held) or len(name) > LONGEST_NAME or len(line.text("phone")) > LONGEST_PHONE:
        yield _wrong(
            row, f"账号 {username} 的姓名是空的，或姓名、电话太长", "50 字以内的姓名", f"name of {username}", "a name of 1 to 50 characters"
        )
    elif username in wanted and name and wanted[username][0] != name:
        first = wanted[username][0]
        yield _wrong(
            row,
            f"账号 {username} 前面写的是{first}，这里是{name}",
            "一个账号一个人",
            f"{username} is {first} above, {name} here",
            "one person",
        )
    found = fault(post, beside) if post is not None else None
    if found is not None:
        yield _wrong(row, f"账号 {username} 的任职", found[0], f"the role of {username}", found[1])


def _person_changes(
    wanted: Mapping[str, tuple[str, str]],
    held: Mapping[str, Person],
    posts: Mapping[str, list[Post]],
    there: Mapping[str, list[Appointment]],
) -> Iterator[Change]:
    for username, (name, phone) in wanted.items():
        mine = posts.get(username, [])
        person = held.get(username)
        if person is None:
            yield Change("new", username, "", name)
            continue
        known = {(each.role, each.body, each.section, each.since, each.ended) for each in there.get(username, [])}
        fresh = [each for each in mine if (each.role, each.body, each.section, each.since, each.ended) not in known]
        was = person.name if person.is_active else f"{person.name}·锁定"
        if was != name or (phone and phone != person.phone) or fresh:
            said = "、".join(f"{each.role.label} {each.body or each.section or ''}".strip() for each in fresh)
            yield Change("changed", username, was, f"{name} {said}".strip())


def _wrong(row: int | None, zh: str, expected: str, en: str, should: str) -> Wrong:
    return Wrong(
        row,
        f"第 {row} 行：{zh}。应为{expected}；请在文件里改正后重新上传。",
        f"row {row}: {en}; expected {should}: correct it and upload it again.",
    )
