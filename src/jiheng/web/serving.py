"""Serving (启动网页版): the database brought up to date, pages' files gathered, the example filled where asked for, then requests answered."""

import os
from pathlib import Path

from attrs import frozen

THREADS = 8
SETTINGS = "jiheng.web.settings"


@frozen
class Place:
    """Where the application listens and keeps its data; `home` None is the usual folder, `demo` fills an empty one with the example."""

    host: str = "127.0.0.1"
    port: int = 8321
    home: Path | None = None
    demo: bool = False

    @property
    def address(self) -> str:
        """What a browser is given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def prepare(place: Place) -> None:
    """Bring database and files up to date; nothing is changed where they are."""
    if place.home is not None:
        os.environ["JIHENG_HOME"] = str(place.home.absolute())
    if place.demo:
        os.environ["JIHENG_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if place.demo:
        from jiheng.web.demo.fill import fill

        fill()


def serve(place: Place) -> None:
    """Answer requests until interrupted; background work is done beside them."""
    import waitress

    from jiheng.web.background import working
    from jiheng.web.wsgi import application

    with working():
        waitress.serve(application, host=place.host, port=place.port, threads=THREADS, ident="jiheng", clear_untrusted_proxy_headers=True)
