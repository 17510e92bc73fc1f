"""Every report says every finding, in both languages, and stays inside its format."""

import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from lxml import etree, html
from openpyxl import load_workbook

from jiheng.cli.findings import FORMS
from jiheng.doors import check, read
from jiheng.model.answer import CheckAnswer, Crash, ReadAnswer, Refusal
from jiheng.review.reports import html as html_report
from jiheng.review.reports import markdown, sarif, xlsx
from jiheng.sample.sketch import sketch

ROOT = Path(__file__).resolve().parents[3]
SARIF_SCHEMA = ROOT / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
REPORTS = {path.stem for path in Path(html_report.__file__).parent.glob("*.py") if "\ndef render(" in path.read_text("utf-8")}


@pytest.fixture(scope="module")
def reading() -> ReadAnswer:
    return read(ROOT / "examples")


@pytest.fixture(scope="module")
def answer(reading: ReadAnswer) -> CheckAnswer:
    return check(reading)


def test_every_form_of_the_command_line_has_its_report() -> None:
    assert set(FORMS) == {"text", *REPORTS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_every_finding_and_fetches_nothing(reading: ReadAnswer, lang: str) -> None:
    answer = check(reading, lang=lang)
    page = html.document_fromstring(html_report.render(answer, reading.declarations, lang))
    shown = {element.get("id") for element in page.iter("li") if element.get("id")}
    assert shown == {f"f-{finding.fingerprint}" for finding in answer.findings}
    assert not page.xpath("//script | //link | //img | //*[@src]")
    assert not re.search(r"url\(", etree.tostring(page, encoding="unicode"))


def test_a_name_is_no_markup_anywhere() -> None:
    tables = sketch("项目名称 | <script>alert(1)</script>|x\n满意度指标 | 服务对象满意度指标 | =1+1`|`满意度 | ≥70%".replace("|x", ""))
    answer = check(*tables)
    assert b"<script>" not in html_report.render(answer, tables, "zh")
    sheet = load_workbook(io.BytesIO(xlsx.render(answer, tables, "zh"))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_desk_sheet_has_a_row_a_finding(reading: ReadAnswer, answer: CheckAnswer) -> None:
    sheet = load_workbook(io.BytesIO(xlsx.render(answer, reading.declarations, "zh"))).worksheets[0]
    assert sheet.max_row == len(answer.findings) + 1
    assert {row[6].value for row in sheet.iter_rows(min_row=2)} == {finding.rule for finding in answer.findings}


def test_sarif_names_rule_place_and_fingerprint(reading: ReadAnswer, answer: CheckAnswer) -> None:
    run = json.loads(sarif.render(answer, reading.declarations, "zh"))["runs"][0]
    assert len(run["results"]) == len(answer.findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(".txt")
        assert result["partialFingerprints"]["jiheng/v1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_fits_its_schema(reading: ReadAnswer, answer: CheckAnswer, lang: str) -> None:
    refused = evolve(answer, unreadable=(Refusal("坏.docx", "读不出"),), crashed=(Crash("FND001", (0,), "KeyError"),))
    schema = json.loads(SARIF_SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(json.loads(sarif.render(refused, reading.declarations, lang)))


def test_markdown_keeps_every_message(reading: ReadAnswer, answer: CheckAnswer) -> None:
    text = markdown.render(answer, reading.declarations, "zh").decode()
    assert text.count("**") == 2 * len(answer.findings)
