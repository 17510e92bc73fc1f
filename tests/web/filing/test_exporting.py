"""A county's settings and waivers as files: the command line that reads them finds what the pages find."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from county import County, county, handed_in
from django.utils import timezone

from jiheng.doors import tool
from jiheng.framework import load
from jiheng.model.answer import ANSWER_VERSION, ReadAnswer
from jiheng.model.codec import to_json
from jiheng.sample.faults.mutators import mutators
from jiheng.sample.faults.planting import Bed, retold
from jiheng.sample.making import samples
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.exporting import export
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import CommonAnswer, Objection, RuleSetting
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.understanding import checked, settings_of, waived_for_all
from jiheng.web.organizations.county_law import county_law, forget_law
from jiheng.web.organizations.keeping import CountyForm

pytestmark = pytest.mark.django_db
JIHENG = Path(sys.executable).with_name("jiheng")
OWN = {"WAI001", "WAI002"}
"""What the command line says of waivers that this table has no finding for."""


def faulty(held: County, number: int) -> Filing:
    """A table with an error in its money and a vague target; its errors are objected to."""
    bed, said = next(
        (bed, found)
        for group in samples(number, 800)
        if group[0].declaration.year == 2025
        if (found := mutators()["FND004"](bed := Bed(group, 0, Random(number)))) is not None
    )
    table = retold(said.tables[0], bed.sample.rows["quality"], target="显著提高")
    return handed_in(held, begin(held["clerk"], held.task, held.unit, Beginning(keyed(table))))


def on_the_page(filing: Filing) -> set[tuple[str, str, str]]:
    assert filing.revision is not None
    table, today = table_of(filing.revision), timezone.localdate()
    answer = waived_for_all(checked(table, settings_of(filing), today=today), table, filing, today)
    return {(each.rule, each.severity.value, each.fingerprint) for each in answer.findings}


def on_the_command_line(filing: Filing, folder: Path) -> set[tuple[str, str, str]]:
    assert filing.revision is not None
    document = folder / f"{filing.pk}.json"
    document.write_bytes(to_json(ReadAnswer(ANSWER_VERSION, tool(), (table_of(filing.revision).declaration,))))
    done = subprocess.run(
        [str(JIHENG), "check", document.name, "--format", "json", "--fail-on", "never"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()[-800:]
    said: dict[str, Any] = json.loads(done.stdout)
    return {(each["rule"], each["severity"], each["fingerprint"]) for each in said["findings"] if each["rule"] not in OWN}


def test_without_settings_both_find_the_same(tmp_path: Path) -> None:
    filing = faulty(county(), 1)
    export(tmp_path)
    found = on_the_page(filing)
    assert {severity for _, severity, _ in found} >= {"error", "warning"}
    assert on_the_command_line(filing, tmp_path) == found


def test_settings_waivers_and_answers_for_all_are_heard_by_both(tmp_path: Path) -> None:
    held = county()
    tables = [faulty(held, number) for number in (1, 2, 3)]
    before = [on_the_page(each) for each in tables]
    objection = Objection.objects.filter(filing=tables[0]).first()
    assert objection is not None
    Objection.objects.filter(pk=objection.pk).update(waived=True, decision='已核实"原件"\n见附件', decided_by=held["performance"].person)
    loud = {rule for rule, severity, _ in before[0] if severity == "warning"}
    quiet = {rule for rule, severity, _ in before[0] if severity == "info"}
    assert loud
    RuleSetting.objects.create(code=min(loud), severity="info")
    for code in sorted(quiet)[:1]:
        RuleSetting.objects.create(code=code, ignored=True)
    common = next(rule for rule, severity, _ in before[1] if severity == "error")
    department = held.unit.department
    CommonAnswer.objects.create(rule=common, department=department, reason="全县同一口径", by=held["performance"].person)
    export(tmp_path)
    for filing, was in zip(tables, before, strict=True):
        found = on_the_page(filing)
        assert found != was
        assert on_the_command_line(filing, tmp_path) == found


def test_sheets_of_the_county_go_with_it(tmp_path: Path) -> None:
    held = county()
    text = '[about]\nsince = 2020\n\n[[field]]\nname = "unit"\nlabels = ["本县填报单位名称"]\n'
    CountyForm.objects.create(path="fields.county.toml", text=text, since=timezone.localdate(), by=held["administrator"].person)
    forget_law()
    try:
        export(tmp_path)
        assert (tmp_path / "本县" / "fields.county.toml").read_text("utf-8") == text
        assert load(tmp_path / "本县").digest == county_law().digest != load().digest
    finally:
        CountyForm.objects.all().delete()
        forget_law()
