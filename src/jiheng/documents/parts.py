"""Parts (部件): a package that is being written again, with parts changed and added, related and declared."""

import posixpath
from collections.abc import Callable

from attrs import Factory, define, frozen

from jiheng.documents.archive import Archive
from jiheng.documents.escaping import escaped
from jiheng.documents.package import TYPES
from jiheng.documents.tags import Part, framed, opened, spliced

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} xmlns="{space}"></{root}>'


@frozen
class Relation:
    """One line of a part's relations: `kind` is the last word of its type (`comments`), `target` the part inside the package."""

    id: str
    kind: str
    target: str


@define
class Package:
    """An archive and what of it has been changed or added so far, by member name."""

    archive: Archive
    changed: dict[str, bytes] = Factory(dict[str, bytes])


def part_of(package: Package, name: str) -> Part:
    """A part as it stands now."""
    content = package.changed.get(name)
    return opened(package.archive.read(name) if content is None else content, name, package.archive.path)


def relations_of(package: Package, part: str) -> list[Relation]:
    """What `part` points to inside the package, with the kind of each relation."""
    name = _relations_part(part)
    if not _has(package, name):
        return []
    folder = posixpath.dirname(part)
    found: list[Relation] = []
    for each in part_of(package, name).root:
        target = each.get("Target", "")
        if each.get("TargetMode") != "External":
            inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], inside))
    return found


def relate(package: Package, part: str, kind: str, target: str, *, strict: bool = False) -> str:
    """Let `part` point to `target`; the id of the new relation."""
    name = _relations_part(part)
    taken = set[str]()
    if _has(package, name):
        taken = {each.get("Id", "") for each in part_of(package, name).root}
    number = next(number for number in range(len(taken) + 1, 2 * len(taken) + 3) if f"rId{number}" not in taken)
    space = STRICT_OFFICE if strict else OFFICE
    inside = posixpath.relpath(target, posixpath.dirname(part) or ".")
    line = f'<Relationship{{space}} Id="rId{number}" Type="{space}/{kind}" Target="{escaped(inside)}"/>'
    _add_line(package, name, "Relationships", RELATIONSHIPS, line)
    return f"rId{number}"


def declare(package: Package, part: str, content_type: str) -> None:
    """Say in the package's list of content types what a new part is."""
    _add_line(package, TYPES, "Types", CONTENT_TYPES, f'<Override{{space}} PartName="/{part}" ContentType="{content_type}"/>')


def declare_ending(package: Package, ending: str, content_type: str) -> None:
    """Say what all parts of an ending are, where nothing says it yet."""
    known = part_of(package, TYPES).root if _has(package, TYPES) else ()
    if not any(each.get("Extension", "").lower() == ending for each in known):
        _add_line(package, TYPES, "Types", CONTENT_TYPES, f'<Default{{space}} Extension="{ending}" ContentType="{content_type}"/>')


def free_name(package: Package, name: Callable[[int], str]) -> str:
    """The first name of a numbered series that no part has yet."""
    number = 1
    while _has(package, name(number)):
        number += 1
    return name(number)


def _add_line(package: Package, name: str, root: str, space: str, line: str) -> None:
    """Add a line at the end of a list of relations or types; `{space}` in it is the declaration of the namespace, where it needs one."""
    if not _has(package, name):
        package.changed[name] = EMPTY.format(root=root, space=space).encode()
    part = part_of(package, name)
    declared = part.root.nsmap.get(None) == space
    child = line.format(space="" if declared else f' xmlns="{space}"').encode()
    package.changed[name] = spliced(part.xml, framed(part, part.root, b"", child))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _has(package: Package, name: str) -> bool:
    return name in package.changed or name in package.archive.members
