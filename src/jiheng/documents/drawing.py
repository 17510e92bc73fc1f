"""Drawing (成文): a Document that was laid out, as bytes of the format that a file's ending names."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from jiheng.documents.document import Document
from jiheng.errors import UnwritableDocument

FOLDERS = {".docx": "docx", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".pdf": "pdf", ".csv": "text"}


def draw(document: Document, ending: str) -> bytes:
    """The document in the format of a file's ending (`.docx`); the same document gives the same bytes on one machine.

    Raises UnwritableDocument for an ending that no format has and where a font is missing.
    """
    folder = FOLDERS.get(ending.lower())
    if folder is None:
        known = " ".join(FOLDERS)
        raise UnwritableDocument(
            f"{ending or '没有扩展名'}：写不出这种文件。应为 {known} 之一；请改文件名的扩展名。",
            f"{ending or 'no ending'}: no such file can be written; expected one of {known}; change the ending of the file's name.",
        )
    made = cast("Callable[[Document], bytes]", import_module(f"jiheng.documents.{folder}.drawing").draw)
    return made(document)
