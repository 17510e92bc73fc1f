"""What the buttons of units, sections and people do (机构人员办理): each calls one deed, says what came of it, and goes back."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.errors import DeedRefused, NotAllowed, NotEnough
from jiheng.web.administering.actions.close_body import close_body
from jiheng.web.organizations import access
from jiheng.web.organizations.actions import keep_bodies, keep_people, keep_sections
from jiheng.web.organizations.actions.appoint import AT_BODY, IN_SECTION, Post, appoint, end
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.organizations.requests import actor_of, day_of, day_said, language_of

LONGEST_KEY = 19
SINCE, ENDED, DAY = ("任职自", "held from"), ("任职止", "held until"), ("停用日期", "closed on")


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A new department or unit."""

    def _do() -> str:
        parent = get_object_or_404(Body, pk=key(request.POST.get("parent", "")))
        kind = Body.Kind.UNIT if parent.kind == Body.Kind.DEPARTMENT else Body.Kind.DEPARTMENT
        said = keep_bodies.Entry(request.POST.get("code", ""), request.POST.get("name", ""), parent)
        return _("已新增“{body}”。").format(body=keep_bodies.add_body(actor_of(request), kind, said))

    return done(request, _do, reverse("administering:bodies"), "organize")


@login_required
@require_POST
def change(request: HttpRequest, body_id: int) -> HttpResponse:
    """Another name, code or place."""

    def _do() -> str:
        held = get_object_or_404(Body, pk=body_id)
        parent = Body.objects.filter(pk=key(request.POST.get("parent", ""))).first() or held.parent or held
        said = keep_bodies.Entry(request.POST.get("code", ""), request.POST.get("name", ""), parent)
        return _("“{body}”已保存，它的表和项目随之。").format(body=keep_bodies.change_body(actor_of(request), body_id, said))

    return done(request, _do, reverse("administering:body", args=(body_id,)), "organize")


@login_required
@require_POST
def close(request: HttpRequest, body_id: int) -> HttpResponse:
    """Close a body from a day on."""

    def _do() -> str:
        get_object_or_404(Body, pk=body_id)
        said = request.POST
        day = day_said(said.get("day", ""), DAY)
        return _("“{body}”已停用。").format(body=close_body(actor_of(request), body_id, day, said.get("reason", ""), said.get("told", "")))

    return done(request, _do, reverse("administering:body", args=(body_id,)), "organize")


@login_required
@require_POST
def section(request: HttpRequest) -> HttpResponse:
    """Add or change a section and what it watches."""

    def _do() -> str:
        said = request.POST
        chosen = key(said.get("section", ""))
        if chosen:
            get_object_or_404(Section, pk=chosen)
        kind = Section.Kind(said["kind"]) if said.get("kind") in Section.Kind.values else Section.Kind.BUSINESS
        watched = list(Body.objects.filter(pk__in=[key(each) for each in said.getlist("watches")]))
        entry = keep_sections.Entry(said.get("code", ""), said.get("name", ""), kind, watched)
        return _("“{section}”已保存。").format(section=keep_sections.keep_section(actor_of(request), chosen or None, entry))

    return done(request, _do, reverse("administering:sections"), "organize")


@login_required
@require_POST
def register_person(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown on the next page, once."""
    said = request.POST
    try:
        made, word = keep_people.register(
            actor_of(request), keep_people.Entry(said.get("username", ""), said.get("name", ""), said.get("phone", ""))
        )
    except DeedRefused as because:
        return refused(request, because, reverse("administering:people"))
    request.session[f"word-{made.pk}"] = word
    return redirect("administering:person", made.pk)


@login_required
@require_POST
def person_deed(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change, lock or unlock an account; a new password; the second factor taken off."""

    def _do() -> str:
        actor, said = actor_of(request), request.POST
        access.demand(actor.person, "organize")
        held = get_object_or_404(Person, pk=person_id)
        reason = said.get("reason", "")
        match said.get("deed"):
            case "change":
                keep_people.change_person(actor, person_id, keep_people.Entry(held.username, said.get("name", ""), said.get("phone", "")))
                return _("已保存。")
            case "lock":
                return _("{person}的账号已锁定，已登录的随即退出。").format(person=keep_people.lock(actor, person_id, reason))
            case "unlock":
                return _("{person}的账号已解锁。").format(person=keep_people.unlock(actor, person_id, reason))
            case "password":
                _held, request.session[f"word-{person_id}"] = keep_people.new_password(actor, person_id)
                return _("新密码已生成，只显示这一次。")
            case "factor":
                number = keep_people.reset_second_factor(actor, person_id, reason)
                return _("已取消 {count} 项两步验证。").format(count=number)
        raise NotEnough("人员：没有选要做什么。请点页面上的按钮。", "person: no deed is chosen: use the buttons of the page.")

    return done(request, _do, reverse("administering:person", args=(person_id,)), "organize")


@login_required
@require_POST
def appoint_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a role."""

    def _do() -> str:
        said, held = request.POST, get_object_or_404(Person, pk=person_id)
        if said.get("role") not in Role.values:
            raise NotEnough("任职：没有选角色。请选择后再保存。", "appointing: no role is chosen: choose one.")
        role = Role(said["role"])
        body = Body.objects.filter(pk=key(said.get("body", ""))).first() if role in AT_BODY else None
        section = Section.objects.filter(pk=key(said.get("section", ""))).first() if role in IN_SECTION else None
        post = Post(role, body, section, day_of(said.get("since", ""), SINCE), day_of(said.get("ended", ""), ENDED))
        return _("已任职：{post}").format(post=appoint(actor_of(request), held, post))

    return done(request, _do, reverse("administering:person", args=(person_id,)), "organize")


@login_required
@require_POST
def end_post(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """End a role."""
    access.demand(actor_of(request).person, "organize")
    held = get_object_or_404(Appointment.every, pk=appointment_id)

    def _do() -> str:
        return _("已结束：{post}").format(post=end(actor_of(request), appointment_id, day_of(request.POST.get("day", ""), ENDED)))

    return done(request, _do, reverse("administering:person", args=(held.person_id,)), "organize")


def done(request: HttpRequest, deed: Callable[[], str], back: str, keeps: str) -> HttpResponse:
    """Do the deed for who keeps what it concerns, say what came of it, and go back; who may not is told so on a page of its own."""
    access.demand(actor_of(request).person, keeps)
    try:
        messages.success(request, deed())
    except DeedRefused as because:
        return refused(request, because, back)
    return redirect(back)


def refused(request: HttpRequest, because: DeedRefused, back: str) -> HttpResponse:
    """Say why a deed was not done, on the page that it came from."""
    if isinstance(because, NotAllowed):
        raise because
    messages.error(request, because.say(language_of(request)))
    return redirect(back)


def key(said: str) -> int:
    """A key as a form sends it; 0 for what is none."""
    return int(said) if said.isdecimal() and len(said) < LONGEST_KEY else 0
