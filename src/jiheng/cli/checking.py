"""One run of `jiheng check`: settings, reading, review, baseline, report, exit code."""

from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from jiheng.cli.endings import ending, failing, worst
from jiheng.cli.findings import TEXT, by_ending, complain, write_findings
from jiheng.cli.folder import here
from jiheng.cli.limits import limits
from jiheng.cli.mending import Copy, Reviewed, list_changes, mended_copy, print_difference
from jiheng.cli.original import Original, original_of, written
from jiheng.cli.progress import counting
from jiheng.cli.settings import baseline_in, check_codes, check_names, county_of, library_of, settings_file, settings_of, switched_on
from jiheng.cli.streams import save
from jiheng.cli.watching import watched
from jiheng.documents.marking import annotated
from jiheng.doors import read, read_named, reviewed
from jiheng.errors import BadSettings
from jiheng.framework import Framework, load
from jiheng.model.answer import CheckAnswer
from jiheng.model.baseline import Baseline
from jiheng.model.settings import Settings
from jiheng.review import Context
from jiheng.review.remarks import remarks
from jiheng.sources import within

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@frozen
class CheckCall:
    """What the flags of one call say; None where a flag was left out."""

    paths: tuple[str, ...]
    form: str | None = None
    output: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    today: datetime | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    statistics: bool = False
    annotate: Path | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    watch: bool = False
    county: Path | None = None
    library: Path | None = None


@frozen
class Desk:
    """What a review needs beside the documents: what the rules may know, the language, and the form of the report."""

    context: Context
    lang: str
    form: str

    @property
    def framework(self) -> Framework:
        """The law of the review."""
        return self.context.framework


def carry_out(call: CheckCall, lang: str) -> int:
    """Review the documents, print or write the findings, write the copies asked for, and return the exit code.

    With `watch` it does so again after every change and never returns. Raises BadSettings for flags that do not go together.
    """
    call = _with_settings(call)
    _agree(call)
    if call.watch:
        watched(call.paths, (call.output, call.annotate, call.baseline), lambda: _once(call, lang), lang)
    return _once(call, lang)


def _once(call: CheckCall, lang: str) -> int:
    desk = _desk(call, lang)
    original = original_of(call.paths) if call.fix or call.diff or call.annotate else None
    done = _read_and_reviewed(call, desk) if original is None else _reviewed(original, desk)
    if done.answer.unreadable:
        original = None  # what could not be read is not opened once more to be marked
    if original is not None and (call.fix or call.diff):
        again = original
        copy = mended_copy(
            original, done, lambda content: _reviewed(evolve(again, content=content), desk), desk.framework, unsafe=call.unsafe_fixes
        )
        if call.diff:
            print_difference(original, copy, done.reading.declarations, lang)
            return _code(call, done.answer, desk)
        original, done = _fixed(call, original, copy, done, desk)
    answer = done.answer if call.baseline is None else _held_against(call.baseline, done.answer, update=call.update_baseline)
    if original is not None and call.annotate is not None:
        comments = remarks(answer, done.reading.declarations, lang, desk.context.today)
        work = partial(annotated, original.content, comments, original.path)
        written(call.annotate, within(limits(), original.name, work), original)
    output = None if call.fix else call.output
    write_findings("statistics" if call.statistics else desk.form, output, answer, done.reading.declarations, lang)
    complain(answer)
    return _code(call, answer, desk)


def _fixed(call: CheckCall, original: Original, copy: Copy, done: Reviewed, desk: Desk) -> tuple[Original, Reviewed]:
    """Write the mended copy, say what was changed, and review the copy, so that the report is of what is left."""
    output = call.output or Path(original.name)
    written(output, copy.content, original)
    list_changes(copy, done.reading.declarations, desk.lang, aside=desk.form != TEXT)
    mended = Original(str(output), copy.content)
    return mended, _reviewed(mended, desk)


def _agree(call: CheckCall) -> None:
    """Raise BadSettings where flags lack another that they need."""
    if call.fix and call.output is None and not call.diff:
        raise BadSettings(
            "--fix：没有说写到哪里。应有 -o 文件（原件不会被改动）；请加上 -o，或用 --diff 只看改动。",
            "--fix: no file to write to; expected -o FILE (the original is never changed); add -o, or --diff to look only.",
        )
    if call.update_baseline and call.baseline is None:
        raise BadSettings(
            "--update-baseline：没有说写入哪个文件。应有 --baseline 文件；请加上。",
            "--update-baseline: no file to write to; expected --baseline FILE; add it.",
        )
    check_codes(call.select, "--select")
    check_codes(call.ignore, "--ignore")
    if call.unsafe_fixes and not (call.fix or call.diff):
        raise BadSettings(
            "--unsafe-fixes：单独使用没有作用。应与 --fix 或 --diff 同用；请加上其中之一。",
            "--unsafe-fixes: does nothing alone; expected --fix or --diff beside it; add one of them.",
        )


def _with_settings(call: CheckCall) -> CheckCall:
    """The call with what the settings say where its flags were left out; mends stay safe where none are asked for."""
    found = settings_file(here())
    return evolve(
        call,
        baseline=call.baseline or baseline_in(found),
        statistics=call.statistics or switched_on(found, "statistics"),
        unsafe_fixes=call.unsafe_fixes or ((call.fix or call.diff) and switched_on(found, "unsafe-fixes")),
    )


def _desk(call: CheckCall, lang: str) -> Desk:
    found = settings_file(here())
    settings = settings_of(found, Settings(call.select, call.ignore))
    form = call.form or by_ending(None if call.fix else call.output) or (found.content.get("format") if found else None) or TEXT
    framework = load(*county_of(found, call.county))
    check_names(settings, framework)
    day = call.today.date() if call.today else today()
    return Desk(Context(framework, settings, day, library=library_of(found, call.library)), lang, form)


def _read_and_reviewed(call: CheckCall, desk: Desk) -> Reviewed:
    with counting() as seen:
        reading = read(*call.paths, framework=desk.framework, lang=desk.lang, seen=seen, guard=limits())
    return Reviewed(reading, reviewed(reading, desk.context, desk.lang))


def _reviewed(original: Original, desk: Desk) -> Reviewed:
    reading = read_named(original.content, original.path, framework=desk.framework, lang=desk.lang, guard=limits())
    return Reviewed(reading, reviewed(reading, desk.context, desk.lang))


def _code(call: CheckCall, answer: CheckAnswer, desk: Desk) -> int:
    return worst([ending(answer, call.paths), failing(answer, call.fail_on or desk.context.settings.fail_on)])


def today() -> date:
    """The day, by Beijing's clock."""
    return datetime.now(BEIJING).date()


def _held_against(path: Path, answer: CheckAnswer, *, update: bool) -> CheckAnswer:
    """The answer with only its new findings, the others told in `baseline`; an update makes all of them known."""
    from jiheng.model.codec import to_json
    from jiheng.review.baselines import baseline_of, progress

    if update:
        save(path, to_json(baseline_of(answer.findings), indent=2) + b"\n")
    compared = progress(answer.findings, _baseline(path), answer.coverage)
    new = set(compared.new)
    return evolve(answer, findings=tuple(finding for finding in answer.findings if finding.fingerprint in new), baseline=compared)


def _baseline(path: Path) -> Baseline:
    """Read a baseline file. Raises BadSettings where it is missing or no baseline."""
    import msgspec

    from jiheng.model.codec import from_json

    try:
        return from_json(Baseline, path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise BadSettings(
            f"{path}：不是可用的基线文件（{error}）。应为 --update-baseline 写出的 JSON；请先用 --baseline {path} --update-baseline 生成。",
            f"{path}: no baseline that can be used ({error}); expected JSON that --update-baseline wrote; make it with that flag first.",
        ) from error
