"""Loading the framework: the package's own sheets, then a county's, into one frozen and hashed value."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework, Sheet

VERSION = "2026.1"
LAW = Path(__file__).parent / "law"
ADDED = {"fields": ("field", "name", "labels")}
"""Sheets to which a county's sheet of the same name adds: their entries, what names an entry, the list that grows."""


def load(*county: Path) -> Framework:
    """Read the package's sheets and a county's folders of sheets (the same dated TOML) into one Framework.

    A county's sheet of the same name comes after the package's and so speaks first for the years it holds; its `fields` give
    labels beside those that there are, and new fields.
    Raises BadFramework for a file that can't be understood.
    """
    return _load(county)


def load_with(county: Mapping[str, bytes]) -> Framework:
    """As `load`, for a county's sheets that lie in no folder: their contents by the paths that they would have there. Raises BadFramework."""
    return _made([*_files(LAW), *((Path(path), county[path]) for path in sorted(county))])


@cache
def _load(county: tuple[Path, ...]) -> Framework:
    return _made([file for root in (LAW, *county) for file in _files(root)])


def _files(root: Path) -> Iterator[tuple[Path, bytes]]:
    """The sheets of a folder by their paths in it, in order."""
    return ((path.relative_to(root), path.read_bytes()) for path in sorted(root.rglob("*.toml")))


def _made(files: Iterable[tuple[Path, bytes]]) -> Framework:
    digest = hashlib.sha256()
    sheets: dict[str, list[Sheet]] = {}
    for path, content in files:
        digest.update(path.as_posix().encode() + b"\0" + content)
        sheet = _sheet(path, content)
        there = sheets.setdefault(sheet.name, [])
        if there and sheet.name in ADDED:
            sheet = evolve(sheet, content=_with_more(there[-1].content, sheet.content, *ADDED[sheet.name]))
        there.append(sheet)
    return Framework(VERSION, digest.hexdigest()[:16], {name: tuple(_by_date(dated)) for name, dated in sheets.items()})


def _sheet(path: Path, content: bytes) -> Sheet:
    """`weights.2021.toml` is the sheet `weights`; its `[about]` says for which budget years it holds."""
    try:
        data = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFramework(
            f"{path}：读不出内容（{error}）。应为 UTF-8 编码的 TOML；请按行号更正。",
            f"{path}: can't be parsed ({error}); expected TOML in UTF-8; correct it at the line named.",
        ) from error
    about = data.pop("about", {})
    name = (path.parent / path.name.split(".", 1)[0]).as_posix()
    return Sheet(name, about.get("since"), about.get("until"), data)


def _with_more(before: Mapping[str, Any], more: Mapping[str, Any], entries: str, named: str, grows: str) -> Mapping[str, Any]:
    """The sheet with the labels of another: those of an entry that is there come after its own, other entries after all.

    A label that the other sheet gives to one entry is no other entry's of that part any more: who prints it says what it means.
    """
    added: dict[str, dict[str, Any]] = {entry[named]: entry for entry in more.get(entries, ())}
    parts = {entry[named]: entry.get("part") for entry in before[entries]}
    claimed = {(parts.get(name, entry.get("part")), label): name for name, entry in added.items() for label in entry.get(grows, ())}
    made: list[dict[str, Any]] = []
    for entry in before[entries]:
        other = added.pop(entry[named], {})
        kept = [label for label in entry[grows] if claimed.get((entry.get("part"), label), entry[named]) == entry[named]]
        made.append({**entry, **other, grows: list(dict.fromkeys([*kept, *other.get(grows, ())]))})
    return {**before, **more, entries: [*made, *added.values()]}


def _by_date(dated: list[Sheet]) -> Iterator[Sheet]:
    return iter(sorted(dated, key=lambda sheet: sheet.since or 0))
