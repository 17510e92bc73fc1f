"""Names of WordprocessingML (元素名): qualified once, for the two namespaces of the standard and the one before it."""

from functools import cache

from attrs import frozen

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
SPACES = {TRANSITIONAL, STRICT, WORD_2003}
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT_MATH = "http://purl.oclc.org/ooxml/officeDocument/math"
LOCAL = ("val", "body", "tbl", "tr", "tc", "p", "t", "gridSpan", "gridBefore", "vMerge")
SIGNS = ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")


@frozen
class Names:
    """The qualified names that the reader asks for.

    `shown` are the elements of a paragraph that show something, `wanted` those and the parts of a table, `spans` what places and merges cells.
    """

    space: str
    val: str
    body: str
    tbl: str
    tr: str
    tc: str
    p: str
    t: str
    grid_span: str
    grid_before: str
    v_merge: str
    spans: frozenset[str]
    shown: tuple[str, ...]
    wanted: tuple[str, ...]

    def of(self, name: str) -> str:
        """`{namespace}name` of any other element or attribute."""
        return f"{{{self.space}}}{name}"


@cache
def names_in(space: str) -> Names:
    """The names of a document whose root stands in the namespace `space`."""
    # the format of 2003 wrote its merges in small letters
    written = {"vMerge": "vmerge", "hMerge": "hmerge"} if space == WORD_2003 else {}
    named = {name: f"{{{space}}}{written.get(name, name)}" for name in (*LOCAL, "hMerge", *SIGNS)}
    shown = (named["t"], f"{{{STRICT_MATH if space == STRICT else MATH}}}t", *(named[name] for name in SIGNS))
    spans = tuple(named[name] for name in ("gridSpan", "gridBefore", "vMerge", "hMerge"))
    val, body, tbl, tr, tc, p, t, grid_span, grid_before, v_merge = (named[name] for name in LOCAL)
    wanted = (p, tc, tr, *spans, *shown)
    return Names(space, val, body, tbl, tr, tc, p, t, grid_span, grid_before, v_merge, frozenset(spans), shown, wanted)
