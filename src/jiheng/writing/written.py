"""Written (成文结果): what was laid out or drawn, and everything that a form or a format had no room for."""

from attrs import frozen

from jiheng.documents.document import Document
from jiheng.documents.fitting import Unfit
from jiheng.writing.leaving import LeftOut


@frozen
class Written:
    """A document laid out to be drawn, and everything that its forms have no cell for."""

    document: Document
    left_out: tuple[LeftOut, ...] = ()


@frozen
class Drawn:
    """A document in the format that was asked for, everything that its forms have no cell for, and what the format has no room for."""

    content: bytes
    left_out: tuple[LeftOut, ...] = ()
    unfit: tuple[Unfit, ...] = ()
