"""Excel workbooks (.xlsx, .xlsm, .xltx), by whatever program they were written."""

from jiheng.documents.xlsx.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
