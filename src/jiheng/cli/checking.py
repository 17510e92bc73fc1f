"""One run of `jiheng check`: settings, reading, review, baseline, report, exit code."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from attrs import evolve, frozen

from jiheng.cli.endings import ending, failing, worst
from jiheng.cli.findings import complain, write_findings
from jiheng.cli.progress import counting
from jiheng.cli.settings import settings_file, settings_of
from jiheng.doors import read, reviewed
from jiheng.errors import BadSettings
from jiheng.framework import load
from jiheng.model.answer import CheckAnswer
from jiheng.model.baseline import Baseline
from jiheng.model.settings import Settings

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


def carry_out(call: CheckCall, lang: str) -> int:
    """Review the documents, print or write the findings, and return the exit code."""
    found = settings_file(Path.cwd())
    settings = settings_of(found, Settings(call.select, call.ignore))
    form = call.form or (found.content.get("format") if found else None) or "text"
    framework = load()
    with counting() as seen:
        reading = read(*call.paths, framework=framework, lang=lang, seen=seen)
    answer = reviewed(reading, settings, framework, _today(call), lang)
    if call.baseline is not None:
        answer = _held_against(call.baseline, answer, update=call.update_baseline)
    write_findings("statistics" if call.statistics else form, call.output, answer, reading.declarations, lang)
    complain(answer)
    return worst([ending(answer, call.paths), failing(answer, call.fail_on or settings.fail_on)])


def _today(call: CheckCall) -> date:
    """The day of the review, by Beijing's clock."""
    return (call.today or datetime.now(BEIJING)).date()


def _held_against(path: Path, answer: CheckAnswer, *, update: bool) -> CheckAnswer:
    """The answer with only its new findings, the others told in `baseline`; an update makes all of them known."""
    from jiheng.model.codec import to_json
    from jiheng.review.baselines import baseline_of, progress

    if update:
        path.write_bytes(to_json(baseline_of(answer.findings), indent=2) + b"\n")
    compared = progress(answer.findings, _baseline(path))
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
