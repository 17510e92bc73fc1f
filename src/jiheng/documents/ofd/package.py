"""Package (OFD 包): the documents of an OFD file, and the content of each page with its templates, found by their places in the zip."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.markup import parse
from jiheng.documents.refusals import Refusal
from jiheng.errors import HostileDocument, UnreadableDocument

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

ROOT = "OFD.xml"
MAX_XML = 64 * 2**20
MAX_PAGES = 3000
LOCKS = ("encryptions.xml", "decryptseed.dat", "ofdentries.xml")
"""What an OFD file that is encrypted by GM/T 0099 keeps beside its parts."""
TOO_MANY_PAGES = Refusal(
    HostileDocument,
    ("OFD 有 {pages} 页", "不超过 {limit} 页的 OFD", "只保留目标表所在的页，或拆成几个文件"),
    ("the OFD has {pages} pages", "an OFD of at most {limit} pages", "keep only the pages with target tables, or split the file"),
)


@frozen(eq=False)
class PageParts:
    """The contents that a page shows, its templates among them in the order in which they are drawn; `number` counts from 1.

    `units` are the drawings that objects on pages point to, by their number.
    """

    number: int
    contents: "tuple[Element, ...]"
    units: "dict[str, Element]"


def kind(element: "Element") -> str:
    """An element's name without its namespace, which some programs leave out."""
    return str(element.tag).rpartition("}")[2]


def below(element: "Element", name: str) -> "Iterator[Element]":
    """The elements of a name, however deep."""
    return (each for each in element.iter() if kind(each) == name)


def pages_of(archive: Archive) -> Iterator[PageParts | int]:
    """Each page of each document in order; a page whose content is missing or broken comes as its number.

    Raises EncryptedDocument, DamagedDocument (no document in it) and HostileDocument (too many pages, entities, a bomb).
    """
    if any(posixpath.basename(name).lower() in LOCKS for name in archive.members):
        raise refusals.ENCRYPTED.at(archive.path)
    roots = [_inside("", (each.text or "").strip()) for each in below(_part(archive, ROOT), "DocRoot")]
    if not roots:
        raise refusals.PART_MISSING.at(archive.path, part="DocRoot")
    number = 0
    for root in roots:
        for page in _pages(archive, root, number):
            number += 1
            yield page


def _pages(archive: Archive, root: str, before: int) -> Iterator[PageParts | int]:
    document = _part(archive, root)
    templates = {each.get("ID", ""): _inside(root, each.get("BaseLoc", "")) for each in below(document, "TemplatePage")}
    places = [_inside(root, each.get("BaseLoc", "")) for each in below(document, "Page")]
    if before + len(places) > MAX_PAGES:
        raise TOO_MANY_PAGES.at(archive.path, pages=before + len(places), limit=MAX_PAGES)
    units = _units(archive, document, root)
    known: dict[str, tuple[Element, ...]] = {}
    for number, place in enumerate(places, before + 1):
        try:
            page = _part(archive, place)
            drawn = _templates(archive, page, templates, known)
        except HostileDocument:
            raise
        except UnreadableDocument:
            yield number
            continue
        yield PageParts(number, (*drawn, *_contents(page)), units)


def _templates(archive: Archive, page: "Element", places: dict[str, str], known: "dict[str, tuple[Element, ...]]") -> "list[Element]":
    found: list[Element] = []
    for each in below(page, "Template"):
        place = places.get(each.get("TemplateID", ""))
        if place is not None:
            if place not in known:
                known[place] = tuple(_contents(_part(archive, place)))
            found += known[place]
    return found


def _contents(page: "Element") -> "list[Element]":
    return [each for each in page.iterchildren() if kind(each) == "Content"]


def _units(archive: Archive, document: "Element", root: str) -> "dict[str, Element]":
    """The drawings that are kept apart from pages; a broken list of them loses only them."""
    found: dict[str, Element] = {}
    for name in ("PublicRes", "DocumentRes"):
        for each in below(document, name):
            try:
                listed = _part(archive, _inside(root, (each.text or "").strip()))
            except HostileDocument:
                raise
            except UnreadableDocument:
                continue
            found |= {unit.get("ID", ""): unit for unit in below(listed, "CompositeGraphicUnit")}
    return found


def _part(archive: Archive, name: str) -> "Element":
    return parse(archive.read(name, MAX_XML), name, archive.path)


def _inside(part: str, place: str) -> str:
    """A place in the zip as one part writes it; it never leaves the zip."""
    place = place.replace("\\", "/")
    return posixpath.normpath(place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(part), place))
