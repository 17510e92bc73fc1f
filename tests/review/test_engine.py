"""The engine: rules that are there, groups, precedence, doubt, settings, crashes, fingerprints, sentences in two languages."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve

from jiheng import framework
from jiheng.model.codec import from_json, to_json
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Finding, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Passed, Undecided, outcome_of
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.model.settings import Settings
from jiheng.review import Context, Review, engine, review, said
from jiheng.review.registry import Rule
from jiheng.review.sentences import grouped
from jiheng.review.subject import Group, Scope, Table
from jiheng.sample.sketch import sketch

LOW = """
年度 | 2024
项目名称 | 农机手轮训
实施单位 | 农机站
满意度指标 | 服务对象满意度指标 | 受训农机手满意度 | ≥70%
"""
CONTEXT = Context(framework.load())


def rule(
    code: str, check: Callable[..., Outcome], *yields_to: str, scope: Scope = Scope.DECLARATION, severity: Severity = Severity.ERROR
) -> Rule:
    message = {"zh": {"said": "第{row}行"}, "en": {"said": "row {row}"}}
    return Rule(code, severity, "–", None, frozenset(FormKind), scope, frozenset(yields_to), message, check, "", code.lower())


def at(*rows: int | None, rests_on: tuple[int, ...] = (), severity: Severity | None = None) -> Callable[[Table, Context], Outcome]:
    faults = [Fault("said", row, "target" if row is not None else "goal", {"row": str(row)}, severity, rests_on=rests_on) for row in rows]
    return lambda _table, _context: outcome_of(faults)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a few rules in place of those that are there."""

    def put(*rules: Rule) -> None:
        known = {each.code: each for each in rules}
        monkeypatch.setattr(engine, "all_rules", lambda: tuple(rules))
        monkeypatch.setattr(engine, "rule", known.__getitem__)

    return put


def rows(result: Review, code: str) -> list[int | None]:
    return [finding.indicator for finding in result.findings if finding.rule == code]


def three_rows() -> list[Declaration]:
    return list(sketch("\n".join(f"产出指标 | 数量指标 | 事项{name} | ≥{number}件" for number, name in enumerate("甲乙丙", 5))))


def test_a_finding_says_all_that_the_contract_asks_for() -> None:
    finding = next(each for each in review(sketch(LOW), CONTEXT).findings if each.rule == "VAL005")
    assert (finding.declaration, finding.project, finding.indicator, finding.field) == (0, "农机手轮训", 0, "target")
    assert finding.severity is Severity.INFO
    assert finding.place == Place(table=1, row=4)
    assert "≥70%" in finding.message
    assert from_json(Finding, to_json(finding)) == finding


def test_a_fingerprint_stays_in_another_language_and_when_the_row_moves() -> None:
    table = sketch(LOW)[0]
    moved = evolve(table, indicators=(*three_rows()[0].indicators, *table.indicators))
    found = [
        next(each for each in review([one], CONTEXT, lang).findings if each.rule == "VAL005")
        for one, lang in ((table, "zh"), (table, "en"), (moved, "zh"))
    ]
    assert len({each.fingerprint for each in found}) == 1
    assert found[0].message != found[1].message
    assert said(found[0], "en") == found[1].message


def test_a_fingerprint_stays_when_the_rows_of_an_equation_change_places() -> None:
    head = "年度 | 2024\n年度资金总额 | 90000元\n"
    rows = ["产出指标 | 成本指标 | 展板制作费 | 40000元", "产出指标 | 成本指标 | 场地租赁费 | 30000元"]
    found = [review(sketch(head + "\n".join(order)), CONTEXT).findings for order in (rows, rows[::-1])]
    assert [each.rule for each in found[0]] == ["FND003"]
    assert found[0][0].fingerprint == found[1][0].fingerprint


def test_two_faults_alike_in_one_table_are_numbered(only: Callable[..., None]) -> None:
    table = sketch("产出指标 | 数量指标 | 同名 | ≥5件\n产出指标 | 数量指标 | 同名 | ≥5件")
    same = outcome_of([Fault("said", row, "target", {"row": "1"}) for row in (0, 1)])
    only(rule("AAA001", lambda _table, _context: same))
    first, second = (finding.fingerprint for finding in review(table, CONTEXT).findings)
    assert second == f"{first}-2"


def test_a_rule_yields_at_the_same_row_only(only: Callable[..., None]) -> None:
    only(rule("AAA001", at(0)), rule("BBB001", at(0, 1), "AAA001"), rule("CCC001", at(0), "AAA001"))
    result = review(three_rows(), CONTEXT)
    assert rows(result, "BBB001") == [1]
    assert result.coverage["BBB001"].failed == 1
    assert rows(result, "CCC001") == []
    assert result.coverage["CCC001"].undecided == 1


def test_a_table_wide_fault_yields_at_the_rows_that_it_rests_on(only: Callable[..., None]) -> None:
    only(rule("AAA001", at(2)), rule("BBB001", at(None, rests_on=(1, 2)), "AAA001"), rule("CCC001", at(None, rests_on=(0, 1)), "AAA001"))
    result = review(three_rows(), CONTEXT)
    assert rows(result, "BBB001") == []
    assert rows(result, "CCC001") == [None]


def test_a_rule_may_yield_to_some_sentences_of_another_only(only: Callable[..., None]) -> None:
    first = rule("AAA001", at(0))
    second = evolve(rule("BBB001", at(0), "AAA001"), yields_only={"AAA001": frozenset({"other"})})
    only(first, second, evolve(second, code="CCC001", yields_only={"AAA001": frozenset({"said"})}))
    result = review(three_rows(), CONTEXT)
    assert rows(result, "BBB001") == [0]
    assert rows(result, "CCC001") == []


def test_leaving_a_rule_out_never_lets_its_fault_come_back_under_another_name(only: Callable[..., None]) -> None:
    only(rule("AAA001", at(0)), rule("BBB001", at(0), "AAA001"))
    result = review(three_rows(), Context(CONTEXT.framework, Settings(ignore=("AAA",))))
    assert result.findings == ()
    assert "AAA001" not in result.coverage
    assert result.coverage["BBB001"].undecided == 1


def test_what_rests_on_a_doubtful_reading_is_undecided(only: Callable[..., None]) -> None:
    table = three_rows()[0]
    doubt = Repair(None, "sign", "2150", "≥150", "indicators.1.target", doubtful=True)
    table = evolve(table, source=evolve(table.source, repairs=(doubt,)))
    only(rule("AAA001", at(1)), rule("BBB001", at(0, 1)), rule("CCC001", at(None, rests_on=(0, 1))), rule("DDD001", at(1), "AAA001"))
    result = review([table], CONTEXT)
    assert [(finding.rule, finding.indicator) for finding in result.findings] == [("BBB001", 0)]
    assert [result.coverage[code].undecided for code in ("AAA001", "CCC001", "DDD001")] == [1, 1, 1]


def test_a_severity_is_lowered_by_the_fault_never_raised_and_then_the_settings_decide(only: Callable[..., None]) -> None:
    only(
        rule("AAA001", at(0, severity=Severity.INFO)),
        rule("BBB001", at(1, severity=Severity.ERROR), severity=Severity.WARNING),
        rule("CCC001", at(2)),
    )
    plain = review(three_rows(), CONTEXT)
    assert [finding.severity for finding in plain.findings] == [Severity.INFO, Severity.WARNING, Severity.ERROR]
    office = review(three_rows(), Context(CONTEXT.framework, Settings(severity={"CCC001": Severity.INFO})))
    assert office.findings[-1].severity is Severity.INFO


def test_a_rule_that_raises_is_reported_and_the_others_go_on(only: Callable[..., None]) -> None:
    def broken(_table: Table, _context: Context) -> Outcome:
        raise ZeroDivisionError("of nothing")

    def speechless(_table: Table, _context: Context) -> Outcome:
        return outcome_of([Fault("said", 0, "target")])

    only(rule("AAA001", broken), rule("BBB001", at(0)), rule("CCC001", speechless))
    result = review(three_rows(), CONTEXT)
    assert [finding.rule for finding in result.findings] == ["BBB001"]
    assert [(crash.rule, crash.declarations) for crash in result.crashed] == [("AAA001", (0,)), ("CCC001", (0,))]
    assert result.coverage["AAA001"].crashed == 1
    assert result.coverage["CCC001"].crashed == 1


def test_groups_are_of_one_unit_and_year_and_a_table_without_a_unit_is_undecided(only: Callable[..., None]) -> None:
    seen: list[list[int]] = []

    def look(group: Group, _context: Context) -> Outcome:
        seen.append([table.position for table in group.tables])
        return (
            outcome_of([Fault("said", 0, "target", {"row": "0"}, declaration=group.tables[-1].position)])
            if len(group.tables) > 1
            else Passed()
        )

    tables = [
        evolve(sketch(LOW)[0], unit=unit, year=year)
        for unit, year in (("甲站", 2024), ("乙站", 2024), ("甲站", 2024), ("甲站", 2023), (None, 2024))
    ]
    only(rule("AAA001", look, scope=Scope.UNIT_YEAR))
    result = review(tables, CONTEXT)
    assert seen == [[0, 2], [1], [3]]
    assert [finding.declaration for finding in result.findings] == [2]
    coverage = result.coverage["AAA001"]
    assert (coverage.failed, coverage.passed, coverage.undecided) == (1, 3, 1)


def test_coverage_counts_each_declaration_once_for_each_rule() -> None:
    result = review([*sketch(LOW), *three_rows()], CONTEXT)
    assert {sum((each.passed, each.failed, each.undecided, each.not_applicable, each.crashed)) for each in result.coverage.values()} == {2}


def test_what_a_rule_lacks_is_said(only: Callable[..., None]) -> None:
    only(rule("AAA001", lambda _table, _context: Undecided("a list")), rule("BBB001", lambda _table, _context: NotApplicable("no money")))
    result = review(three_rows(), CONTEXT)
    assert [(question.rule, question.missing) for question in result.undecided] == [("AAA001", "a list")]


def test_no_table_gives_no_finding_and_counts_nothing() -> None:
    result = review([], CONTEXT)
    assert result.findings == ()
    assert not any(coverage.passed for coverage in result.coverage.values())


def test_money_is_grouped_in_thousands() -> None:
    assert grouped("1319999.04") == "1,319,999.04"
    assert grouped(str(Decimal(924000))) == "924,000"
    assert grouped("及时") == "及时"
