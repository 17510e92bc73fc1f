"""Names of WordprocessingML (元素名): qualified once, for both namespaces that the standard allows."""

from attrs import frozen

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT_MATH = "http://purl.oclc.org/ooxml/officeDocument/math"


@frozen
class Names:
    """The qualified names of the elements and attributes that the reader asks for."""

    space: str
    val: str
    body: str
    tbl: str
    tr: str
    tc: str
    p: str
    t: str
    math: str

    def of(self, name: str) -> str:
        """`{namespace}name` of any other element or attribute."""
        return f"{{{self.space}}}{name}"


def names_in(space: str) -> Names:
    """The names of a document whose root stands in the namespace `space`."""
    math = STRICT_MATH if space == STRICT else MATH
    return Names(space, *(f"{{{space}}}{name}" for name in ("val", "body", "tbl", "tr", "tc", "p", "t")), f"{{{math}}}t")
