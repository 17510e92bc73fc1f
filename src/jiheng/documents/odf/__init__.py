"""OpenDocument texts and sheets (.odt, .ods, .ott, .ots), as LibreOffice and its relatives write them."""

from jiheng.documents.odf.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
