"""A bare Django beside the application: same settings, sign-in, middleware and database; one view, one query, a plain template, so many bytes."""

import os
import sys
from pathlib import Path
from typing import Any

PAGE = "<!DOCTYPE html><html><body><table>{% for row in rows %}<tr><td>{{ row.pk }}</td><td>{{ row.project }}</td></tr>{% endfor %}</table>{{ rest }}</body></html>"
ROWS = 50


def main(home: Path, port: int) -> None:
    """Serve it on as many processes as the application has."""
    import socket

    from jiheng.web.serving import settle

    settle(home)
    from django.conf import settings
    from django.db import connections

    from jiheng.web import processes
    from jiheng.web.serving import answering

    settings.ROOT_URLCONF = "bare"
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(512)
        connections.close_all()
        processes.kept([lambda: answering(door)] * 2)


def _urls() -> list[Any]:
    from django.contrib.auth.decorators import login_required
    from django.http import HttpRequest, HttpResponse
    from django.template import Context, Template
    from django.urls import path

    from jiheng.web.filing.filings import Filing

    plain = Template(PAGE)

    @login_required
    def rows(_request: HttpRequest, size: int) -> HttpResponse:
        """Fifty rows of one query, and filler until there are so many bytes."""
        found = list(Filing.objects.order_by("-pk").only("pk", "project")[:ROWS])
        drawn = plain.render(Context({"rows": found, "rest": ""}))
        return HttpResponse(drawn + "x" * (size - len(drawn.encode())))

    def filler(_request: HttpRequest, size: int) -> HttpResponse:
        """So many bytes and nothing else."""
        return HttpResponse("x" * size)

    return [path("rows/<int:size>", rows), path("bytes/<int:size>", filler), path("health/", lambda _request: HttpResponse("well"))]


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(__file__))  # noqa: PTH120 - so that Django finds this module again as `bare`
    main(Path(sys.argv[1]), int(sys.argv[2]))
else:
    urlpatterns = _urls()
