"""Names of OpenDocument (元素名)."""

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PARAGRAPHS = (TEXT + "p", TEXT + "h")
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
HIDDEN = {"collapse", "filter"}
MAX_REPEATED = 1_000
"""Times that a cell or row with text may be repeated: more are a bomb, not a form."""


def count(text: str | None, default: int = 1) -> int:
    """A count in an attribute, at most 2,000,000."""
    return min(int(text), 2_000_000) if text and text.isdecimal() and len(text) < 12 else default
