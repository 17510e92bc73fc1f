"""Pages of units, sections and people (机构人员); thin."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jiheng.web.administering import queries
from jiheng.web.organizations import access
from jiheng.web.organizations.models import Body, Person, Role, Section
from jiheng.web.organizations.requests import actor_of

PAGE = 100
LONGEST_KEY = 19


@login_required
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Departments and units as a tree, with the people of each."""
    access.demand(actor_of(request).person, "organize")
    word, chosen = request.GET.get("q", "").strip()[:100], request.GET.get("department", "")
    department = int(chosen) if chosen.isdecimal() and len(chosen) < LONGEST_KEY else None
    page = Paginator(queries.bodies(word, department), PAGE).get_page(request.GET.get("page"))
    held = {"page": page, "word": word, "department": department, "departments": _departments(), "region": _region()}
    return render(request, "administering/bodies.html", held)


@login_required
@require_GET
def body(request: HttpRequest, body_id: int) -> HttpResponse:
    """One body: what it is, who acts for it, and what hangs on it."""
    access.demand(actor_of(request).person, "organize")
    found = get_object_or_404(Body.objects.select_related("parent"), pk=body_id)
    held = {
        "body": found,
        "hanging": queries.hanging(found),
        "posts": found.appointments.select_related("person"),
        "places": _departments() if found.kind == Body.Kind.UNIT else [found.parent] if found.parent else [],
        "units": found.children.all() if found.kind == Body.Kind.DEPARTMENT else (),
        "today": timezone.localdate(),
    }
    return render(request, "administering/body.html", held)


@login_required
@require_GET
def sections(request: HttpRequest) -> HttpResponse:
    """Sections of the finance office, what each watches, and departments that nobody watches."""
    access.demand(actor_of(request).person, "organize")
    known = [(each, {body.pk for body in each.watches.all()}) for each in Section.objects.prefetch_related("watches")]
    watched = {pk for _, bodies in known for pk in bodies}
    departments = _departments()
    held = {
        "sections": known,
        "departments": departments,
        "bare": [each for each in departments if each.pk not in watched],
        "kinds": Section.Kind.choices,
    }
    return render(request, "administering/sections.html", held)


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People with their roles."""
    access.demand(actor_of(request).person, "organize")
    said = request.GET
    word, role, locked = said.get("q", "").strip()[:100], said.get("role", ""), said.get("locked") == "1"
    page = Paginator(queries.people(word, role if role in Role.values else "", locked=locked), PAGE).get_page(said.get("page"))
    posts = queries.posts_of(list(page.object_list))
    held = {
        "page": page,
        "rows": [(each, [post for post in posts[each.pk] if not _over(post.ended)]) for each in page.object_list],
        "word": word,
        "role": role,
        "locked": locked,
        "roles": Role.choices,
    }
    return render(request, "administering/people.html", held)


@login_required
@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: roles that are held, were held and will be; the account."""
    me = actor_of(request).person
    access.demand(me, "organize")
    found = get_object_or_404(Person, pk=person_id)
    word = request.session.pop(f"word-{found.pk}", None)
    held = {
        "person": found,
        "posts": [(each, _over(each.ended)) for each in queries.posts_of([found])[found.pk]],
        "factors": Authenticator.objects.filter(user=found).count(),
        "word": word,
        "own": me.pk == found.pk,
        "roles": Role.choices,
        "bodies": Body.objects.exclude(kind=Body.Kind.REGION).filter(closed=None).select_related("parent"),
        "sections": Section.objects.all(),
        "today": timezone.localdate(),
    }
    return render(request, "administering/person.html", held)


def _over(ended: object) -> bool:
    return ended is not None and str(ended) <= timezone.localdate().isoformat()


def _departments() -> list[Body]:
    return list(Body.objects.filter(kind=Body.Kind.DEPARTMENT, closed=None))


def _region() -> Body | None:
    return Body.objects.filter(kind=Body.Kind.REGION).first()
