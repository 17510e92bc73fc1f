"""Pictures of pages (PNG, JPEG, TIFF, BMP, WebP, GIF): scans and photographs, whatever their name."""

from jiheng.documents.scan.aligning import aligned
from jiheng.documents.scan.engine import missing
from jiheng.documents.scan.reader import RANK, read, recognises, seen
from jiheng.documents.scan.showing import shown

__all__ = ["RANK", "aligned", "missing", "read", "recognises", "seen", "shown"]
