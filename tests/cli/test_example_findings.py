"""docs/example-findings.md lists the errors and warnings that the program gives on the examples, no more and no fewer."""

import re
from collections import Counter
from pathlib import Path

from jiheng.doors import check
from jiheng.model.finding import Severity

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d) [^|]*\| [^|]*\| ([A-Z]{3}\d{3}) (error|warning) \|", re.MULTILINE)


def test_the_page_and_the_program_agree() -> None:
    page = (ROOT / "docs/example-findings.md").read_text("utf-8")
    written = Counter((int(table) - 1, rule, severity) for table, rule, severity in ROW.findall(page))
    findings = check(ROOT / "examples").findings
    given = Counter(
        (finding.declaration, finding.rule, finding.severity.value) for finding in findings if finding.severity is not Severity.INFO
    )
    assert written == given


def test_every_info_is_explained() -> None:
    page = (ROOT / "docs/example-findings.md").read_text("utf-8")
    infos = {finding.rule for finding in check(ROOT / "examples").findings if finding.severity is Severity.INFO}
    assert infos == {code for code in infos if f"**{code}**" in page}
