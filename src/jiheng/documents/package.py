"""Package (Office 包): finds the parts of an Office package by what they are, not by their usual names."""

import posixpath

from jiheng.documents.archive import Archive
from jiheng.documents.markup import parse

TYPES = "[Content_Types].xml"


def main_part(archive: Archive, kind: str) -> str | None:
    """The name of the main part whose content type holds `kind` (`wordprocessingml`, `spreadsheetml`), or None."""
    if TYPES not in archive.members:
        return None
    types = archive.read(TYPES, 2**22)
    if kind.encode() not in types.replace(b"\0", b""):
        return None
    for override in parse(types, TYPES, archive.path):
        content_type = override.get("ContentType", "")
        part = (override.get("PartName") or "").lstrip("/")
        if kind in content_type and content_type.endswith("main+xml") and part in archive.members:
            return part
    return None


def relations(archive: Archive, part: str) -> dict[str, str]:
    """The parts that `part` points to inside the package, by relation id; links to the outside are left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", name + ".rels")
    if rels not in archive.members:
        return {}
    found: dict[str, str] = {}
    for relation in parse(archive.read(rels, 2**24), rels, archive.path):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = inside
    return found
