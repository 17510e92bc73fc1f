"""The opinion on the performance targets (绩效目标审核意见书): a letter to each unit, as a Word document for the officer to sign."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from jiheng.framework import Framework, load
from jiheng.framework.citations import law_document
from jiheng.framework.fields import official_label
from jiheng.framework.opinion import GradeLimit, OpinionForm, opinion_form
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.review.advice import advice
from jiheng.review.grading import GradedTest, counts, graded, overall
from jiheng.review.registry import rule
from jiheng.review.reports.arrangement import ArrangedTable, arranged
from jiheng.review.reports.official import (
    HEAD,
    MIDDLE,
    PART,
    SECTION,
    TITLE,
    Cell,
    at_the_right,
    flush,
    new_page,
    paper,
    paragraph,
    table,
)
from jiheng.review.reports.tones import TONES, rule_title
from jiheng.values.wording import money

ENDING = ".docx"
BASIS = "2015-88"
NUMERALS = "一二三四五六七八九十"
WIDTHS_RESULTS = (11, 58, 32, 12, 12, 12, 19)
WIDTHS_FACTS = (24, 54, 24, 54)
WIDTHS_TESTS = (20, 66, 30, 40)
WIDTHS_FINDINGS = (11, 18, 30, 44, 23, 30)


@frozen(eq=False)
class Opinion:
    """One project of a letter: its table with findings, its four tests, and the grade of the whole."""

    table: ArrangedTable
    tests: tuple[GradedTest, ...]
    grade: GradeLimit

    @property
    def declaration(self) -> Declaration:
        """The table as read."""
        return self.table.declaration


@frozen(eq=False)
class Letter:
    """The projects of one unit; `unit` is None where the tables name none."""

    unit: str | None
    opinions: tuple[Opinion, ...]


@frozen(eq=False)
class Desk:
    """What the letters are written with: the form, the words of the language, the law."""

    form: OpinionForm
    words: Mapping[str, Any]
    lang: str
    framework: Framework


def render(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str, framework: Framework | None = None) -> bytes:
    """The letters, each on a new page: results, then each project with its tests and opinions, notes, seal and date."""
    framework = framework or load()
    form = opinion_form(framework)
    desk = Desk(form, form.words[lang], lang, framework)
    blocks: list[str] = []
    for letter in _letters(arranged(answer, declarations), form) or (Letter(None, ()),):
        blocks += [new_page()] if blocks else []
        blocks += _letter(desk, letter, answer)
    return paper(desk.words["title"], blocks)


def _letters(tables: Sequence[ArrangedTable], form: OpinionForm) -> tuple[Letter, ...]:
    """One letter a unit, in the order in which the units come."""
    by_unit: dict[str | None, list[Opinion]] = {}
    for each in tables:
        tests = graded(each.findings, form)
        department = each.declaration.department
        unit = each.declaration.unit or (department.name if department else None)
        by_unit.setdefault(unit, []).append(Opinion(each, tests, overall(tests, form)))
    return tuple(Letter(unit, tuple(opinions)) for unit, opinions in by_unit.items())


def _letter(desk: Desk, letter: Letter, answer: CheckAnswer) -> Iterator[str]:
    """One letter from title to date."""
    words = desk.words
    parts = iter(range(1, 2 * len(letter.opinions) + 4))
    yield paragraph(words["title"], TITLE)
    if letter.opinions:
        yield flush(words["salutation"].format(unit=letter.unit or words["nobody"]))
        yield paragraph(_opening(desk, letter))
        yield _heading(desk, next(parts), words["results"])
        yield from _results(desk, letter)
    for opinion in letter.opinions:
        yield _heading(desk, next(parts), words["of_project"].format(project=_name(opinion, desk)))
        yield from _project(desk, opinion)
    yield _heading(desk, next(parts), words["notes"])
    yield from map(paragraph, _noted(desk, letter, answer))
    yield from _end(desk)


def _opening(desk: Desk, letter: Letter) -> str:
    law = law_document(desk.framework, BASIS)
    years = sorted({opinion.declaration.year for opinion in letter.opinions if opinion.declaration.year})
    said = desk.words["joint"].join(desk.words["year"].format(year) for year in years)
    return str(desk.words["opening"]).format(basis=f"{law.title}（{law.number}）", years=said, number=len(letter.opinions))


def _results(desk: Desk, letter: Letter) -> Iterator[str]:
    """The table of all projects with their grades, and what each grade leads to."""
    words = desk.words
    rows: list[list[Cell]] = []
    for number, opinion in enumerate(letter.opinions, 1):
        figures = (_money(opinion.declaration), *map(str, counts(opinion.table.findings)), opinion.grade.name)
        rows.append([Cell(str(number), MIDDLE), Cell(_name(opinion, desk)), *(Cell(figure, MIDDLE) for figure in figures)])
    yield table(words["columns_results"], rows, WIDTHS_RESULTS)
    for grade in desk.form.grades:
        named = [_name(opinion, desk) for opinion in letter.opinions if opinion.grade is grade]
        if named:
            projects = words["joint"].join(f"“{name}”" for name in named)
            yield paragraph(words["graded"].format(grade=grade.name, projects=projects, consequence=grade.consequence[desk.lang]))


def _project(desk: Desk, opinion: Opinion) -> Iterator[str]:
    """The project's facts, its tests, and what was found in it."""
    words = desk.words
    yield paragraph(_part(desk, 1, words["facts"]), PART)
    yield _facts(desk, opinion)
    yield paragraph(_part(desk, 2, words["tests"]), PART)
    yield _tests(desk, opinion)
    yield paragraph(_part(desk, 3, words["findings"]), PART)
    rows = [_row(desk, number, finding, opinion) for number, finding in enumerate(_by_severity(opinion.table.findings), 1)]
    yield table(words["columns_findings"], rows, WIDTHS_FINDINGS) if rows else paragraph(words["clean"])


def _facts(desk: Desk, opinion: Opinion) -> str:
    declaration, labels = opinion.declaration, desk.words["labels"]
    department = declaration.department.name if declaration.department else None
    facts = (_name(opinion, desk), declaration.unit, department, declaration.year, _money(declaration), declaration.term)
    cells = [(Cell(label, HEAD), Cell("" if fact is None else str(fact))) for label, fact in zip(labels, facts, strict=False)]
    rows = [[*cells[at], *cells[at + 1]] for at in (0, 2, 4)]
    return table((), [*rows, [Cell(labels[6], HEAD), Cell(declaration.goal or "", span=3)]], WIDTHS_FACTS)


def _tests(desk: Desk, opinion: Opinion) -> str:
    words, lang = desk.words, desk.lang
    rows = [
        [
            Cell(each.test.called[lang], HEAD),
            Cell("\n".join(each.test.points[lang])),
            Cell(_counted(desk, each.findings)),
            Cell(_boxes(desk, each.grade), MIDDLE),
        ]
        for each in opinion.tests
    ]
    consequence = opinion.grade.consequence[lang]
    whole = [Cell(words["overall"], HEAD), Cell(consequence, span=2), Cell(_boxes(desk, opinion.grade), MIDDLE)]
    return table(words["columns_tests"], [*rows, whole], WIDTHS_TESTS)


def _row(desk: Desk, number: int, finding: Finding, opinion: Opinion) -> list[Cell]:
    """One opinion: what it is about, what is wrong, on what ground, what to do."""
    tests = {each.test.name: each.test.called[desk.lang] for each in opinion.tests}
    tone = TONES[finding.severity]
    severity = tone.en if desk.lang == "en" else tone.zh
    basis = f"{finding.basis.number}{finding.basis.article or ''}" if finding.basis is not None else desk.words["own_figures"]
    kind = f"{tests.get(rule(finding.rule).test, desk.words['other'])}\n{severity}"
    texts = (_about(desk, finding, opinion.declaration), finding.message, basis, _to_do(desk, finding))
    return [Cell(str(number), MIDDLE), Cell(kind, MIDDLE), *map(Cell, texts)]


def _about(desk: Desk, finding: Finding, declaration: Declaration) -> str:
    """The row that a finding is about, with its level and target; else the field; else the whole table."""
    if finding.indicator is None:
        label = official_label(desk.framework, finding.field) if finding.field else None
        return label or desk.words["whole"]
    row = declaration.indicators[finding.indicator]
    level = row.level2 or row.level1
    return "\n".join(filter(None, (level, row.name, row.target.text)))


def _to_do(desk: Desk, finding: Finding) -> str:
    """The exact replacement where the rule proposes one, else how its manual says to mend it."""
    if finding.fix is not None:
        return str(desk.words["replace"]).format(before=finding.fix.before, after=finding.fix.after)
    return advice(finding.rule, desk.lang)


def _end(desk: Desk) -> Iterator[str]:
    """What is asked for; who signs; seal and date."""
    words = desk.words
    colon, room = ("：", "　" * 6) if desk.lang == "zh" else (": ", " " * 16)
    yield paragraph(words["closing"])
    yield paragraph("")
    yield paragraph(room.join(f"{signer}{colon}" for signer in words["signers"]))
    yield paragraph("")
    yield at_the_right(words["signature"], 2)
    yield at_the_right(words["date"], 2)


def _noted(desk: Desk, letter: Letter, answer: CheckAnswer) -> Iterator[str]:
    words, joint = desk.words, desk.words["joint"]
    yield words["proposed"]
    for opinion in letter.opinions:
        if not opinion.declaration.complete:
            yield words["cut"].format(project=_name(opinion, desk))
    undecided = [rule_title(code, desk.lang) for code, coverage in answer.coverage.items() if coverage.undecided or coverage.crashed]
    if undecided:
        yield words["undecided"].format(rules=joint.join(undecided))
    cited_here = {finding.basis for opinion in letter.opinions for finding in opinion.table.findings if finding.basis}
    documents = sorted({f"{basis.document}（{basis.number}）" for basis in cited_here})
    if documents:
        yield words["cited"].format(documents=joint.join(documents))
    unread = [refusal.path for refusal in (*answer.unreadable, *answer.empty)]
    if unread:
        yield words["unread"].format(files=joint.join(unread))


def _counted(desk: Desk, findings: Sequence[Finding]) -> str:
    """`警告1项、提示2项`."""
    said = [words.format(number) for words, number in zip(desk.words["counts"], counts(findings), strict=True) if number]
    return str(desk.words["joint"].join(said) or desk.words["none"])


def _heading(desk: Desk, number: int, text: str) -> str:
    return paragraph(f"{_numeral(number)}、{text}" if desk.lang == "zh" else f"{number}. {text}", SECTION)


def _part(desk: Desk, number: int, text: str) -> str:
    return f"（{_numeral(number)}）{text}" if desk.lang == "zh" else f"({number}) {text}"


def _numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九; figures above."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens - 1] + "十") + (NUMERALS[ones - 1] if ones else "")


def _by_severity(findings: Sequence[Finding]) -> list[Finding]:
    order = list(TONES)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def _boxes(desk: Desk, grade: GradeLimit) -> str:
    """`□优 ☑良 □中 □差`."""
    return " ".join(f"{'☑' if each is grade else '□'}{each.name}" for each in desk.form.grades)


def _name(opinion: Opinion, desk: Desk) -> str:
    return opinion.declaration.project or opinion.declaration.title or str(desk.words["nameless"])


def _money(declaration: Declaration) -> str:
    return "" if declaration.funds.total is None else money(declaration.funds.total)
