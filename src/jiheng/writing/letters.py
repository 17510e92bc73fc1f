"""Letters (公文): what the office sends to a unit about its tables: the letter, and attached the list and each table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from jiheng.documents.document import Block, Document, Paragraph
from jiheng.documents.shape import Line
from jiheng.errors import BadFramework, UnwritableDocument
from jiheng.framework import Framework
from jiheng.framework.citations import law_document
from jiheng.framework.layouts import layout_named
from jiheng.framework.papers import Annex, Paper
from jiheng.model.declaration import Declaration
from jiheng.model.place import Place
from jiheng.values.wording import money
from jiheng.writing.choosing import chosen
from jiheng.writing.laying import FORMAT, laid_out
from jiheng.writing.leaving import left_out
from jiheng.writing.written import Written

DOT = "."


@frozen
class Particulars:
    """What an office says in a letter beside its tables; what is None stays blank for pen and stamp.

    `office` sends it (发文机关), `recipient` gets it (主送机关; None: each unit a letter of its own), `number` is its 文号, `day` its
    成文日期.
    """

    office: str | None = None
    recipient: str | None = None
    number: str | None = None
    day: date | None = None


def letters(framework: Framework, tables: Sequence[Declaration], paper: Paper, particulars: Particulars) -> Written:
    """A letter to each unit, or one to the recipient, each with its annexes behind it.

    Raises UnwritableDocument where there is no table, or one of a kind that the letter is not about.
    """
    for table in tables:
        if table.form not in paper.kinds:
            raise _other_kind(table, paper)
    if not tables:
        raise UnwritableDocument(
            f"{paper.name}：没有可写入的目标表。应至少有一张；请核对给出的文件。",
            f"{paper.name}: there is no table to write; at least one is needed; check what was given.",
        )
    blocks: list[Block] = []
    for unit, held in _by_recipient(tables, particulars.recipient):
        blocks += _letter(framework, paper, particulars, unit, held)
        blocks += _annexes(framework, paper, held)
    on_forms = tables if any(not annex.form for annex in paper.annexes) else ()
    left = tuple(each for table in on_forms for each in left_out(framework, table, chosen(framework, table)))
    return Written(Document(None, FORMAT, tuple(blocks)), left)


def _other_kind(table: Declaration, paper: Paper) -> UnwritableDocument:
    name, known = table.project or table.title or "—", "、".join(sorted(paper.kinds))
    return UnwritableDocument(
        f"{name}：这是 {table.form.value} 类的表。{paper.name} 只写 {known} 类的表；请去掉这张表，或用 --form 另选表式。",
        f"{name}: the table is of the kind {table.form.value}; {paper.name} is about {known}; leave it out or choose another --form.",
    )


def _by_recipient(tables: Sequence[Declaration], recipient: str | None) -> list[tuple[str | None, list[Declaration]]]:
    """The tables of each letter, in the order in which the units come."""
    if recipient is not None:
        return [(recipient, list(tables))]
    found: dict[str | None, list[Declaration]] = {}
    for table in tables:
        found.setdefault(table.unit or (table.department.name if table.department else None), []).append(table)
    return list(found.items())


def _letter(
    framework: Framework, paper: Paper, particulars: Particulars, unit: str | None, tables: Sequence[Declaration]
) -> Iterator[Block]:
    """The letter from its number to its day."""
    said = _said(framework, paper, particulars, unit, tables)
    day = particulars.day
    yield _line(particulars.number or paper.number, Line.NUMBER)
    yield _line(_filled(paper, paper.title, said), Line.LETTER)
    yield _line(_filled(paper, paper.address, said), Line.ADDRESS)
    yield from (_line(_filled(paper, sentence, said), Line.BODY) for sentence in paper.body)
    if paper.annexes:
        yield _line(paper.attached + "\n".join(_listed(paper.annexes)), Line.ATTACHED)
    yield _line(particulars.office or paper.signature, Line.CLOSING)
    yield _line(paper.date if day is None else paper.day.format(year=day.year, month=day.month, day=day.day), Line.CLOSING)


def _line(text: str, line: Line) -> Paragraph:
    return Paragraph(Place(), text, line)


def _listed(annexes: Sequence[Annex]) -> list[str]:
    if len(annexes) == 1:
        return [annexes[0].title]
    return [f"{number}{DOT}{annex.title}" for number, annex in enumerate(annexes, 1)]


def _said(
    framework: Framework, paper: Paper, particulars: Particulars, unit: str | None, tables: Sequence[Declaration]
) -> Mapping[str, str]:
    """What stands in the places of the letter's texts."""
    years = sorted({table.year for table in tables if table.year is not None})
    known = [table.funds.total for table in tables if table.funds.total is not None]
    total = sum(known, Decimal(0)) if len(known) == len(tables) else None
    documents = [law_document(framework, key) for key in paper.basis]
    return {
        "office": f"{particulars.office}\n" if particulars.office else "",
        "unit": unit or paper.nobody,
        "years": paper.joint.join(paper.year.format(year=year) for year in years),
        "count": str(len(tables)),
        "money": "" if total is None else paper.money.format(total=money(total)),
        "basis": paper.joint.join(f"{each.title}（{each.number}）" for each in documents),
    }


def _filled(paper: Paper, text: str, said: Mapping[str, str]) -> str:
    try:
        return text.format_map(said)
    except (KeyError, ValueError, IndexError) as error:
        known = "、".join(f"{{{name}}}" for name in said)
        raise BadFramework(
            f"公文 {paper.name}：“{text}”中的 {error} 填不出。可用的有 {known}；请更正 law/papers/{paper.name}.toml。",
            f"paper {paper.name}: nothing fills {error} in “{text}”; there are {known}; correct law/papers/{paper.name}.toml.",
        ) from error


def _annexes(framework: Framework, paper: Paper, tables: Sequence[Declaration]) -> Iterator[Block]:
    """What is attached, 附件1 and so on above the first page of each."""
    template = paper.words["annex" if len(paper.annexes) > 1 else "only_annex"]
    for number, annex in enumerate(paper.annexes, 1):
        yield _line(template.format(number=number), Line.ANNEX)
        if annex.form:
            yield from laid_out(framework, tables, layout_named(framework, annex.form)).blocks
            continue
        for table in tables:
            yield from laid_out(framework, [table], chosen(framework, table)).blocks
