"""Excel workbooks of 1997 to 2003 and WPS workbooks (.xls, .et): the binary format BIFF8."""

from jiheng.documents.xls.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
