"""The library's doors: read documents, review and score what they say, understand one value."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from jiheng.framework import Framework, load
from jiheng.guard import Job, Limits
from jiheng.model.actual import ActualLine
from jiheng.model.answer import ANSWER_VERSION, CheckAnswer, ReadAnswer, ScoreAnswer, Tool
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.model.settings import Settings
from jiheng.model.value import Value
from jiheng.sources import Call, Opened, open_all, open_jobs
from jiheng.values import read_value

if TYPE_CHECKING:
    from jiheng.review import Context
    from jiheng.writing import Desk, Drawn, Particulars

JSON = ".json"


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
    return _answer(list(open_all(sources, call)))


def explain(
    *sources: str | Path | bytes,
    framework: Framework | None = None,
    lang: str = "zh",
    seen: Callable[[str], None] | None = None,
    guard: Limits | None = None,
) -> tuple[ReadAnswer, bytes]:
    """What `read` answers, and a web page that shows how each document was understood: its cells, what they became, each mend."""
    from jiheng.reading.explaining import page

    call = Call(framework or load(), lang, seen, guard, explain=True)
    opened = list(open_all(sources, call))
    answer = _answer(opened)
    return answer, page([one.explained for one in opened if one.explained], [each.said for each in answer.unreadable], lang)


def read_named(
    content: bytes, name: str | None, *, framework: Framework | None = None, lang: str = "zh", guard: Limits | None = None
) -> ReadAnswer:
    """Read bytes as the document called `name`: one held in memory, or a changed copy that is not written yet; `guard` as in `read`."""
    return _answer(list(open_jobs([Job(content, name)], Call(framework or load(), lang, guard=guard))))


def check(
    *sources: str | Path | bytes | ReadAnswer | Declaration,
    settings: Settings | None = None,
    framework: Framework | None = None,
    today: date | None = None,
    library: IndicatorLibrary | None = None,
    lang: str = "zh",
) -> CheckAnswer:
    """Review declarations, what `read` answered, or documents that are read first.

    `today` is the day of the review, for rules that look at the calendar, `library` what others set for the same indicators; rules that
    lack theirs say undecided.
    """
    from jiheng.review import Context

    framework = framework or load()
    context = Context(framework, settings or Settings(), today, library=library)
    return reviewed(gathered(sources, framework, lang), context, lang)


def reviewed(answer: ReadAnswer, context: "Context", lang: str) -> CheckAnswer:
    """The review of what was read, as an answer."""
    from jiheng.review import review

    result = review(answer.declarations, context, lang)
    return CheckAnswer(
        ANSWER_VERSION,
        tool(context.settings),
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
