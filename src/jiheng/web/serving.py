"""Serving (启动网页版): the database brought up to date, pages' files gathered, the example filled where asked for, then requests answered."""

import os
import signal
import socket
from pathlib import Path

from attrs import frozen

from jiheng.errors import BadSettings

THREADS = 8
MOST_PROCESSES = 4
"""More than this are not begun by themselves: a bureau's machine has other things to do."""
CONNECTIONS = 1000
"""Browsers that one process keeps a line open to; the last hour of a county's year fits."""
LARGEST = 64 * 1024 * 1024
"""Bytes of a request that are taken at all; a page says the 20 MB of a file itself."""
SETTINGS = "jiheng.web.settings"
BUILT = Path(__file__).parent / "static" / "built" / "app.js"


@frozen
class Place:
    """Where the application listens and keeps its data; `home` None is the usual folder, `demo` fills an empty one with that example.

    `processes` answer requests, None as many as there are processors up to four; one more does the background work.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    home: Path | None = None
    demo: str = ""
    processes: int | None = None

    @property
    def address(self) -> str:
        """What a browser is given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def prepare(place: Place) -> None:
    """Bring database and files up to date; nothing is changed where they are.

    Raises BadSettings where the pages were not built, OSError where the folder of the data can't be written.
    """
    if not BUILT.exists():
        raise BadSettings(
            f"网页版：没有 {BUILT.name}，页面还没有生成。应先生成一次；请在源码目录运行 script/setup。",
            f"the web application: {BUILT.name} is missing, the pages were not built; run script/setup in the sources.",
        )
    if place.demo:
        os.environ["JIHENG_DEMO"] = "1"
    os.environ.setdefault("JIHENG_HOSTS", f"localhost 127.0.0.1 [::1] {place.host}")
    settle(place.home)

    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if place.demo:
        _fill(place.demo)


def settle(home: Path | None) -> None:
    """Tell Django which data it works with; nothing is changed. Raises OSError where the folder can't be written."""
    os.umask(0o077)  # what is written beside the data is its owner's only
    if home is not None:
        os.environ["JIHENG_HOME"] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.conf import settings

    folder = Path(settings.HOME) / "metrics"
    folder.mkdir(exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))

    import django

    django.setup()


def _fill(which: str) -> None:
    from jiheng.web.demo.fill import FILLERS

    FILLERS[which]()


def listening(place: Place) -> socket.socket:
    """The door that requests come to; those that knock before the application is ready wait.

    Raises BadSettings where the address can't be had.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((place.host, place.port))
    except OSError as error:
        door.close()
        raise BadSettings(
            f"{place.address}：不能在这个地址上监听（{error.strerror or error}）。应为本机的地址和没有被占用的端口；请用 --host、--port 另选。",
            f"{place.address}: can't be listened on ({error.strerror or error}); "
            "an address of this machine and a free port are needed: choose others with --host and --port.",
        ) from error
    door.listen(THREADS * 16)
    return door


def serve(door: socket.socket, place: Place) -> None:
    """Answer requests until interrupted, background work beside them; what was begun is ended first. Raises KeyboardInterrupt after Ctrl-C."""
    from django.db import connections

    from jiheng.web import background, processes

    for old in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db"):
        old.unlink()
    warmed()
    connections.close_all()
    if not processes.can_fork():
        with background.working():
            answering(door)
        raise KeyboardInterrupt
    number = place.processes or min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes.kept([*[lambda: answering(door)] * number, background.part]) == signal.SIGINT:
        raise KeyboardInterrupt


def warmed() -> None:
    """Load what every process needs, so that they share it."""
    from django.urls import get_resolver

    import jiheng.web.wsgi  # noqa: F401 - loads every app
    from jiheng.review.registry import all_rules
    from jiheng.web.filing.understanding import framework

    get_resolver().check()
    framework()
    all_rules()


def answering(door: socket.socket) -> None:
    """Answer requests in this process until it is told to end."""
    import waitress
    from django.conf import settings

    from jiheng.web.wsgi import application

    believed = (
        {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if settings.PROXY else {}
    )
    waitress.create_server(
        application,
        sockets=[door],
        threads=THREADS,
        ident="jiheng",
        clear_untrusted_proxy_headers=True,
        max_request_body_size=LARGEST,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
        **believed,
    ).run()
