"""Every case of tests/cases/rules, and every rule's own wrong and right example."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.finding import Finding, Severity
from jiheng.model.indicator_library import IndicatorLibrary, Spread
from jiheng.model.settings import Settings
from jiheng.model.waiver import Waiver
from jiheng.review import Context, Review, review
from jiheng.review.registry import all_rules, rule, rule_files
from jiheng.review.subject import Scope
from jiheng.sample.sketch import sketch

CASES = Path(__file__).parents[1] / "cases" / "rules"


def cases() -> list[Any]:
    found: list[Any] = []
    for path in sorted(CASES.glob("*.toml")):
        code = path.stem.upper()
        found += [pytest.param(code, case, id=f"{code} {case['name']}") for case in tomllib.loads(path.read_text())["case"]]
    return found


def reviewed(table: str, case: dict[str, Any], *select: str) -> Review:
    settings = Settings(select=select, profile=case.get("profile"), policy=case.get("policy"), waivers=waivers_of(table, case))
    today = date.fromisoformat(str(case["today"])) if "today" in case else None
    budget = tuple(BudgetEntry(**{**entry, "amount": entry.get("amount") and Decimal(entry["amount"])}) for entry in case.get("budget", ()))
    library = IndicatorLibrary(tuple(spread(entry) for entry in case["library"])) if case.get("library") else None
    result = review(sketch(table), Context(framework.load(), settings, today, budget, library))
    assert not result.crashed
    return result


def waivers_of(table: str, case: dict[str, Any]) -> tuple[Waiver, ...]:
    """The case's waivers, each of the first finding of the rule `of`; one of a rule that finds nothing has no object."""
    made: list[Waiver] = []
    for entry in case.get("waivers", ()):
        found = review(sketch(table), Context(framework.load(), Settings(select=(entry["of"],)))).findings
        expires = date.fromisoformat(entry["expires"]) if "expires" in entry else None
        made.append(Waiver(found[0].fingerprint if found else "none", "已研究", "绩效股", expires))
    return tuple(made)


def spread(entry: dict[str, Any]) -> Spread:
    low, median, high = (Decimal(entry[name]) for name in ("low_quarter", "median", "high_quarter"))
    return Spread(entry["name"], entry["node"], entry["unit"], entry["count"], low, median, high)


def where(finding: Finding, *, several: bool) -> object:
    """`3` or `table`; in a case of several tables `1:3` or `1:table`."""
    row: object = "table" if finding.indicator is None else finding.indicator
    return f"{finding.declaration}:{row}" if several else row


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    result = reviewed(case["table"], case, code, *case.get("with", ()))
    findings = [finding for finding in result.findings if finding.rule == code]
    coverage = result.coverage[code]
    if case["expect"] == "failed":
        assert coverage.failed, coverage
    else:
        assert not findings, [finding.message for finding in findings]
        assert getattr(coverage, case["expect"]), (coverage, result.undecided)
    if "at" in case:
        several = "\n---" in case["table"]
        assert [where(finding, several=several) for finding in findings] == case["at"]
    for finding in findings:
        assert finding.severity == case.get("severity", finding.severity), finding.message
        assert case.get("says", "") in finding.message
        assert case.get("field", finding.field) == finding.field


@pytest.mark.parametrize("code", rule_files())
def test_the_wrong_example_gives_exactly_this_code_and_the_right_one_none_of_it(code: str) -> None:
    setting = {"today": "2024-09-01", "budget": budget_of_the_right_example(code), "policy": first_of_the_cases(code, "policy")}
    setting["library"] = first_of_the_cases(code, "library")
    setting["waivers"] = first_of_the_cases(code, "waivers") or ()
    wrong = reviewed(example(code, "Wrong"), setting)
    loud = {finding.rule for finding in wrong.findings if finding.severity is not Severity.INFO}
    assert code in {finding.rule for finding in wrong.findings}, wrong.undecided
    assert loud <= {code}, [finding.message for finding in wrong.findings]
    right = reviewed(example(code, "Right"), setting, *(() if rule(code).scope is Scope.REVIEW else (code,)))
    assert code not in {finding.rule for finding in right.findings}, [finding.message for finding in right.findings]


def first_of_the_cases(code: str, name: str) -> Any:
    """For rules that need a policy or a library: the first that a case of the rule gives, None where none does."""
    path = CASES / f"{code.lower()}.toml"
    given = (case.get(name) for case in tomllib.loads(path.read_text())["case"]) if path.exists() else ()
    return next((each for each in given if each), None)


def budget_of_the_right_example(code: str) -> list[dict[str, Any]]:
    """For rules whose cases come with a list of projects: the list in which the right example stands."""
    path = CASES / f"{code.lower()}.toml"
    if not path.exists() or not any("budget" in case for case in tomllib.loads(path.read_text())["case"]):
        return []
    tables = sketch(example(code, "Right"))
    return [
        {"project": table.project, "code": table.code, "unit": table.unit, "year": table.year, "amount": table.funds.total}
        for table in tables
    ]


def test_who_yields_to_whom_has_no_circle() -> None:
    left = {found.code: set(found.yields_to) & set(rule_files()) for found in all_rules()}
    while left:
        free = {code for code, others in left.items() if not others & left.keys()}
        assert free, left
        left = {code: others for code, others in left.items() if code not in free}


def example(code: str, section: str) -> str:
    """The sketch under `Wrong:` or `Right:` in a rule's docstring."""
    manual = rule(code).manual
    body = manual.split(f"\n{section}:\n", 1)[1]
    lines: list[str] = []
    for line in body.splitlines():
        if line and not line.startswith(" "):
            break
        lines.append(line.strip())
    return "\n".join(lines)
