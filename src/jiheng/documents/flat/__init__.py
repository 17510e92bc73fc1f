"""Office documents in one XML file: what web systems export as .doc and .xls (Word 2003 XML, flat OPC, XML Spreadsheet 2003)."""

from jiheng.documents.flat.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
