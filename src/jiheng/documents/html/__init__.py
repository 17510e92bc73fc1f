"""Web pages (.html, .htm, .mht), and what Word and Excel save as web pages, whatever their name."""

from jiheng.documents.html.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
