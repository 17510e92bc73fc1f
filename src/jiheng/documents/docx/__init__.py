"""Word documents (.docx, .docm, .dotx), by whatever program they were written."""

from jiheng.documents.docx.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
