"""Pictures (图片解码): whatever picture file a scanner or a phone makes, as pages in shades of grey, upright as the camera says."""

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from jiheng.documents import refusals
from jiheng.documents.scan.engine import Pixels, arrays
from jiheng.documents.scan.seals import without_seals
from jiheng.documents.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
MAX_PIXELS = 90_000_000
"""A sheet of A3 at 600 dpi has 70 million."""
MAX_PAGES = 300
"""A page takes more than a second."""
COLOURED = frozenset({"RGB", "RGBA", "P", "CMYK", "YCbCr", "LA", "PA"})
DEEP = 256
"""Shades of a picture with 16 bits that are one shade of 8."""


def is_picture(head: bytes) -> bool:
    """Whether content begins as a picture does; two letters alone (BM) are too few to tell one from a text."""
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    bitmap = head.startswith(b"BM") and head[6:10] == b"\0\0\0\0" and b"\0" in head[10:14]
    return head.startswith(HEADS) or webp or bitmap


def pages_in(content: bytes, path: str | None) -> Iterator[Pixels]:
    """Each page of a picture file in shades of grey, decoded when it is asked for; raises what `_seen` does."""
    return _seen(content, path, grey)


def pages_of(source: Source, seen: Callable[[bytes, str | None], Iterator[T]]) -> Iterator[T]:
    """Each page of a document of one picture file or of several, as `pages_in` or `images_in` gives it."""
    for content in (source.content, *source.more):
        yield from seen(content, source.path)


def images_in(content: bytes, path: str | None) -> "Iterator[Image]":
    """Each page of a picture file in its own colours, turned as the camera says; raises what `_seen` does."""
    return _seen(content, path, _shown)


def _seen(content: bytes, path: str | None, look: "Callable[[Image], T]") -> "Iterator[T]":
    """Each page of a picture file as `look` sees it.

    Raises DamagedDocument where it is cut off or broken and HostileDocument for too many pixels or pages.
    """
    from PIL import Image, UnidentifiedImageError

    Image.init()
    broken = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, OverflowError, EOFError, UnidentifiedImageError)
    with warnings.catch_warnings():
        # a bomb is told by its size below, whatever size the library warns of
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=KINDS) as image:
                # frames of a GIF are an animation, those of an MPO are other views of the same page
                pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
                if pages > MAX_PAGES:
                    raise refusals.TOO_MANY_SCANS.at(path, pages=pages, limit=MAX_PAGES)
                for number in range(pages):
                    image.seek(number)
                    if image.width * image.height > MAX_PIXELS:
                        raise refusals.TOO_MANY_PIXELS.at(path, wide=image.width, high=image.height, limit=MAX_PIXELS // 10**6)
                    yield look(image)
        except Image.DecompressionBombError as error:
            raise refusals.TOO_MANY_PIXELS.at(path, wide="?", high="?", limit=MAX_PIXELS // 10**6) from error
        except broken as error:
            raise refusals.BROKEN_PICTURE.at(path, reason=type(error).__name__) from error


def grey(image: "Image") -> Pixels:
    """A picture in shades of grey on white: turned as the camera says, deep shades brought to 8 bits, red seals taken off."""
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I;16"):
        return (arrays().asarray(turned) // DEEP).astype("uint8")
    if turned.mode in {"I", "F"}:
        return _brought_down(arrays().asarray(turned))
    if turned.mode in {"1", "L"} and "transparency" not in turned.info:
        return arrays().asarray(turned.convert("L")).copy()
    return without_seals(arrays().asarray(_coloured(turned)))


def _shown(image: "Image") -> "Image":
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    return _coloured(upright) if upright.mode in COLOURED else Image.fromarray(grey(image))


def _coloured(image: "Image") -> "Image":
    """Three colours; what is transparent shows white paper."""
    from PIL import Image

    if image.mode.upper() in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    return image.convert("RGB")


def _brought_down(deep: Any) -> Pixels:
    np = arrays()
    values = deep.astype(np.float64)
    top = max(float(values.max()), 1.0)
    # 16 bits in a wider cell are the usual case; what is brighter is brought down by its own brightest point
    return (np.clip(values, 0, None) * 255 / (65535.0 if 255 < top <= 65535 else top if top > 65535 else 255.0)).astype(np.uint8)
