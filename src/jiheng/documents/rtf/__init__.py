"""Rich text (.rtf, and what older systems export under the name .doc)."""

from jiheng.documents.rtf.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
