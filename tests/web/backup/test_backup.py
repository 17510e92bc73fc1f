"""Backup and restore as an administrator does them: of one database into the other, while it runs, and where something goes wrong."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office import BUILT

JIHENG = Path(sys.executable).with_name("jiheng")
FILL = "import sys; from pathlib import Path; from jiheng.web.serving import Place, prepare; prepare(Place(home=Path(sys.argv[1]), demo=sys.argv[2]))"
MANAGE = "from jiheng.web.serving import settle; settle(None); from django.core.management import call_command; import sys; call_command(*sys.argv[1:])"
CHAIN = (
    "from jiheng.web.serving import settle; settle(None); from jiheng.web.trail.chain import broken, head; "
    "from jiheng.web.filing.filings import Revision; from jiheng.web.filing.tables import digest_of; "
    "assert not list(broken()); assert all(digest_of(bytes(each.body)) == each.digest for each in Revision.objects.all()); print(*head())"
)
TYPING = (
    "from jiheng.web.serving import settle; settle(None); import sys; from jiheng.web.organizations.models import Person; "
    "from jiheng.web.organizations.acting import Actor; from jiheng.web.filing.actions.edit import Sending, edit; from jiheng.web.filing.edits import Set; "
    "who = Actor(Person.objects.get(username='clerk')); "
    "[edit(who, 1, Sending(f't{n}', n, (Set('goal', f'第{n}次修改'),))) for n in range(1, 400)]"
)
pytestmark = pytest.mark.skipif(not BUILT.exists(), reason="the pages are not built: run script/pages")


def bare(home: Path, database: str = "") -> dict[str, str]:
    left = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    return {**left, "JIHENG_HOME": str(home)} | ({"DATABASE_URL": database} if database else {})


def python(code: str, *said: str, home: Path, database: str = "") -> str:
    done = subprocess.run([sys.executable, "-c", code, *said], env=bare(home, database), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def jiheng(*said: object, home: Path, database: str = "", limit: Callable[[], None] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        [str(JIHENG), *map(str, said)], env=bare(home, database), capture_output=True, text=True, check=False, preexec_fn=limit
    )
    return done.returncode, done.stdout + done.stderr


def rows(backup: Path) -> dict[str, bytes]:
    """What a backup holds, without what a restore itself writes."""
    with zipfile.ZipFile(backup) as held:
        return {
            name: held.read(name)
            for name in held.namelist()
            if name.startswith("rows/") and not name.endswith(("trail.entry", "dbtaskresult"))
        }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("filled") / "home"
    python(FILL, str(home), "bureau", home=home)
    return home


@pytest.fixture(scope="module")
def backup(filled: Path) -> Path:
    made = filled.parent / "one.jhbak"
    assert jiheng("backup", made, home=filled)[0] == 0
    return made


def test_all_comes_back_the_same(backup: Path, tmp_path: Path) -> None:
    code, said = jiheng("restore", backup, home=tmp_path / "new")
    assert code == 0, said
    assert (tmp_path / "new" / "secret").read_bytes() == (backup.parent / "home" / "secret").read_bytes()
    assert jiheng("backup", tmp_path / "two.jhbak", home=tmp_path / "new")[0] == 0
    assert rows(tmp_path / "two.jhbak") == rows(backup)
    before = int(python(CHAIN, home=backup.parent / "home").split()[0])
    assert int(python(CHAIN, home=tmp_path / "new").split()[0]) == before + 1


def test_the_file_is_its_owners_only_and_signs_nobody_in(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backup) as held:
        assert "rows/sessions.session" not in held.namelist()
        assert "files/secret" in held.namelist()


def test_data_that_are_there_are_kept_unless_told(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert jiheng("restore", backup, home=home)[0] == 0
    code, said = jiheng("restore", backup, home=home)
    assert code == 2
    assert "--replace" in said
    assert jiheng("restore", backup, "--replace", home=home)[0] == 0
    aside = [each for each in home.iterdir() if "before-" in each.name and each.name.startswith("jiheng.sqlite3")]
    assert len(aside) == 1
    with sqlite3.connect(aside[0]) as held:
        assert held.execute("SELECT COUNT(*) FROM organizations_person").fetchone()[0] > 0
    held.close()


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_damaged_file_restores_nothing(backup: Path, tmp_path: Path, where: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * where)] ^= 0x40
    (tmp_path / "bad.jhbak").write_bytes(content)
    code, said = jiheng("restore", tmp_path / "bad.jhbak", home=tmp_path / "home")
    assert code == 2
    assert "bad.jhbak" in said
    assert "Traceback" not in said
    assert not (tmp_path / "home" / "jiheng.sqlite3").exists()


def test_half_a_file_and_a_file_of_something_else_are_named(backup: Path, tmp_path: Path) -> None:
    for name, content in (("half.jhbak", backup.read_bytes()[:20_000]), ("words.jhbak", b"words")):
        (tmp_path / name).write_bytes(content)
        code, said = jiheng("restore", tmp_path / name, home=tmp_path / "home")
        assert code == 2
        assert name in said


def test_a_name_that_is_there_is_not_written_over(backup: Path, filled: Path) -> None:
    before = backup.read_bytes()
    assert jiheng("backup", backup, home=filled)[0] == 2
    assert backup.read_bytes() == before


def test_a_full_disk_leaves_no_half_of_a_backup(filled: Path, tmp_path: Path) -> None:
    code, said = jiheng(
        "backup", tmp_path / "full.jhbak", home=filled, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    )
    assert code == 2
    assert "full.jhbak" in said
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_has_nothing_to_back_up(tmp_path: Path) -> None:
    assert jiheng("backup", tmp_path / "none.jhbak", home=tmp_path / "home")[0] == 2
    assert not (tmp_path / "none.jhbak").exists()


def test_while_somebody_types_the_backup_is_one_moment(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    typing = subprocess.Popen([sys.executable, "-c", TYPING], env=bare(home))
    try:
        time.sleep(1.5)
        assert jiheng("backup", tmp_path / "typed.jhbak", home=home)[0] == 0
        assert typing.poll() is None, "the typing ended before the backup"
    finally:
        typing.kill()
        typing.wait()
    assert jiheng("restore", tmp_path / "typed.jhbak", home=tmp_path / "new")[0] == 0
    python(CHAIN, home=tmp_path / "new")


def test_yesterdays_backup_of_an_older_release_is_brought_up_to_date(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    python(MANAGE, "migrate", "trail", "0001", home=home)
    assert jiheng("backup", tmp_path / "old.jhbak", home=home)[0] == 0
    assert jiheng("restore", tmp_path / "old.jhbak", home=tmp_path / "new")[0] == 0
    with sqlite3.connect(tmp_path / "new" / "jiheng.sqlite3") as held:
        assert held.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (2,)
    held.close()


def test_a_migration_that_was_cut_off_goes_on_at_the_next_start(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for seconds in (0.9, 1.2, 1.5):
        begun = subprocess.Popen([sys.executable, "-c", FILL, str(home), ""], env=bare(home))
        time.sleep(seconds)
        begun.send_signal(signal.SIGKILL)
        begun.wait()
    python(FILL, str(home), "bureau", home=home)
    assert int(python(CHAIN, home=home).split()[0]) > 0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """A new PostgreSQL database beside the one that the tests run on."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgresql"):
        pytest.skip("runs with script/postgresql")
    import psycopg

    name = f"restored_{tmp_path.name.lower()}"[:40]
    with psycopg.connect(address, autocommit=True) as held:
        held.execute(f"CREATE DATABASE {name}")
        yield address.replace("/postgres?", f"/{name}?")
        held.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_from_one_database_into_the_other_and_back(backup: Path, tmp_path: Path, database: str) -> None:
    code, said = jiheng("restore", backup, home=tmp_path / "there", database=database)
    assert code == 0, said
    assert jiheng("backup", tmp_path / "there.jhbak", home=tmp_path / "there", database=database)[0] == 0
    assert rows(tmp_path / "there.jhbak") == rows(backup)
    assert jiheng("restore", backup, home=tmp_path / "there", database=database)[0] == 2
    assert jiheng("restore", tmp_path / "there.jhbak", "--replace", home=tmp_path / "there", database=database)[0] == 0
    python(CHAIN, home=tmp_path / "there", database=database)
    assert jiheng("restore", tmp_path / "there.jhbak", home=tmp_path / "back")[0] == 0
    assert jiheng("backup", tmp_path / "back.jhbak", home=tmp_path / "back")[0] == 0
    assert rows(tmp_path / "back.jhbak") == rows(backup)
