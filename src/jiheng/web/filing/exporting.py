"""Exporting (导出设置): the county's settings, waivers and forms as the files that the command line reads; with them it finds what the pages find."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import evolve
from django.utils import timezone

from jiheng.model.settings import Settings
from jiheng.model.waiver import Waiver
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import CommonAnswer, Objection
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked, settings_of, waived_for_all
from jiheng.web.organizations.county_law import sheets_on

FILE = "jiheng.toml"
COUNTY = "本县"


def exported(today: date | None = None) -> Mapping[str, str]:
    """The files by their names in the folder: what `jiheng check` is to find beside itself.

    An answer that was given once for many tables stands in no file as such: it is written as a waiver for each table that it reaches.
    """
    day = today or timezone.localdate()
    waivers = {each.fingerprint: each for each in (*_decided(), *_answered(day))}
    held = evolve(settings_of(None), waivers=tuple(sorted(waivers.values(), key=lambda each: each.fingerprint)))
    sheets = {f"{COUNTY}/{path}": text for path, text in sheets_on(day).items()}
    return {FILE: text_of(held, county=COUNTY if sheets else ""), **sheets}


def export(folder: Path, today: date | None = None) -> list[Path]:
    """Write the files into a folder; which they are. Raises OSError."""
    written = []
    for name, text in exported(today).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written.append(path)
    return written


def text_of(settings: Settings, county: str = "") -> str:
    """Settings as a `jiheng.toml`; `county` is the folder of the county's own sheets, empty where it has none."""
    lines = ["# 由网页版导出：规则设置、已同意的豁免和本县表样"]
    if county:
        lines.append(f"county = {_said(county)}")
    if settings.ignore:
        lines.append(f"ignore = {_said(list(settings.ignore))}")
    if settings.profile:
        lines.append(f"profile = {_said(settings.profile)}")
    if settings.policy:
        lines.append(f"policy = {_said(settings.policy)}")
    if settings.severity:
        lines += ["", "[severity]", *(f"{code} = {_said(level.value)}" for code, level in sorted(settings.severity.items()))]
    for each in settings.waivers:
        lines += ["", "[[waiver]]", f"fingerprint = {_said(each.fingerprint)}", f"reason = {_said(each.reason or '—')}"]
        lines.append(f"author = {_said(each.author or '—')}")
        lines += [f"expires = {each.expires.isoformat()}"] if each.expires else []
    return "\n".join(lines) + "\n"


def _decided() -> Iterator[Waiver]:
    """Findings that a level has let stand in one table."""
    for each in Objection.objects.filter(waived=True).select_related("decided_by"):
        yield Waiver(each.fingerprint, each.decision or each.reason, str(each.decided_by or ""), each.expires)


def _answered(today: date) -> Iterator[Waiver]:
    """Findings that were answered once for many tables, in each of those tables as it stands."""
    answers = {each.rule: each for each in CommonAnswer.objects.filter(waived=True).select_related("by")}
    if not answers:
        return
    for filing in Filing.objects.exclude(revision=None).select_related("revision", "unit__parent", "task").iterator(chunk_size=500):
        if filing.revision is None:
            continue
        table = table_of(filing.revision)
        plain = checked(table, settings_of(filing), today=today)
        left = {finding.fingerprint for finding in waived_for_all(plain, table, filing, today).findings}
        for finding in plain.findings:
            if finding.fingerprint not in left and finding.rule in answers:
                said = answers[finding.rule]
                yield Waiver(finding.fingerprint, said.reason, str(said.by), said.expires)


def _said(value: object) -> str:
    """A text or a list as TOML writes it; JSON's strings are TOML's, but for the characters that it leaves unescaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
