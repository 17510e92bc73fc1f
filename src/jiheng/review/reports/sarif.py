"""The report as SARIF 2.1.0 (OASIS), for programs that show the findings of checkers."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding, Severity
from jiheng.model.place import Place
from jiheng.review.registry import all_rules, chinese_page
from jiheng.review.reports.tones import rule_title

ENDING = ".sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> bytes:
    """One run with every rule that was asked for, every finding as a result, and what could not be read as notifications."""
    rules = [rule for rule in all_rules() if rule.code in answer.coverage]
    order = {rule.code: position for position, rule in enumerate(rules)}
    driver = {
        "name": "jiheng",
        "version": answer.tool.version,
        "semanticVersion": answer.tool.version,
        "properties": {"rules": answer.tool.rules, "framework": answer.tool.framework, "settings": answer.tool.settings},
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule_title(rule.code, lang)},
                "help": {"text": rule.manual.strip(), "markdown": chinese_page(rule.code)},
                "defaultConfiguration": {"level": LEVELS[rule.severity]},
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "en" if lang == "en" else "zh-CN",
        "results": [_result(finding, declarations[finding.declaration], order) for finding in answer.findings],
        "invocations": [{"executionSuccessful": not answer.crashed, "toolExecutionNotifications": _notifications(answer)}],
    }
    return msgspec.json.format(msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2) + b"\n"


def _result(finding: Finding, declaration: Declaration, order: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding, declaration)],
        "partialFingerprints": {"jiheng/v1": finding.fingerprint},
    }


def _location(finding: Finding, declaration: Declaration) -> dict[str, Any]:
    """The cell in its file, and the row by name for what has no lines."""
    row = declaration.indicators[finding.indicator].name if finding.indicator is not None else ""
    name = "/".join(filter(None, (declaration.project, row, finding.field)))
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": name or "table", "kind": "member"}]}
    place = finding.place
    if place is not None and place.path not in {None, "-"}:
        location["physicalLocation"] = _physical(place)
    return location


def _physical(place: Place) -> dict[str, Any]:
    address = {"uri": quote(PurePath(place.path or "").as_posix())}
    line = place.line or place.row
    region = {"startLine": line, **({"startColumn": place.column} if place.column and not place.line else {})} if line else None
    return {"artifactLocation": address, **({"region": region} if region else {})}


def _notifications(answer: CheckAnswer) -> list[dict[str, Any]]:
    refused = [(refusal.path, refusal.reason, "error") for refusal in answer.unreadable]
    refused += [(refusal.path, refusal.reason, "note") for refusal in answer.empty]
    return [
        *({"level": level, "message": {"text": f"{path}: {reason}"}} for path, reason, level in refused),
        *({"level": "error", "message": {"text": f"{crash.rule}: {crash.error}"}} for crash in answer.crashed),
    ]
