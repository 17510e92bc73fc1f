"""Writing (编制): declarations laid out in an official form, once, as a Document whose cells name their field; every format draws that."""

from jiheng.writing.laying import blank_form, unfilled
from jiheng.writing.leaving import LeftOut
from jiheng.writing.writing import Drawn, Written, drawn, write

__all__ = ["Drawn", "LeftOut", "Written", "blank_form", "drawn", "unfilled", "write"]
