"""Looking back: a table as of a day, the year's exceptions, and a sealed archive that tells whatever was changed in it."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from county import County, at, county, filed, handed_in
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezing import moment

from jiheng.errors import NotAllowed
from jiheng.web.approving.actions.adjust import adjust
from jiheng.web.approving.actions.issue import Heading, issue
from jiheng.web.auditing import verify
from jiheng.web.auditing.actions.seal import seal
from jiheng.web.auditing.as_of import standing
from jiheng.web.auditing.exceptions import exceptions
from jiheng.web.filing.actions.allow import extend
from jiheng.web.filing.actions.edit import Sending, edit
from jiheng.web.filing.edits import Set
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.way import Level, State
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def bound(held: County) -> Filing:
    filing = at(held, State.APPROVED)
    department = held.unit.department
    assert department is not None
    issue(held["performance"], department, [filing.pk], Heading("清财〔2025〕3号", timezone.localdate(), "清江县财政局"))
    return Filing.objects.get(pk=filing.pk)


def test_a_table_is_shown_as_it_stood_on_a_day() -> None:
    held, today = county(), timezone.localdate()
    with moment(timezone.now() - timedelta(days=10)):
        filing = filed(held)
    with moment(timezone.now() - timedelta(days=5)):
        edit(held["clerk"], filing.pk, Sending("a", 1, (Set("goal", "五天前的目标"),)))
    edit(held["clerk"], filing.pk, Sending("b", 2, (Set("goal", "今天的目标"),)))
    filing.refresh_from_db()

    def goal(days: int) -> str | None:
        revision = standing(filing, today - timedelta(days=days)).revision
        return None if revision is None else table_of(revision).declaration.goal

    assert goal(11) is None
    assert str(goal(6)).startswith("全年巡查")
    assert goal(4) == "五天前的目标"
    assert goal(0) == "今天的目标"
    assert standing(filing, today - timedelta(days=4), drafts=False).revision is None


def test_state_findings_objections_and_terms_are_those_of_the_day() -> None:
    held, today = county(), timezone.localdate()
    with moment(timezone.now() - timedelta(days=4)):
        filing = filed(held)
        extend(held["performance"], filing.pk, filing.task.due + timedelta(days=9), "系统停机")
    with moment(timezone.now() - timedelta(days=2)):
        filing = handed_in(held, filing)
    before, after = standing(filing, today - timedelta(days=3)), standing(filing, today)
    assert (before.state, before.handin, before.findings) == ("drafting", None, ())
    assert (after.state, after.level) == ("reviewing", "unit")
    assert after.handin is not None
    assert before.due == filing.task.due + timedelta(days=9)
    assert standing(filing, today - timedelta(days=5)).due == filing.task.due
    assert len(after.objections) == filing.objections.count()


def test_the_years_exceptions_stand_in_one_list() -> None:
    held = county()
    filing = filed(held)
    extend(held["performance"], filing.pk, filing.task.due + timedelta(days=9), "系统停机")
    at(held, State.CONFIRMING, Level.DEPARTMENT)
    adjusted = bound(held)
    made = adjust(held["clerk"], adjusted.pk, "经费压减")
    revision = Filing.objects.get(pk=made.pk).revision
    assert revision is not None
    edit(held["clerk"], made.pk, Sending("x", 1, (Set("target", "≥24次", revision.keys[0]),)))
    handed_in(held, Filing.objects.get(pk=made.pk))
    found = exceptions(Filing.objects.all(), 2025)
    kinds = {each.kind for each in found}
    assert {"extended", "amended"} <= kinds
    assert kinds & {"lowered", "lowered-late"}
    lowered = next(each for each in found if each.kind.startswith("lowered"))
    assert "≥24次" in lowered.what
    assert lowered.reason == "经费压减"
    assert not [each for each in exceptions(Filing.objects.all(), 2024) if each.kind != "administration"]
    assert {each.kind for each in exceptions(Filing.objects.all(), 2025, "extended")} == {"extended"}
    client = Client()
    client.force_login(held["auditor"].person)
    page = client.get(reverse("auditing:exceptions"), {"year": "2025", "q": "水库"})
    assert "系统停机" in page.content.decode()
    sheet = client.get(reverse("auditing:excel"), {"year": "2025"})
    assert b"".join(sheet.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["clerk", "head", "department", "section", "administrator", "stranger"])
def test_others_do_not_look_back(who: str) -> None:
    held = county()
    filing = handed_in(held)
    client = Client()
    client.force_login(held[who].person)
    for name, parts in (("exceptions", ()), ("excel", ()), ("table", (filing.pk,))):
        assert client.get(reverse(f"auditing:{name}", args=parts)).status_code == 403
    with pytest.raises(NotAllowed):
        seal(held[who], filing.pk)


def archive_of(held: County, filing: Filing) -> bytes:
    made = seal(held["auditor"], filing.pk)
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert json.loads(entry.after)["seal"] == made.seal
    return made.content


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_sealed_archive_is_checked_without_the_program(tmp_path: Path) -> None:
    held = county()
    content = archive_of(held, bound(held))
    file = tmp_path / "a.zip"
    file.write_bytes(content)
    with zipfile.ZipFile(file) as archive:
        archive.extract("check.py", tmp_path)
        archive.extractall(tmp_path / "open")
    for place in ("a.zip", "open"):
        done = subprocess.run([sys.executable, "-I", "check.py", place], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "完整" in done.stdout


def _resealed(held: dict[str, bytes]) -> dict[str, bytes]:
    """As somebody would who changes a part and corrects the manifest."""
    manifest = json.loads(held["manifest.json"])
    manifest["files"] = {name: verify.digest_of(body) for name, body in held.items() if name != "manifest.json"}
    return {**held, "manifest.json": json.dumps(manifest).encode()}


def test_whatever_is_changed_is_told_even_with_a_corrected_manifest() -> None:
    held = county()
    whole = parts(archive_of(held, bound(held)))
    assert verify.check(whole) == []
    for name in whole:
        if name != "manifest.json":
            assert verify.check({**whole, name: whole[name] + b" "}), name
            assert verify.check({other: body for other, body in whole.items() if other != name}), name
    assert verify.check({**whole, "more.txt": b"x"})
    sealed = [name for name in whole if "/revisions/" in name or "/findings/" in name]
    assert sealed
    for name in sealed:
        assert verify.check(_resealed({**whole, name: whole[name].replace("巡查".encode(), "检查".encode()) + b" "})), name
    changes: dict[str, Callable[[bytes], bytes]] = {
        "trail.jsonl": lambda body: body.replace(b'"person": "', b'"person": "x', 1),
        "handins.json": lambda body: body.replace(b'"digest": "', b'"digest": "0', 1),
        "approvals.json": lambda body: body.replace(b'"execution": "', b'"execution": "9', 1),
    }
    for ending, change in changes.items():
        name = next(each for each in whole if each.endswith(ending) and change(whole[each]) != whole[each])
        assert verify.check(_resealed({**whole, name: change(whole[name])})), name
    assert verify.main(["nowhere.zip"]) == 1
