"""How exactly forms are read, how many planted faults each rule finds at the right place, and how often a sound table is blamed.

script/accuracy [rules|reading] [TABLES] [--write]    2,000 tables by default; --write keeps the result of both in docs/accuracy.md
script/accuracy scans [BUREAUS] [--fresh] [--write]    scans alone (over a second a page); --write keeps their part of the page. A run that was
                                                      broken off goes on where it was; --fresh begins anew
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from attrs import define, field
from reading_accuracy import report
from timing import table

from jiheng.framework import load
from jiheng.model.finding import Severity
from jiheng.model.settings import Settings
from jiheng.review import Context, review
from jiheng.review.registry import rule_files
from jiheng.sample.faults.mutators import mutators
from jiheng.sample.faults.planting import Bed, Planted
from jiheng.sample.making import Sample, samples

SEED = 2024
TABLES = 2_000
READ_EACH = 200
"""one bureau's year is drawn in every layout, format and damage for so many tables of the rules' part"""
EACH = 60
"""faults planted for each rule"""
BUREAUS = 8
"""bureaus' years whose forms are scanned, each in every layout"""
SCANS = "\n## Scans\n"
PAGE = Path(__file__).resolve().parents[1] / "docs/accuracy.md"


@define
class Score:
    """Faults planted and found for one rule, and the first that were missed."""

    planted: int = 0
    found: int = 0
    missed: list[str] = field(factory=list)


def main() -> None:
    """Print the tables of both parts, or of the one named."""
    number = next((int(arg) for arg in sys.argv[1:] if arg.isdigit()), 0)
    if "scans" in sys.argv:
        _scans(number or BUREAUS)
        return
    number = number or TABLES
    text = ""
    if "rules" not in sys.argv:
        text += report(max(1, number // READ_EACH))
    if "reading" not in sys.argv:
        groups = list(samples(SEED, number))
        text += _sound(groups) + _planted(groups)
    print(text)
    if "--write" in sys.argv and not {"rules", "reading"} & set(sys.argv):
        PAGE.write_text(f"# Accuracy\n\nMade by `script/accuracy --write`.\n{text}{_kept()[1]}", "utf-8")


def _kept() -> tuple[str, str]:
    """The page without its part on scans, and that part, which is made by itself."""
    before, mark, scans = PAGE.read_text("utf-8").partition(SCANS)
    return before, mark + scans


def _scans(bureaus: int) -> None:
    """Print the tables of scans; they stand at the end of the page."""
    from scan_accuracy import report as scan_report

    text = scan_report(bureaus, fresh="--fresh" in sys.argv)
    print(text)
    if "--write" in sys.argv:
        PAGE.write_text(_kept()[0] + text, "utf-8")


def _sound(groups: list[tuple[Sample, ...]]) -> str:
    """False alarms in tables that are sound by construction."""
    alarms: Counter[str] = Counter()
    tables = 0
    for group in groups:
        declarations = [sample.declaration for sample in group]
        tables += len(declarations)
        result = review(declarations, Context(load(), today=date(declarations[0].year or 1, 1, 20)))
        alarms.update(finding.rule for finding in result.findings if finding.severity is not Severity.INFO)
    each = ", ".join(f"{code} {count}" for code, count in alarms.most_common()) or "none"
    total = alarms.total()
    return f"\n## Rules, sound tables\n\n{tables:,} tables, {total} errors or warnings ({each}): {total * 200 / tables:.2f} in 200; wanted: at most 1.\n"


def _planted(groups: list[tuple[Sample, ...]]) -> str:
    """For each rule the share of its planted faults that it finds at the right place."""
    rows, found, planted = [], 0, 0
    for code, mutator in mutators().items():
        score = Score()
        for bed in _beds(groups, code):
            trial = mutator(bed)
            if trial is not None:
                _judge(code, trial, score)
            if score.planted == EACH:
                break
        found, planted = found + score.found, planted + score.planted
        share = f"{score.found / score.planted:.0%}" if score.planted else "–"
        rows.append((code, str(score.planted), share, "; ".join(score.missed[:2])))
    without = [code for code in rule_files() if code not in mutators()]
    heading = f"\n## Rules, planted faults\n\n{found:,} of {planted:,} found by the right rule at the right place: {found / planted:.1%}; wanted: 98%."
    rest = f"\nWithout a mutator: {', '.join(without)}." if without else ""
    return heading + rest + "\n\n" + table(("rule", "planted", "found", "missed, for instance"), rows)


def _beds(groups: list[tuple[Sample, ...]], code: str) -> Iterator[Bed]:
    random = Random(f"{SEED}{code}")  # noqa: S311 - invented tables, no secrets
    for group in groups:
        yield Bed(group, random.randrange(len(group)), random)


def _judge(code: str, trial: Planted, score: Score) -> None:
    today = trial.today or date((trial.tables[trial.table].year or 1) + 1, 1, 20)
    context = Context(load(), Settings(policy=trial.policy), today, trial.budget, trial.library)
    result = review(trial.tables, context)
    score.planted += 1
    hits = [finding for finding in result.findings if finding.rule == code and finding.declaration == trial.table]
    if any(trial.row is None or finding.indicator == trial.row for finding in hits):
        score.found += 1
    else:
        said = {finding.rule for finding in result.findings if finding.declaration == trial.table}
        row = trial.tables[trial.table].indicators[trial.row] if trial.row is not None else None
        score.missed.append(f"{row.name} {row.target.text}" if row else f"{trial.tables[trial.table].project} ({' '.join(sorted(said))})")


if __name__ == "__main__":
    main()
