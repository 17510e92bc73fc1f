"""Writing (编制): declarations laid out in an official form, once, as a Document whose cells name their field; every format draws that."""

from jiheng.writing.laying import blank_form, unfilled
from jiheng.writing.leaving import LeftOut
from jiheng.writing.letters import Particulars, letters
from jiheng.writing.problems import Desk, Measure, registered
from jiheng.writing.writing import drawn, drawn_of, write
from jiheng.writing.written import Drawn, Written

__all__ = [
    "Desk",
    "Drawn",
    "LeftOut",
    "Measure",
    "Particulars",
    "Written",
    "blank_form",
    "drawn",
    "drawn_of",
    "letters",
    "registered",
    "unfilled",
    "write",
]
