"""PDF files (.pdf) with a text layer, whatever program made them and whatever their name."""

from jiheng.documents.pdf.reader import RANK, read, recognises
from jiheng.documents.pdf.showing import shown

__all__ = ["RANK", "read", "recognises", "shown"]
