"""The official letter: every finding in it, grades that follow from the findings, a document that Word opens."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from attrs import evolve

from jiheng.doors import check, read
from jiheng.framework import load
from jiheng.framework.opinion import opinion_form
from jiheng.model.answer import CheckAnswer, ReadAnswer, Refusal
from jiheng.model.declaration import Declaration
from jiheng.review.reports.opinion import render
from jiheng.sample.sketch import sketch

ROOT = Path(__file__).resolve().parents[3]
BOXES = {"优": "☑优 □良 □中 □差", "良": "□优 ☑良 □中 □差"}


@pytest.fixture(scope="module")
def reading() -> ReadAnswer:
    return read(ROOT / "examples")


def letter(answer: CheckAnswer, declarations: tuple[Declaration, ...], lang: str = "zh") -> "docx.document.Document":
    return docx.Document(BytesIO(render(answer, declarations, lang)))


def cells(document: "docx.document.Document") -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_said_with_its_ground_and_what_to_do(reading: ReadAnswer, lang: str) -> None:
    answer = check(reading, lang=lang)
    rows = [row for table in cells(letter(answer, reading.declarations, lang)) for row in table if len(row) == 6]
    assert sorted(finding.message for finding in answer.findings) == sorted(row[3] for row in rows if row[0].isdecimal())
    for row in rows:
        assert all(text.strip() for text in row), row


def test_it_is_laid_out_as_a_paper_of_a_state_organ(reading: ReadAnswer) -> None:
    document = letter(check(reading), reading.declarations)
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height, section.top_margin, section.left_margin) if side] == [
        210,
        297,
        37,
        28,
    ]
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    headings = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert headings[0] == "一、审核结果"
    assert headings[-1] == "八、说明"
    assert all(table.style is not None and table.style.name == "Table Grid" for table in document.tables)


def test_a_table_without_findings_is_graded_best_and_one_with_an_error_never() -> None:
    clean = evolve(sketch("项目名称 | 环境监测\n产出指标 | 数量指标 | 监测断面数 | ≥12个")[0], unit="某县监测站", project="环境监测")
    quiet = evolve(check(clean), findings=())
    assert BOXES["优"] in cells(letter(quiet, (clean,)))[2][-1]
    answer = check(ROOT / "examples")
    (error,) = [finding for finding in answer.findings if finding.severity == "error"][:1]
    one = evolve(quiet, findings=(evolve(error, declaration=0, indicator=None, field=None),))
    tests = cells(letter(one, (clean,)))[2]
    assert BOXES["良"] in tests[-1]
    assert sum(BOXES["优"] in row for row in tests) == 3


def test_each_unit_has_its_own_letter() -> None:
    (table,) = sketch("项目名称 | 环境监测\n产出指标 | 数量指标 | 监测断面数 | ≥12个")
    tables = (evolve(table, unit="甲站"), evolve(table, unit="乙站"), evolve(table, unit="甲站", project="另一项目"))
    document = letter(check(*tables), tables)
    texts = [each.text for each in document.paragraphs]
    assert texts.count("绩效目标审核意见书") == 2
    assert texts.index("甲站：") < texts.index("乙站：")
    assert [len(table.rows) for table in document.tables if len(table.columns) == 7] == [3, 2]


def test_what_was_not_judged_is_said() -> None:
    (table,) = sketch("项目名称 | 环境监测\n产出指标 | 数量指标 | 监测断面数 | ≥12个")
    cut = evolve(table, complete=False, project="半张表")
    answer = evolve(check(cut), unreadable=(Refusal("坏.docx", "…"),))
    texts = "\n".join(each.text for each in letter(answer, (cut,)).paragraphs)
    assert "“半张表”的来源文件在表中间中断" in texts
    assert "坏.docx" in texts
    assert "坏.docx" in "\n".join(each.text for each in letter(evolve(answer, findings=(), declarations=0), ()).paragraphs)


def test_the_same_review_gives_the_same_bytes(reading: ReadAnswer) -> None:
    answer = check(reading)
    assert render(answer, reading.declarations, "zh") == render(answer, reading.declarations, "zh")


def test_the_limits_of_grades_are_data() -> None:
    form = opinion_form(load())
    assert [each.name for each in form.grades] == ["优", "良", "中", "差"]
    assert form.grade(0, 0, 0).name == "优"
    assert form.grade(1, 0, 0).name != "优"
    assert form.grade(99, 0, 0).name == "差"
    assert form.lowest((form.grades[1], form.grades[2], form.grades[0])).name == "中"
