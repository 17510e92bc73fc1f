"""`check --fix`: the mends made in a copy of the document, and the list of what was changed and what was not."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import click
from attrs import evolve, frozen

from jiheng.cli.harmless import harmless
from jiheng.cli.limits import limits
from jiheng.cli.original import Original
from jiheng.documents.marking import spoken
from jiheng.framework import Framework, load
from jiheng.framework.fields import official_label
from jiheng.model.answer import CheckAnswer, ReadAnswer
from jiheng.model.declaration import Declaration
from jiheng.review.mending import Mend, Mended, mended_declarations, mended_document, mends_of
from jiheng.sources import within

MOST = 10_000
"""Mends of one document, in case two rules take turns in undoing each other's."""


@frozen
class Copy:
    """The document with its mends: the new bytes, what was made and refused, and how many mends wait for `--unsafe-fixes`."""

    content: bytes
    mended: Mended
    waiting: int


@frozen
class Reviewed:
    """What was read and what was found in it."""

    reading: ReadAnswer
    answer: CheckAnswer


Review = Callable[[bytes], Reviewed]


def mended_copy(original: Original, done: Reviewed, review: Review, framework: Framework, *, unsafe: bool) -> Copy:
    """The original with the mends that its findings propose, reviewed again and mended until no finding proposes another.

    A fault that a form repeats on every row is one finding, at its first row; it moves on to the next when that one is
    mended. JSON that `read` printed is rewritten as such JSON.
    """
    content, made = original.content, list[Mend]()
    while True:
        mends = list(mends_of(done.answer, done.reading.declarations, unsafe=unsafe))
        changed, mended = _mended(content, original, mends, done.reading, framework)
        made += mended.made
        if not mended.made or len(made) > MOST:
            waiting = len(list(mends_of(done.answer, done.reading.declarations, unsafe=True))) - len(mends)
            return Copy(content, Mended(tuple(made), mended.refused), waiting)
        content = changed
        done = review(content)


def _mended(content: bytes, original: Original, mends: Sequence[Mend], reading: ReadAnswer, framework: Framework) -> tuple[bytes, Mended]:
    if not original.is_json:
        work = partial(mended_document, content, original.path, mends, reading.declarations)
        return within(limits(), original.name, work)
    from jiheng.model.codec import to_json

    declarations, mended = mended_declarations(reading.declarations, mends, framework)
    return to_json(evolve(reading, declarations=declarations), indent=2) + b"\n", mended


def list_changes(copy: Copy, declarations: Sequence[Declaration], lang: str, *, aside: bool) -> None:
    """Print what was changed and what was not, with the reason; `aside` on the error stream."""
    mended = copy.mended
    zh = lang == "zh"
    lines = [f"已改 {len(mended.made)} 处" if zh else f"{len(mended.made)} changed"]
    lines += [f"  ✓ {_said(mend, declarations, lang)}" for mend in mended.made]
    if mended.refused:
        lines.append(f"未改 {len(mended.refused)} 处" if zh else f"{len(mended.refused)} not changed")
        lines += [f"  ✗ {_said(each.mend, declarations, lang)}\n    {each.because.say(lang)}" for each in mended.refused]
    if copy.waiting:
        more = f"另有 {copy.waiting} 处建议会改变含义，核对后可加 --unsafe-fixes 一并修改"
        lines.append(more if zh else f"{copy.waiting} more would change a meaning: --unsafe-fixes makes them too")
    click.echo(harmless("\n".join(lines) + "\n"), err=aside)


def print_difference(original: Original, copy: Copy, declarations: Sequence[Declaration], lang: str) -> None:
    """Print what would change, as a difference of the fields; what can't be changed is listed on the error stream."""
    for line in _difference(original, copy, declarations, lang):
        click.echo(harmless(line))
    if copy.mended.refused:
        list_changes(evolve(copy, mended=Mended((), copy.mended.refused)), declarations, lang, aside=True)


def _difference(original: Original, copy: Copy, declarations: Sequence[Declaration], lang: str) -> Iterator[str]:
    if copy.mended.made:
        yield f"--- {original.name}"
        yield f"+++ {original.name}{'（修改后）' if lang == 'zh' else ' (mended)'}"
    for mend in copy.mended.made:
        yield f"@@ {mend.finding.rule} {_where(mend, declarations, lang)} @@"
        yield from (f"-{line}" for line in mend.fix.before.split("\n"))
        yield from (f"+{line}" for line in mend.fix.after.split("\n"))


def _said(mend: Mend, declarations: Sequence[Declaration], lang: str) -> str:
    return f"{mend.finding.rule}  {_where(mend, declarations, lang)}  {mend.fix.before} → {mend.fix.after}"


def _where(mend: Mend, declarations: Sequence[Declaration], lang: str) -> str:
    """`2. 项目 › 指标 › 指标值（表2 第9行 第4列）`."""
    declaration = declarations[mend.finding.declaration]
    name = declaration.project or declaration.title or "—"
    row = [] if mend.fix.indicator is None else [declaration.indicators[mend.fix.indicator].name]
    field = official_label(load(), mend.fix.field) if lang == "zh" else None
    place = f"（{spoken(mend.place, lang)}）" if mend.place is not None and mend.place.row is not None else ""
    return " › ".join((f"{mend.finding.declaration + 1}. {name}", *row, field or mend.fix.field)) + place
