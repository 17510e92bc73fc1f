"""The engine (审核引擎): every rule over every table, group by group, into findings and coverage."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field, frozen

from jiheng.framework.citations import READ, law_document
from jiheng.framework.framework import Framework
from jiheng.model.answer import Coverage, Crash
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Basis, Evidence, Finding, Severity
from jiheng.model.outcome import Crashed, Failed, Fault, NotApplicable, Outcome, Passed, Undecided, Verdict
from jiheng.model.place import Place
from jiheng.model.settings import Settings
from jiheng.review.context import Context
from jiheng.review.fingerprints import fingerprint
from jiheng.review.grouping import groups
from jiheng.review.precedence import doubted, yields
from jiheng.review.registry import Rule, all_rules, rule
from jiheng.review.sentences import sentence
from jiheng.review.subject import Scope, Table, Waiving
from jiheng.review.views import Aside, asides, carried_over
from jiheng.review.waivers import waive

RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
COUNTED = (Verdict.PASSED, Verdict.FAILED, Verdict.UNDECIDED, Verdict.NOT_APPLICABLE, Verdict.CRASHED)
VERDICTS = {
    Passed: Verdict.PASSED,
    Failed: Verdict.FAILED,
    Undecided: Verdict.UNDECIDED,
    NotApplicable: Verdict.NOT_APPLICABLE,
    Crashed: Verdict.CRASHED,
}


@frozen
class OpenQuestion:
    """What a rule could not decide for want of something: its code, the tables (positions), what it lacked or could not choose between."""

    rule: str
    declarations: tuple[int, ...]
    missing: str
    evidence: Evidence


@frozen
class Review:
    """What the rules say of the tables.

    `findings` stand in the order of the tables, the whole table before its rows; `coverage` counts declarations by
    outcome for every rule that was asked for; `undecided` says what the rules lacked that could not decide; `waived` are
    the findings that a waiver lets stand.
    """

    findings: tuple[Finding, ...]
    coverage: Mapping[str, Coverage]
    crashed: tuple[Crash, ...] = ()
    undecided: tuple[OpenQuestion, ...] = ()
    waived: tuple[Finding, ...] = ()


@define
class _Protocol:
    """What has been said so far: faults by table and rule, verdicts by rule and table, what broke and what stayed open."""

    faults: list[dict[str, tuple[Fault, ...]]]
    verdicts: dict[str, list[Verdict]] = field(factory=dict)
    crashed: list[Crash] = field(factory=list)
    undecided: list[OpenQuestion] = field(factory=list)


def review(declarations: Sequence[Declaration], context: Context, lang: str = "zh") -> Review:
    """Review tables read together; groups (a unit's year …) are made among them.

    Rules that the settings leave out are not counted and say nothing, but still speak first where another yields to them,
    so that leaving one out never lets its fault come back under another name. A rule that raises is reported in
    `crashed`, and the others go on. The review asks no clock, database or network.
    """
    tables = [Table(declaration, position) for position, declaration in enumerate(declarations)]
    protocol = _Protocol([{} for _ in tables])
    chosen = [found for found in all_rules() if context.settings.takes(found.code)]
    for found in _with_precedence(chosen):
        protocol.verdicts[found.code] = _run(found, tables, context, protocol)
    findings: list[Finding] = []
    for table in tables:
        findings += _of_table(table, chosen, protocol, context, lang)
    findings += _of_waivers(chosen, findings, tables, protocol, context, lang)
    kept, waived = waive(findings, context)
    coverage = {found.code: _coverage(protocol.verdicts[found.code]) for found in chosen}
    codes = {found.code for found in chosen}
    crashed = tuple(crash for crash in protocol.crashed if crash.rule in codes)
    return Review(kept, coverage, crashed, tuple(question for question in protocol.undecided if question.rule in codes), waived)


def said(finding: Finding, lang: str) -> str:
    """The message of a finding in another language. Raises KeyError where its rule is no longer there."""
    return sentence(rule(finding.rule).message, finding.sentence, finding.evidence, lang)


def _with_precedence(chosen: list[Rule]) -> list[Rule]:
    """The chosen rules and all that they yield to, directly or by others."""
    every = all_rules()
    if len(chosen) == len(every):
        return chosen
    wanted = {found.code: found for found in chosen}
    waiting = list(chosen)
    known = {found.code for found in every}
    while waiting:
        for code in waiting.pop().yields_to & known - wanted.keys():
            wanted[code] = rule(code)
            waiting.append(wanted[code])
    return list(wanted.values())


def _run(found: Rule, tables: list[Table], context: Context, protocol: _Protocol) -> list[Verdict]:
    """The rule's verdict on each table; its faults go to the protocol."""
    verdicts = [Verdict.NOT_APPLICABLE] * len(tables)
    if found.scope is Scope.REVIEW:
        return verdicts
    fitting = [table for table in tables if table.declaration.form in found.forms]
    if found.scope is Scope.DECLARATION:
        for table in fitting:
            outcome = _ask(found, table, (table,), context, protocol)
            if found.views and (others := table.fact(asides, context)):
                outcome = _with_views(found, outcome, table, others, context, protocol)
            verdicts[table.position] = VERDICTS[type(outcome)]
            if isinstance(outcome, Failed):
                protocol.faults[table.position][found.code] = outcome.faults
        return verdicts
    gathered, homeless = groups(found.scope, fitting)
    for table in homeless:
        verdicts[table.position] = Verdict.UNDECIDED
    for group in gathered:
        outcome = _ask(found, group, group.tables, context, protocol)
        for table in group.tables:
            verdicts[table.position] = _share(outcome, table, found, protocol)
    return verdicts


def _with_views(found: Rule, outcome: Outcome, table: Table, others: Sequence[Aside], context: Context, protocol: _Protocol) -> Outcome:
    """The rule's outcome with what it says of the rows beside the annual ones; these alone never make it undecided."""
    faults = list(outcome.faults) if isinstance(outcome, Failed) else []
    for aside in others:
        if aside.view not in found.views:
            continue
        try:
            more = found.check(aside.table, context)
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others go on
            return _broke(found, (table,), error, protocol)
        if isinstance(more, Failed):
            faults += carried_over(aside, more.faults, found.severity, tuple(faults), table)
    return Failed(tuple(faults)) if faults else outcome


def _share(outcome: Outcome, table: Table, found: Rule, protocol: _Protocol) -> Verdict:
    """What a group's outcome says of one of its tables: it failed only where a fault lies in it."""
    if not isinstance(outcome, Failed):
        return VERDICTS[type(outcome)]
    own = tuple(fault for fault in outcome.faults if fault.declaration == table.position)
    if own:
        protocol.faults[table.position][found.code] = own
    return Verdict.FAILED if own else Verdict.PASSED


def _ask(found: Rule, subject: object, tables: Sequence[Table], context: Context, protocol: _Protocol) -> Outcome:
    try:
        outcome = found.check(subject, context)
    except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others go on
        return _broke(found, tables, error, protocol)
    if isinstance(outcome, Undecided):
        positions = tuple(table.position for table in tables)
        protocol.undecided.append(OpenQuestion(found.code, positions, outcome.missing, outcome.evidence))
    return outcome


def _broke(found: Rule, tables: Sequence[Table], error: Exception, protocol: _Protocol) -> Crashed:
    crash = Crash(found.code, tuple(table.position for table in tables), f"{type(error).__name__}: {error}")
    protocol.crashed.append(crash)
    return Crashed(crash.error)


def _of_table(table: Table, chosen: list[Rule], protocol: _Protocol, context: Context, lang: str) -> list[Finding]:
    """The findings of one table, doubtful and repeated ones dropped and their verdict turned to undecided."""
    raw = protocol.faults[table.position]
    sure = {code: tuple(fault for fault in faults if not doubted(fault, table)) for code, faults in raw.items()}
    seen: dict[str, int] = {}
    made: list[Finding] = []
    path = table.declaration.source.place.path if table.declaration.source.place else None
    for found in chosen:
        if found.code not in raw or context.settings.silent_at(found.code, path):
            continue
        kept = [fault for fault in sure[found.code] if not yields(fault, found, sure)]
        if not kept:
            protocol.verdicts[found.code][table.position] = Verdict.UNDECIDED
        try:
            made += [_finding(found, fault, table, context, seen, lang) for fault in kept]
        except Exception as error:  # noqa: BLE001 - a sentence without its figure must not take the others down
            _broke(found, (table,), error, protocol)
            protocol.verdicts[found.code][table.position] = Verdict.CRASHED
    made.sort(key=lambda finding: -1 if finding.indicator is None else finding.indicator)
    return made


def _of_waivers(
    chosen: list[Rule], findings: list[Finding], tables: list[Table], protocol: _Protocol, context: Context, lang: str
) -> list[Finding]:
    """What the rules of the review's own scope say of its findings and waivers."""
    made: list[Finding] = []
    if not (tables and context.settings.waivers):
        return made
    subject = Waiving(tuple(findings), context.settings.waivers)
    for found in (each for each in chosen if each.scope is Scope.REVIEW):
        outcome = _ask(found, subject, tables, context, protocol)
        faults = outcome.faults if isinstance(outcome, Failed) else ()
        protocol.verdicts[found.code] = [VERDICTS[type(outcome)]] * len(tables)
        made += [_finding(found, fault, tables[fault.declaration or 0], context, {}, lang) for fault in faults]
    return made


def _finding(found: Rule, fault: Fault, table: Table, context: Context, seen: dict[str, int], lang: str) -> Finding:
    declaration = table.declaration
    severity = _severity(found, fault, context.settings)
    return Finding(
        found.code,
        severity,
        sentence(found.message, fault.sentence, fault.evidence, lang),
        table.position,
        declaration.project,
        fault.indicator,
        fault.field,
        _place(fault, declaration),
        fingerprint(found.code, fault, declaration, seen),
        fault.evidence,
        _basis(found, severity, context.framework),
        fault.fix,
        fault.related,
        fault.sentence,
    )


def _severity(found: Rule, fault: Fault, settings: Settings) -> Severity:
    """The rule's own, lowered by the fault, then what the settings say of its code, else of the longest prefix."""
    own = found.severity
    if fault.severity is not None and RANK[fault.severity] < RANK[own]:
        own = fault.severity
    chosen = max((name for name in settings.severity if found.code.startswith(name)), key=len, default=None)
    return own if chosen is None else settings.severity[chosen]


def _basis(found: Rule, severity: Severity, framework: Framework) -> Basis | None:
    """The law that the rule cites; none under an error where nobody has read it, no article that nobody has read."""
    if found.basis is None:
        return None
    document = law_document(framework, found.basis.document)
    if severity is Severity.ERROR and document.mark not in READ:
        return None
    article = found.basis.article
    return Basis(document.title, document.number, article if article and document.knows(article) else None)


def _place(fault: Fault, declaration: Declaration) -> Place | None:
    """The cell of the fault, else its row, else the table."""
    return next((place for place in _places(fault, declaration) if place is not None), None)


def _places(fault: Fault, declaration: Declaration) -> Iterator[Place | None]:
    places = declaration.source.places
    yield fault.place
    if fault.indicator is None:
        yield places.get(fault.field) if fault.field else None
    else:
        if fault.field:
            yield places.get(f"indicators.{fault.indicator}.{fault.field}")
        yield declaration.indicators[fault.indicator].place
    yield declaration.source.place


def _coverage(verdicts: list[Verdict]) -> Coverage:
    return Coverage(*map(verdicts.count, COUNTED))
