"""Watching (运行监测): how the server is doing, as numbers for Prometheus (`/metrics`) and as an answer for a probe (`/health/ready/`).

Both are for the machine itself, or for whoever knows the token of JIHENG_METRICS_TOKEN; for others there is no such page.
"""

import ipaddress
import logging
import os
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client import REGISTRY as OWN

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SLEEPING = 60.0
"""Seconds without a look after which the worker counts as gone."""
LEAST_FREE = 500 * 2**20
"""Bytes on the disk below which the server is not well."""
REQUESTS = Counter("jiheng_requests", "Requests answered", ("route", "method", "status"))
SECONDS = Histogram("jiheng_request_seconds", "Seconds until a request was answered", ("route",), buckets=BOUNDS)


signs = logging.getLogger("jiheng.signing")
"""Who came in, went out or was not let in: lines of the program's log, never with what was typed as a password."""


@frozen
class Standing:
    """How the parts stand: the database, the worker (seconds since its last look, None where it is another machine's), the queue, the disk."""

    database: bool
    worker: float | None
    waiting: int
    failed: int
    free: int

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return self.database and (self.worker is None or self.worker < SLEEPING) and self.free > LEAST_FREE


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count every request and its seconds, by the name of its address: names are few, addresses are not."""

    def _answer(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        found = request.resolver_match
        route = found.view_name or "other" if found is not None else "static" if request.path.startswith(settings.STATIC_URL) else "nowhere"
        REQUESTS.labels(route, request.method if request.method in {"GET", "POST"} else "other", response.status_code).inc()
        SECONDS.labels(route).observe(time.perf_counter() - begun)
        return response

    return _answer


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers of all processes, as Prometheus reads them."""
    _demand_known(request)
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(OWN)
    own = CollectorRegistry()
    now = standing()
    for name, said, value in (
        ("jiheng_database_up", "Whether the database answers", float(now.database)),
        ("jiheng_tasks_waiting", "Pieces of background work that wait", float(now.waiting)),
        ("jiheng_tasks_failed", "Pieces of background work that failed and are still on record", float(now.failed)),
        (
            "jiheng_worker_idle_seconds",
            "Seconds since the worker's last look, -1 where it is not on this machine",
            -1.0 if now.worker is None else now.worker,
        ),
        ("jiheng_disk_free_bytes", "Bytes free where the data lie", float(now.free)),
    ):
        Gauge(name, said, registry=own).set(value)
    return HttpResponse(generate_latest(registry) + generate_latest(own), content_type=CONTENT_TYPE_LATEST)


@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Whether all parts are well: 200, else 503 with the part that is not."""
    _demand_known(request)
    now = standing()
    said = {"well": now.well, "database": now.database, "worker_idle_seconds": now.worker, "waiting": now.waiting, "failed": now.failed}
    return JsonResponse({**said, "disk_free_bytes": now.free}, status=200 if now.well else 503)


def standing() -> Standing:
    """How the parts stand now; a database that is away is an answer, no fault."""
    from django_tasks_db.models import DBTaskResult

    free = shutil.disk_usage(settings.HOME).free
    try:
        waiting, failed = DBTaskResult.objects.ready().count(), DBTaskResult.objects.failed().count()
    except DatabaseError:
        return Standing(database=False, worker=_idle(), waiting=0, failed=0, free=free)
    return Standing(database=True, worker=_idle(), waiting=waiting, failed=failed, free=free)


def _idle() -> float | None:
    try:
        looked = (Path(settings.HOME) / "worker.lock").stat().st_mtime
    except OSError:
        return None
    return max(0.0, timezone.now().timestamp() - looked)


def _demand_known(request: HttpRequest) -> None:
    """Raise Http404 for whoever is neither this machine nor bears the token."""
    token, said = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if token and secrets.compare_digest(said.encode(), f"Bearer {token}".encode()):
        return
    try:
        here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback and "X-Forwarded-For" not in request.headers
    except ValueError:
        here = False
    if not here:
        raise Http404


@receiver(user_logged_in)
def _came(request: HttpRequest | None = None, user: object = None, **_more: object) -> None:
    signs.info("signed in: %s from %s", _name(user), _origin(request))


@receiver(user_logged_out)
def _went(request: HttpRequest | None = None, user: object = None, **_more: object) -> None:
    signs.info("signed out: %s from %s", _name(user), _origin(request))


@receiver(user_login_failed)
def _refused(request: HttpRequest | None = None, credentials: Mapping[str, object] | None = None, **_more: object) -> None:
    signs.warning("not let in: %s from %s", _clean(str((credentials or {}).get("username") or "?")), _origin(request))


def _name(user: object) -> str:
    return _clean(str(getattr(user, "username", "?")))


def _clean(said: str) -> str:
    """A name that can't begin a line of the log of its own."""
    return "".join(sign if sign.isprintable() else "?" for sign in said)[:64]


def _origin(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "?")) if request is not None else "?"
