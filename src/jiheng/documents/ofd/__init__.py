"""OFD files (.ofd, GB/T 33190): fixed pages of positioned text and lines, as state organs exchange and archive them."""

from jiheng.documents.ofd.reader import RANK, read, recognises

__all__ = ["RANK", "read", "recognises"]
