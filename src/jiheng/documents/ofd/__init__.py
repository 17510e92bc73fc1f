"""OFD files (.ofd, GB/T 33190): fixed pages of positioned text and lines, as state organs exchange and archive them."""

from jiheng.documents.ofd.reader import RANK, read, recognises
from jiheng.documents.ofd.showing import shown

__all__ = ["RANK", "read", "recognises", "shown"]
