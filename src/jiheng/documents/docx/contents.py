"""Contents of a Word file (Word 目录): a field whose entries are computed and lead to bookmarks, and that Word can make anew."""

from collections.abc import Mapping
from math import ceil

from attrs import Factory, frozen

from jiheng.documents.document import Document, Paragraph
from jiheng.documents.escaping import escaped
from jiheng.documents.pdf.drawing_breaks import forms
from jiheng.documents.sections import has_contents, named_after, sections

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
DIRTY = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
"""the beginning of a field that the reader's program computes when it opens the file"""
WHOLE = r" TOC \f \h \z "
"""made of TC fields, since the titles of all forms are alike"""
PAGE = r" PAGEREF {} \h "
ENTRIES_OF_A_PAGE = 34


@frozen
class Contents:
    """What the entries of the contents need; everything is empty where a document has none.

    `marks` is by the number of a section's first block what stands there unseen: bookmark and TC field. `pages` tells for each
    section the page on which it begins, as far as heights of rows can be estimated. `first` and `last` are the outer entries.
    """

    marks: Mapping[int, str] = Factory(dict[int, str])
    pages: tuple[int, ...] = ()
    first: int = -1
    last: int = -1

    def mark(self, number: int) -> str:
        """What stands unseen at the beginning of a block."""
        return self.marks.get(number, "")


def contents_of(document: Document) -> Contents:
    """The contents of a document, computed."""
    if not has_contents(document):
        return Contents()
    entries = [
        (number, block) for number, block in enumerate(document.blocks) if isinstance(block, Paragraph) and block.leads_to is not None
    ]
    texts = {block.leads_to: block.text for _, block in entries}
    found = sections(document.blocks)
    marks = {
        section[0][0]: _mark(at, texts.get(at) or named_after([block for _, block in section]))
        for at, section in enumerate(found)
        if at in texts
    }
    heights = [max(1, ceil(form.height)) for form in forms(document.blocks)]
    heights[0] = max(heights[0], -(-len(entries) // ENTRIES_OF_A_PAGE))
    pages = tuple(1 + sum(heights[:at]) for at in range(len(heights)))
    return Contents(marks, pages, entries[0][0], entries[-1][0])


def _mark(number: int, text: str) -> str:
    told = escaped(text.replace('"', "”"))
    field = f'<w:r><w:instrText xml:space="preserve"> TC "{told}" \\l 1 </w:instrText></w:r>'
    return f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06}"/>{BEGIN}{field}{END}<w:bookmarkEnd w:id="{number}"/>'


def entry(contents: Contents, number: int, block: Paragraph) -> str:
    """One entry: a link to its section with the page on which that begins; the first and the last hold the field's ends."""
    at = block.leads_to or 0
    anchor = f"_Toc{at:06}"
    before = f"{BEGIN}{_told(WHOLE)}{SEPARATE}" if number == contents.first else ""
    after = END if number == contents.last else ""
    where = _told(PAGE.format(anchor))
    page = f"{DIRTY}{where}{SEPARATE}<w:r><w:t>{contents.pages[at]}</w:t></w:r>{END}"
    text = f'<w:r><w:t xml:space="preserve">{escaped(block.text)}</w:t></w:r><w:r><w:tab/></w:r>'
    return f'{before}<w:hyperlink w:anchor="{anchor}" w:history="1">{text}{page}</w:hyperlink>{after}'


def _told(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
