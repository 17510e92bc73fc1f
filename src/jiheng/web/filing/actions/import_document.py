"""Import (导入文件): a document as it came becomes the first revision of a new table, or the next one of a table; rows keep their keys.

What the reader mended is shown before; a mend that the person refuses is taken back by an edit, so that the text stands as it came.
"""

from collections.abc import Collection, Sequence

from attrs import frozen

from jiheng.doors import read_named
from jiheng.errors import NotEnough
from jiheng.guard import Limits
from jiheng.model.declaration import Declaration
from jiheng.model.repair import Repair
from jiheng.web.filing.actions.begin import keep_source
from jiheng.web.filing.actions.edit import demand_hold, typist
from jiheng.web.filing.doing import doing
from jiheng.web.filing.edits import Edit, Set, edited
from jiheng.web.filing.filings import Revision
from jiheng.web.filing.joining import joined
from jiheng.web.filing.listed import bind
from jiheng.web.filing.revising import Origin, revise
from jiheng.web.filing.tables import Table, keyed, table_of
from jiheng.web.filing.typing import Typist
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.acting import Actor

LARGEST = 20 * 1024 * 1024
"""Bytes of a document that is taken."""


@frozen(eq=False)
class Incoming:
    """A document as it came: its name and bytes, which of its tables is meant, and the mends (by position) that are refused."""

    name: str
    content: bytes
    position: int = 0
    refused: frozenset[int] = frozenset()


def tables_in(name: str, content: bytes, lang: str = "zh") -> tuple[Declaration, ...]:
    """The tables of a document. Raises NotEnough with the reader's reason where there is none."""
    if len(content) > LARGEST:
        raise NotEnough(
            f"{name}：文件有 {len(content) // 1024 // 1024} MB，超过 20 MB。请去掉附图或另存后再导入。",
            f"{name}: has {len(content) // 1024 // 1024} MB, more than 20: take out its pictures and try again.",
        )
    answer = read_named(content, name, framework=framework(), lang=lang, guard=Limits())
    if answer.declarations:
        return answer.declarations
    reasons = [*answer.unreadable, *answer.empty]
    said = reasons[0].said if reasons else name
    raise NotEnough(said, said)


def as_accepted(declaration: Declaration, refused: Collection[int], by: Typist) -> Table:
    """A declaration that was read, without the mends that were refused: their cells say again what stood in the document."""
    table = keyed(declaration)
    repairs = declaration.source.repairs
    back = [_taken_back(table, repairs[number]) for number in sorted(refused) if number < len(repairs)]
    return edited(table, [edit for edit in back if edit is not None], by).table


def import_document(actor: Actor, filing_id: int, incoming: Incoming) -> Revision:
    """The document as the next revision of a table. Raises NotAllowed, HeldByAnother and NotEnough."""
    declarations = tables_in(incoming.name, incoming.content)
    declaration = declarations[min(incoming.position, len(declarations) - 1)]
    with doing(actor, "import", filing_id) as under_way:
        filing = under_way.filing
        demand_hold(under_way)
        accepted = as_accepted(declaration, incoming.refused, typist(filing)).declaration
        table = joined(table_of(filing.revision) if filing.revision else None, accepted, framework())
        source = keep_source(filing, incoming.name, incoming.content, actor)
        revision = revise(filing, table, Origin(actor.person, Revision.Cause.IMPORTED, source=source))
        bind(filing)
        under_way.note(after={"revision": revision.number, "digest": revision.digest, "source": source.digest, "name": source.name})
    return revision


def mends(declaration: Declaration) -> Sequence[Repair]:
    """The mends that the reader made, in order."""
    return declaration.source.repairs


def _taken_back(table: Table, repair: Repair) -> Edit | None:
    """The edit that takes a mend back; None for one that belongs to no field that can be typed."""
    name = repair.field or ""
    half, _, rest = name.partition(".")
    if half in {"indicators", "midterm_indicators"}:
        number, _, field = rest.partition(".")
        keys = table.midterm_keys if half == "midterm_indicators" else table.keys
        if not number.isdigit() or int(number) >= len(keys):
            return None
        return Set(field or "name", repair.before, keys[int(number)])
    return Set(name, repair.before) if name else None
