"""Registers (机构人员名册): lists of units and of people, a line each with its place; the columns are data in `law/lists`."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from jiheng.documents import open_document
from jiheng.errors import UnknownFormat
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.reading.lists.columns import list_columns, list_rows

NEEDED: Mapping[str, frozenset[str]] = {"units": frozenset({"code", "department_code"}), "people": frozenset({"username"})}
HEADS: Mapping[str, tuple[str, ...]] = {
    "units": ("部门编码", "部门名称", "单位编码", "单位名称"),
    "people": ("账号", "姓名", "电话", "角色", "任职处编码", "任职自", "任职止"),
}
"""The heads of an empty register, in the order in which it is handed out."""
MOST = 20_000


@frozen
class RegisterLine:
    """One line: its cells by column, blank ones left out, and where it stands."""

    cells: Mapping[str, str]
    place: Place

    def text(self, name: str) -> str:
        """What a cell says, without blanks around it; empty where it says nothing."""
        return self.cells.get(name, "").strip()


@frozen
class RegisterRead:
    """The lines of a register in order, and the columns that it has."""

    lines: tuple[RegisterLine, ...]
    columns: frozenset[str]


def read_register(kind: str, source: Path | bytes, framework: Framework, *, path: str | None = None) -> RegisterRead:
    """The register of `kind` (`units`, `people`) in an Excel, CSV or any other document.

    Raises UnreadableDocument for what can't be opened, and UnknownFormat for what holds no such register.
    """
    document = open_document(source, path=path)
    lines: list[RegisterLine] = []
    columns: set[str] = set()
    for row in list_rows(document, list_columns(framework, kind), NEEDED[kind]):
        columns |= set(row.heads)
        lines.append(RegisterLine({name: text for name, text in row.cells.items() if text}, row.place))
        if len(lines) > MOST:
            break
    if lines:
        return RegisterRead(tuple(lines), frozenset(columns))
    name, heads = document.path or "-", "、".join(HEADS[kind])
    raise UnknownFormat(
        f"{name}：没有找到名册。应有表头“{heads}”，下面一行一项；请下载空白名册，按它填写后再上传。",
        f"{name}: no register; expected the heads {heads} with one line each: download the blank register and fill it in.",
        document.path,
    )


def role_words(framework: Framework) -> Mapping[str, str]:
    """What registers call a role → the role."""
    return {word: role for role, words in framework.sheet("lists/people")["roles"].items() for word in words}
