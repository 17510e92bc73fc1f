"""Word documents of 1997 to 2003 and WPS documents (.doc, .wps): the binary format."""

from jiheng.documents.doc.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
