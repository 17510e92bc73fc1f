"""One run of `jiheng write`: reading, laying out, drawing; what a form has no cell for goes to the error stream."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from jiheng.cli.endings import ending
from jiheng.cli.harmless import complain, harmless
from jiheng.cli.language import say
from jiheng.cli.limits import limits
from jiheng.cli.offices import Office, desk_of, findings_of, particulars_of, refuse_unused
from jiheng.cli.settings import law
from jiheng.cli.streams import save
from jiheng.doors import read, register, write
from jiheng.errors import UnwritableDocument
from jiheng.framework import Framework
from jiheng.framework.registers import registers
from jiheng.model.answer import ReadAnswer
from jiheng.model.declaration import Declaration

if TYPE_CHECKING:
    from jiheng.writing import Drawn

UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST_NAME = 80
DESCRIPTOR = "datapackage.json"
"""the name that asks for open data, a package of several files"""


@frozen
class WriteCall:
    """What the flags of one call say."""

    paths: tuple[str, ...]
    output: str
    form: str | None = None
    contents: bool = True
    office: Office = Office()


def carry_out(call: WriteCall, lang: str) -> int:
    """Write the forms and return the exit code. Raises UnwritableDocument where there is nothing to write or no such format."""
    framework = law()
    refuse_unused(framework, call.form, call.office)
    answer = read(*call.paths, framework=framework, lang=lang, guard=limits())
    complain((*answer.unreadable, *answer.empty))
    if not answer.declarations:
        raise UnwritableDocument(
            f"{call.output}：没有可写入的目标表。应至少读到一张；请核对给出的文件。",
            f"{call.output}: there is no table to write; at least one must be read; check the files that were given.",
        )
    for path, tables in _files(call.output, answer.declarations):
        _write(framework, path, evolve(answer, declarations=tuple(tables)), call, lang)
    return ending(answer, call.paths)


def _write(framework: Framework, path: Path, answer: ReadAnswer, call: WriteCall, lang: str) -> None:
    from jiheng.documents.fitting import sentences as unfit_sentences
    from jiheng.writing.leaving import sentences

    if path.name == DESCRIPTOR:
        _write_package(framework, path, answer)
        return
    made = _made(framework, path, answer, call, lang)
    save(path, made.content)
    for sentence in (*sentences(made.left_out, lang), *unfit_sentences(str(path), made.unfit, lang)):
        sys.stderr.write(harmless(sentence) + "\n")
    number = len(answer.declarations)
    sys.stdout.write(harmless(say(f"已写入 {path}：{number} 张表\n", f"wrote {path}: {number} tables\n")))


def _made(framework: Framework, path: Path, answer: ReadAnswer, call: WriteCall, lang: str) -> "Drawn":
    """The file: a register of what the review finds, else the tables on their forms or a letter about them."""
    if call.form in {each.name for each in registers(framework)}:
        found = findings_of(framework, answer, lang)
        return register(answer, found, form=str(call.form), ending=path.suffix, framework=framework, desk=desk_of(call.office))
    office = particulars_of(call.office)
    return write(answer, ending=path.suffix, form=call.form, framework=framework, contents=call.contents, particulars=office)


def _write_package(framework: Framework, path: Path, answer: ReadAnswer) -> None:
    """Open data: the descriptor, and beside it the files that it names."""
    from jiheng.writing.packaging import packaged

    files = packaged(framework, answer)
    for name, content in files.items():
        save(path.with_name(name), content)
    listed = "、".join(files)
    sys.stdout.write(harmless(say(f"已写入 {path.parent}：{listed}\n", f"wrote {path.parent}: {', '.join(files)}\n")))


def _files(output: str, tables: Sequence[Declaration]) -> Iterator[tuple[Path, Sequence[Declaration]]]:
    """One file for all tables, or one for each where the name holds `{project}`, `{unit}`, `{year}` or `{n}`."""
    if not re.search(r"\{(?:project|unit|year|n)\}", output):
        yield Path(output), tables
        return
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        parts = {"project": table.project, "unit": table.unit, "year": table.year, "n": number}
        name = output
        for key, value in parts.items():
            name = name.replace(f"{{{key}}}", UNFIT.sub("", str(value or number))[:LONGEST_NAME])
        path = Path(name)
        if name in seen:
            path = path.with_name(f"{path.stem}-{number}{path.suffix}")
        seen.add(name)
        yield path, (table,)
