"""The library's doors: read documents, review and score what they say, understand one value."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from jiheng.errors import JihengError, UnreadableDocument
from jiheng.framework import Framework, load
from jiheng.guard import Begin, Cause, Guard, Job, Limits, Stopped
from jiheng.model.actual import ActualLine
from jiheng.model.answer import ANSWER_VERSION, CheckAnswer, ReadAnswer, Refusal, ScoreAnswer, Tool
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.settings import Settings
from jiheng.model.value import Value
from jiheng.values import read_value

if TYPE_CHECKING:
    from jiheng.documents import Document
    from jiheng.writing import Desk, Drawn, Particulars

STANDARD_INPUT = "-"
JSON = ".json"
NO_EXCHANGE = {
    "zh": "JSON 中没有目标表。应为 jiheng read 的输出；请核对是否给错文件。",
    "en": "The JSON holds no declarations; expected what jiheng read printed; check whether it is the right file.",
}
STUMBLED = {
    "zh": "{path}：读取时程序出错（{error}），这份文件没有读出，其他文件不受影响。应能读出或说明原因；请把文件交给维护人员。",
    "en": "{path}: the program stumbled ({error}) and did not read this file, the others go on; it should read it or say why: report the file.",
}


@frozen
class Opened:
    """What one source gave: its declarations, or the reason why there are none."""

    declarations: tuple[Declaration, ...] = ()
    unreadable: Refusal | None = None
    empty: Refusal | None = None


@frozen
class Call:
    """How documents are to be read: by which framework, in which language reasons are said, who is told of each one opened, under which limits.

    Without `guard` they are read in this process; with it each in a process that is killed when it goes over.
    """

    framework: Framework = field(factory=load)
    lang: str = "zh"
    seen: Callable[[str], None] | None = None
    guard: Limits | None = None


@define
class _Once:
    """The files that were met in one call."""

    met: set[str] = field(factory=set)

    def first(self, path: Path) -> bool:
        """Whether the file is met for the first time, under whatever name."""
        real = os.path.realpath(path)
        known = real in self.met
        self.met.add(real)
        return not known


def value(text: str, *, year: int | None = None) -> Value:
    """Read one target value (指标值); `year` is the budget year for texts that name none. Never raises."""
    return read_value(text, year=year)


def read(
    *sources: str | Path | bytes,
    framework: Framework | None = None,
    lang: str = "zh",
    seen: Callable[[str], None] | None = None,
    guard: Limits | None = None,
) -> ReadAnswer:
    """Read every target table in files, folders (walked), `-` (standard input) or bytes.

    What can't be opened is listed in `unreadable`, what holds no target table in `empty`; the others go on. A file that is
    named twice, or by itself and in its folder, is read once. `seen` is called with the name of each document as it is opened.
    With `guard` each document is read in a process that is killed when it goes over the limits, which is then its reason.
    """
    call = Call(framework or load(), lang, seen, guard)
    once = _Once()
    return _answer(list(_open_jobs((job for source in sources for job in _jobs(source, call, once)), call)))


def read_named(
    content: bytes, name: str | None, *, framework: Framework | None = None, lang: str = "zh", guard: Limits | None = None
) -> ReadAnswer:
    """Read bytes as the document called `name`: one held in memory, or a changed copy that is not written yet; `guard` as in `read`."""
    return _answer(list(_open_jobs([Job(content, name)], Call(framework or load(), lang, guard=guard))))


def check(
    *sources: str | Path | bytes | ReadAnswer | Declaration,
    settings: Settings | None = None,
    framework: Framework | None = None,
    today: date | None = None,
    lang: str = "zh",
) -> CheckAnswer:
    """Review declarations, what `read` answered, or documents that are read first.

    `today` is the day of the review, for rules that look at the calendar; without it they say undecided.
    """
    settings, framework = settings or Settings(), framework or load()
    answer = gathered(sources, framework, lang)
    return reviewed(answer, settings, framework, today, lang)


def reviewed(answer: ReadAnswer, settings: Settings, framework: Framework, today: date | None, lang: str) -> CheckAnswer:
    """The review of what was read, as an answer."""
    from jiheng.review import Context, review

    result = review(answer.declarations, Context(framework, settings, today), lang)
    return CheckAnswer(
        ANSWER_VERSION,
        tool(settings),
        result.findings,
        result.coverage,
        len(answer.declarations),
        answer.unreadable,
        answer.empty,
        result.crashed,
        waived=result.waived,
    )


def score(
    *sources: str | Path | bytes | ReadAnswer | Declaration,
    actuals: str | Path | bytes | None = None,
    settings: Settings | None = None,
    framework: Framework | None = None,
    lang: str = "zh",
) -> ScoreAnswer:
    """Score declarations, what `read` answered, or documents that are read first, by the policy that the settings name.

    `actuals` is a list of what was reached and spent, for tables that do not say it themselves. Raises JihengError where the
    list can't be read and for a policy that nobody has.
    """
    from jiheng.reading.lists.actuals import read_actuals

    settings, framework = settings or Settings(), framework or load()
    lines = () if actuals is None else read_actuals(Path(actuals) if isinstance(actuals, str) else actuals, framework)
    return scored(gathered(sources, framework, lang), lines, settings, framework, lang)


def scored(answer: ReadAnswer, lines: Sequence[ActualLine], settings: Settings, framework: Framework, lang: str) -> ScoreAnswer:
    """The scores of what was read, as an answer; each table by the policy as it holds for its year."""
    from jiheng.scoring import filled, policy_of
    from jiheng.scoring import score as score_of

    made = filled(answer.declarations, lines, framework, lang)
    policies = [policy_of(framework, settings.policy, table.year) for table in made.declarations]
    named = policies or [policy_of(framework, settings.policy, None)]
    projects = [
        score_of(table, policy, framework, lang, position=position)
        for position, (table, policy) in enumerate(zip(made.declarations, policies, strict=True))
    ]
    return ScoreAnswer(
        ANSWER_VERSION,
        tool(settings),
        named[0].name,
        "/".join(sorted({policy.version for policy in named})),
        tuple(projects),
        answer.unreadable,
        answer.empty,
        made.unmatched,
    )


def self_evaluations(answer: ReadAnswer, lines: Sequence[ActualLine], scores: ScoreAnswer, framework: Framework) -> ReadAnswer:
    """The self-evaluation forms (项目支出绩效自评表) of tables that `scored` has scored with these lines, ready to be written."""
    from jiheng.scoring import filled, self_evaluation

    made = filled(answer.declarations, lines, framework).declarations
    return evolve(answer, declarations=tuple(self_evaluation(made[score.declaration], score) for score in scores.projects))


def write(
    *sources: str | Path | bytes | ReadAnswer | Declaration,
    ending: str,
    form: str | None = None,
    framework: Framework | None = None,
    lang: str = "zh",
    contents: bool = False,
    particulars: "Particulars | None" = None,
) -> "Drawn":
    """Declarations, what `read` answered, or documents that are read first, in the official form as a file of the format of `ending`.

    Without the name of a `form` each is written in the one of its kind that holds the most of it; the name of a letter
    (`approval`) writes that, with the office's `particulars`. With `contents` several tables in one file have a page of contents
    before them. `.json` is what `read` answers, and no form. Raises UnwritableDocument and BadFramework.
    """
    from jiheng.framework.papers import papers
    from jiheng.model.codec import to_json
    from jiheng.writing import Drawn, Particulars, drawn, drawn_of, letters

    framework = framework or load()
    answer = gathered(sources, framework, lang)
    if ending.lower() == JSON:
        return Drawn(to_json(answer, indent=2) + b"\n")
    paper = next((each for each in papers(framework) if each.name == form), None)
    if paper is not None:
        return drawn_of(letters(framework, answer.declarations, paper, particulars or Particulars()), ending)
    return drawn(framework, answer.declarations, ending, form, contents=contents)


def register(
    answer: ReadAnswer,
    findings: Sequence[Finding],
    *,
    form: str,
    ending: str,
    framework: Framework | None = None,
    desk: "Desk | None" = None,
) -> "Drawn":
    """Findings about what `read` answered in a register (`findings` 审核问题清单, `rectification` 整改台账) as a file of the format of `ending`.

    Where `desk` gives no advice of its own each finding has its rule's. Raises UnwritableDocument and BadFramework.
    """
    from jiheng.framework.registers import register_named
    from jiheng.review.advice import advice
    from jiheng.writing import Desk, Written, drawn_of, registered

    framework, desk = framework or load(), desk or Desk()
    told = {code: advice(code, "zh") for code in {finding.rule for finding in findings}}
    made = registered(
        framework, answer.declarations, findings, register_named(framework, form), evolve(desk, advice={**told, **desk.advice})
    )
    return drawn_of(Written(made), ending)


def gathered(sources: Iterable[str | Path | bytes | ReadAnswer | Declaration], framework: Framework, lang: str) -> ReadAnswer:
    """All declarations of mixed sources as one answer, in order."""
    answers = [
        source
        if isinstance(source, ReadAnswer)
        else ReadAnswer(ANSWER_VERSION, tool(), (source,))
        if isinstance(source, Declaration)
        else read(source, framework=framework, lang=lang)
        for source in sources
    ]
    return ReadAnswer(
        ANSWER_VERSION,
        tool(),
        tuple(table for answer in answers for table in answer.declarations),
        tuple(refusal for answer in answers for refusal in answer.unreadable),
        tuple(refusal for answer in answers for refusal in answer.empty),
    )


def tool(settings: Settings | None = None) -> Tool:
    """The versions behind an answer: program, rules, framework and settings."""
    program, law = _versions()
    return Tool(program, program, law, (settings or Settings()).digest)


@cache
def _versions() -> tuple[str, str]:
    framework = load()
    return version("jiheng"), f"{framework.version}+{framework.digest}"


def _answer(opened: Sequence[Opened]) -> ReadAnswer:
    return ReadAnswer(
        ANSWER_VERSION,
        tool(),
        tuple(table for one in opened for table in one.declarations),
        tuple(one.unreadable for one in opened if one.unreadable),
        tuple(one.empty for one in opened if one.empty),
    )


def _jobs(source: str | Path | bytes, call: Call, once: "_Once") -> Iterator[Job | Opened]:
    """One source, or each document below it where it is a folder; a refusal where it can't be had."""
    from jiheng.documents import named, read_bounded, walk

    if isinstance(source, bytes):
        yield Job(source, None)
        return
    try:
        if str(source) != STANDARD_INPUT:
            yield from (Job(path, named(path)) for path in walk([Path(source)]) if once.first(path))
        elif once.first(Path(source)):
            yield Job(read_bounded(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)
    except JihengError as fault:
        yield Opened(unreadable=Refusal(str(source), fault.say(call.lang)))


def _open_jobs(jobs: Iterable[Job | Opened], call: Call) -> Iterator[Opened]:
    """What the jobs say, in order: in this process, or in others under the limits of the call."""
    if call.guard is None:
        for job in jobs:
            yield from (job,) if isinstance(job, Opened) else _open(job, call)
        return
    refused: dict[int, list[Opened]] = {}
    with Guard(partial(_guarded, framework=call.framework, lang=call.lang), call.guard) as guard:
        sent: list[Job] = []
        for number, given in enumerate(guard.each(_sent(jobs, sent, refused, call))):
            yield from refused.pop(number, ())
            yield from (_stopped(one, sent[number], call) if isinstance(one, Stopped) else one for one in given)
        yield from refused.pop(len(sent), ())


def _sent(jobs: Iterable[Job | Opened], sent: list[Job], refused: dict[int, list[Opened]], call: Call) -> Iterator[Job]:
    """The jobs that are to be read, noting them, and what was refused before each of them."""
    for job in jobs:
        if isinstance(job, Opened):
            refused.setdefault(len(sent), []).append(job)
        else:
            # the bytes are the worker's: held here for every source they would pile up
            sent.append(Job(b"", job.name))
            if call.seen is not None:
                call.seen(job.name or STANDARD_INPUT)
            yield job


def _guarded(job: Job, begin: Begin, *, framework: Framework, lang: str) -> Iterator[Opened]:
    """The work of a guarded process."""
    return _open(job, Call(framework, lang), begin)


def _stopped(stopped: Stopped, job: Job, call: Call) -> Opened:
    """The refusal of a document whose process was killed or ended."""
    from jiheng.documents import refusals

    path = stopped.name or job.name or STANDARD_INPUT
    limits = call.guard or Limits()
    cause = refusals.OVER_TIME if stopped.cause is Cause.TIME else refusals.READER_DIED
    memory = limits.memory // 2**20
    return Opened(
        unreadable=Refusal(path, cause.at(path, limit=limits.seconds, memory=memory, signal=stopped.detail or "?").say(call.lang))
    )


def _open(job: Job, call: Call, begin: Begin | None = None) -> Iterator[Opened]:
    """What a document says, or each one in a zip of documents; `begin` is asked before each."""
    from jiheng.documents import open_each
    from jiheng.reading.exchange import exchanged

    called = job.name or STANDARD_INPUT
    try:
        declarations = exchanged(job.source, called)
    except JihengError as fault:
        yield Opened(unreadable=Refusal(called, fault.say(call.lang)))
        return
    if call.seen is not None:
        call.seen(called)
    if declarations is not None:
        yield Opened(declarations) if declarations else Opened(empty=Refusal(called, NO_EXCHANGE[call.lang]))
        return
    for one in open_each(job.source, path=job.name, begin=begin):
        yield _understood(one, called, call)


def _understood(one: "Document | UnreadableDocument", name: str, call: Call) -> Opened:
    from jiheng.documents import refusals
    from jiheng.reading import read_document

    if isinstance(one, UnreadableDocument):
        return Opened(unreadable=Refusal(one.path or name, one.say(call.lang)))
    path = one.path or name
    try:
        reading = read_document(one, call.framework)
    except MemoryError:
        return Opened(unreadable=Refusal(path, refusals.OVER_MEMORY.at(path).say(call.lang)))
    except Exception as error:  # noqa: BLE001 - a document that the reader stumbles over must not stop the others
        return Opened(unreadable=Refusal(path, STUMBLED[call.lang].format(path=path, error=f"{type(error).__name__}: {error}")))
    if reading.declarations:
        return Opened(reading.declarations)
    return Opened(empty=Refusal(path, reading.reason(call.lang)))
