"""One run of `jiheng score`: settings, reading, scoring, report, exit code."""

import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from attrs import evolve, frozen
from rich.cells import cell_len, set_cell_size
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiheng.cli.endings import ending
from jiheng.cli.folder import here
from jiheng.cli.limits import limits
from jiheng.cli.progress import counting
from jiheng.cli.screen import screen
from jiheng.cli.settings import law, settings_file, settings_of
from jiheng.doors import read, scored, self_evaluations
from jiheng.framework import Framework
from jiheng.model.answer import ReadAnswer, ScoreAnswer
from jiheng.model.codec import to_json
from jiheng.model.declaration import Declaration
from jiheng.model.score import IndicatorScore, Score
from jiheng.model.settings import Settings
from jiheng.reading.lists.actuals import read_actuals
from jiheng.review.reports.wrapping import wrapped

STANDARD_INPUT = Path("-")
HEADS = {"zh": ("指标", "分值", "得分", "说明"), "en": ("indicator", "points", "score", "why")}
POLICY_HEADS = {"zh": ("名称", "版本", "评分办法", "依据", "来源"), "en": ("name", "since", "policy", "document", "known by")}
MARKS = {
    "zh": {"V": "读过原文", "V2": "见于引用", "M": "凭记忆，仅供参考"},
    "en": {"V": "read in the text", "V2": "quoted by others", "M": "from memory, guidance only"},
}
WORDS = {
    "zh": {
        "total": "总分", "execution": "预算执行", "missing": "待补  ", "note": "说明  ", "unmatched": "未对应  ", "unread": "未能读取  ",
        "empty": "没有目标表  ", "open": "待补后定级", "more": "还有 {} 项，见得分为红色的各行", "policy": "评分办法：{}（{} 年起），jiheng score --list 可列出全部", "year": "{} 年度",
        "written": "自评表已写入 {}",
    },
    "en": {
        "total": "total", "execution": "execution of the budget", "missing": "missing  ", "note": "note  ", "unmatched": "no match  ",
        "unread": "not read  ", "empty": "no table  ", "open": "no grade while something is missing", "more": "{} more, in the rows whose score is red",
        "policy": "policy: {} (since {}); `jiheng score --list` lists all", "year": "{}",
        "written": "the self-evaluation form is written to {}",
    },
}  # fmt: skip
INDENT = 3
GAP = "  "
NARROWEST = 24
MOST = 8
TONES = {"优": "green", "良": "green", "中": "yellow", "差": "red"}


@frozen
class ScoreCall:
    """What the flags of one call say; None where a flag was left out."""

    paths: tuple[str, ...]
    actuals: Path | None
    policy: str | None
    form: str
    output: Path | None = None


def carry_out(call: ScoreCall, lang: str) -> int:
    """Score the documents, print the points, and return the exit code."""
    settings = settings_of(settings_file(here()), Settings())
    settings = evolve(settings, policy=call.policy or settings.policy)
    framework = law()
    lines = () if call.actuals is None else read_actuals(call.actuals, framework)
    with counting() as seen:
        reading = read(*call.paths, framework=framework, lang=lang, seen=seen, guard=limits())
    answer = scored(reading, lines, settings, framework, lang)
    if call.output is not None:
        _write_forms(call.output, self_evaluations(reading, lines, answer, framework), framework, lang)
    if call.form == "json":
        sys.stdout.buffer.write(to_json(answer, indent=2) + b"\n")
    else:
        _print_text(answer, reading.declarations, lang)
        if call.output is not None:
            screen().print(Text(WORDS[lang]["written"].format(call.output)), soft_wrap=True)
    return ending(answer, call.paths)


def _write_forms(path: Path, filed: ReadAnswer, framework: Framework, lang: str) -> None:
    """Write the self-evaluation forms; what the form has no cell for goes to the error stream."""
    from jiheng.cli.streams import save
    from jiheng.documents.drawing import draw
    from jiheng.writing import write
    from jiheng.writing.leaving import sentences

    if path.suffix.lower() == ".json":
        save(path, to_json(filed, indent=2) + b"\n")
        return
    written = write(framework, filed.declarations)
    save(path, draw(written.document, path.suffix.lower()))
    for sentence in sentences(written.left_out, lang):
        sys.stderr.write(sentence + "\n")


def print_policies(form: str, lang: str) -> None:
    """Print the policies that there are, with where they stand and how that is known."""
    import msgspec

    from jiheng.scoring import policies

    found = policies(law())
    if form == "json":
        rows = [{name: getattr(policy, name) for name in ("name", "version", "official", "document", "mark")} for policy in found]
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for heading in POLICY_HEADS[lang]:
        table.add_column(heading, overflow="fold")
    for policy in found:
        table.add_row(policy.name, policy.version, policy.official, policy.document, MARKS[lang].get(policy.mark, policy.mark))
    screen().print(table)


def _print_text(answer: ScoreAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    words, console = WORDS[lang], screen()
    for position, score in enumerate(answer.projects, 1):
        declaration = declarations[score.declaration]
        console.print(_heading(position, score, declaration, lang))
        for text in (*_points(score, declaration, lang), *_remarks(score, lang)):
            console.print(Padding(text, (0, 0, 0, INDENT)))
        console.print()
    for line in answer.unmatched:
        where = f"{line.place.path or ''}:{line.place.line or line.place.row or ''}" if line.place else ""
        console.print(
            Text.assemble((words["unmatched"], "yellow"), f"{line.indicator or line.project or '—'}  {line.reason}  ", (where, "dim"))
        )
    for word, refusals in (("unread", answer.unreadable), ("empty", answer.empty)):
        for refusal in refusals:
            console.print(Text.assemble((words[word], "bold red"), refusal.said), soft_wrap=True)
    console.print(Text(words["policy"].format(answer.policy, answer.policy_version), "dim"))


def _heading(position: int, score: Score, declaration: Declaration, lang: str) -> Text:
    words = WORDS[lang]
    grade = score.grade or words["open"]
    about = (declaration.unit, words["year"].format(declaration.year) if declaration.year else None)
    return Text.assemble(
        (f"{position}. {score.project or '—'}\n   ", "bold"),
        ("".join(f"{each} · " for each in about if each), "dim"),
        (f"{words['total']} {score.total}", "bold"),
        " · ",
        (grade, TONES.get(grade, "yellow")),
    )


def _points(score: Score, declaration: Declaration, lang: str) -> Iterator[Text]:
    """The points of each row and of the budget, in columns."""
    names = [declaration.indicators[each.position].name for each in score.indicators]
    rows = [
        (name, str(each.weight), str(each.score), each.explanation, _tone(each)) for name, each in zip(names, score.indicators, strict=True)
    ]
    execution = score.execution
    rows.append((WORDS[lang]["execution"], str(execution.weight), str(execution.score), execution.explanation, ""))
    heads = HEADS[lang]
    room = screen().width - INDENT - 3 * len(GAP)
    first = min(max(cell_len(row[0]) for row in rows), room * 3 // 10)
    figures = [max(cell_len(row[at]) for row in (*rows, heads)) for at in (1, 2)]
    last = max(room - first - sum(figures), NARROWEST)
    for name, weight, points, why, tone in ((*heads, "dim"), *rows):
        left, right = wrapped(name, first), wrapped(why, last)
        for at, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
            shown = (weight, points) if at == 0 else ("", "")
            aligned = GAP.join(" " * (width - cell_len(text)) + text for width, text in zip(figures, shown, strict=True))
            yield Text.assemble(set_cell_size(one, first), GAP, (aligned, tone), GAP, other, style="dim" if name == heads[0] else "")


def _tone(each: IndicatorScore) -> str:
    return "red" if not each.settled else "" if each.score == each.weight else "yellow"


def _remarks(score: Score, lang: str) -> Iterator[Text]:
    """What is missing, the first of it where the table shows it too, and what was taken."""
    words = WORDS[lang]
    more = len(score.missing) - MOST
    missing = (*score.missing[:MOST], *((words["more"].format(more),) if more > 0 else ()))
    for word, tone, sentences in (("missing", "red", missing), ("note", "cyan", score.notes)):
        head = words[word]
        for sentence in sentences:
            lines = wrapped(sentence, screen().width - INDENT - cell_len(head))
            yield Text.assemble((head, tone), f"\n{' ' * cell_len(head)}".join(lines))
