"""Text (文本): .txt .tsv .csv .md and whatever else decodes as text; the last format to be asked."""

from jiheng.documents.text.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
