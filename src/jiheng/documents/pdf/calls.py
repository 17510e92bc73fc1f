"""Calls (调用): PDFium's functions that are called for each character and each object, bound to plain addresses.

Called as its binding declares them, each argument is first made an object of its own type: five times the time of the call itself.
"""

from collections.abc import Callable
from ctypes import CFUNCTYPE, Array, addressof, c_double, c_float, c_int, c_ulong, c_void_p, cast, sizeof
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from jiheng.documents.pdf.handles import Handle, library

Call: TypeAlias = Callable[..., int]
Address: TypeAlias = int
Numbers: TypeAlias = Array[c_float] | Array[c_double] | Array[c_int]


@frozen(eq=False)
class Calls:
    """Functions that take and give addresses as whole numbers; the first word of a name tells of what the second is asked."""

    char_origin: Call
    char_box: Call
    char_generated: Call
    page_object: Call
    form_object: Call
    form_count: Call
    object_kind: Call
    object_bounds: Call
    object_matrix: Call
    path_count: Call
    path_mode: Call
    path_segment: Call
    segment_kind: Call
    segment_point: Call
    segment_closes: Call


@cache
def calls() -> Calls:
    """The functions, bound once."""
    pdfium = library()
    at, number = c_void_p, c_int
    return Calls(
        char_origin=_bound(pdfium.FPDFText_GetCharOrigin, number, at, number, at, at),
        char_box=_bound(pdfium.FPDFText_GetLooseCharBox, number, at, number, at),
        char_generated=_bound(pdfium.FPDFText_IsGenerated, number, at, number),
        page_object=_bound(pdfium.FPDFPage_GetObject, at, at, number),
        form_object=_bound(pdfium.FPDFFormObj_GetObject, at, at, c_ulong),
        form_count=_bound(pdfium.FPDFFormObj_CountObjects, number, at),
        object_kind=_bound(pdfium.FPDFPageObj_GetType, number, at),
        object_bounds=_bound(pdfium.FPDFPageObj_GetBounds, number, at, at, at, at, at),
        object_matrix=_bound(pdfium.FPDFPageObj_GetMatrix, number, at, at),
        path_count=_bound(pdfium.FPDFPath_CountSegments, number, at),
        path_mode=_bound(pdfium.FPDFPath_GetDrawMode, number, at, at, at),
        path_segment=_bound(pdfium.FPDFPath_GetPathSegment, at, at, number),
        segment_kind=_bound(pdfium.FPDFPathSegment_GetType, number, at),
        segment_point=_bound(pdfium.FPDFPathSegment_GetPoint, number, at, at, at),
        segment_closes=_bound(pdfium.FPDFPathSegment_GetClose, number, at),
    )


def _bound(function: Any, gives: Any, *takes: Any) -> Call:
    return CFUNCTYPE(gives, *takes)(cast(function, c_void_p).value or 0)


def address(handle: Handle) -> Address:
    """Where PDFium keeps what a handle stands for."""
    return cast(handle, c_void_p).value or 0


def slots(numbers: Numbers, width: int) -> list[range]:
    """The addresses of the first, the second … of every `width` numbers of a block that calls are to fill, call by call."""
    first, last = addressof(numbers), addressof(numbers) + sizeof(numbers)
    size = sizeof(numbers._type_)
    return [range(first + size * at, last, size * width) for at in range(width)]
