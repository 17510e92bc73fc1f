"""What scanners, phones and fax machines do to a picture of a page (扫描损坏). Each wear is a step picture → picture; the same dice give the same."""

from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

Wear = Callable[["Image", Random], "Image"]
SEAL = "财政支出绩效管理专用章"


def skewed(image: "Image", random: Random) -> "Image":
    """Laid askew on the glass, by up to three degrees."""
    from PIL import Image

    return image.rotate(random.uniform(1, 3) * random.choice((-1, 1)), Image.Resampling.BICUBIC, fillcolor=255)


def noisy(image: "Image", random: Random) -> "Image":
    """Grain, and specks of dust."""
    import numpy as np

    dice = np.random.default_rng(random.randrange(2**32))
    pixels = _pixels(image) + dice.normal(0, 14, (image.height, image.width))
    pixels[dice.random(pixels.shape) < 0.0002] = 60
    return _image(pixels)


def pressed(image: "Image", random: Random) -> "Image":
    """Saved as JPEG of a low quality (40 to 70)."""
    from PIL import Image

    out = BytesIO()
    image.save(out, "JPEG", quality=random.randint(40, 70))
    again = Image.open(BytesIO(out.getvalue()))
    again.load()
    return again


def blurred(image: "Image", random: Random) -> "Image":
    """Out of focus, by up to a pixel."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(random.uniform(0.6, 1.0) * image.width / 1653))


def shaded(image: "Image", random: Random) -> "Image":
    """Lit from one side, and grey paper."""
    import numpy as np

    high, wide = image.height, image.width
    across, down = np.meshgrid(np.linspace(0, 1, wide), np.linspace(0, 1, high))
    light = 1 - random.uniform(0.3, 0.45) * (across * random.random() + down * random.random())
    return _image(_pixels(image) * light * 0.95)


def photographed(image: "Image", random: Random) -> "Image":
    """Taken by a phone from a slant: perspective, a dark desk around the paper, shade, a little blur, JPEG."""
    import cv2
    import numpy as np

    wide, high = image.width, image.height
    edge = int(wide * 0.06)
    lean = [random.uniform(0.0, 0.07) * wide for _ in range(8)]
    paper = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = paper + np.array([[lean[0], lean[1]], [-lean[2], lean[3]], [-lean[4], -lean[5]], [lean[6], -lean[7]]], np.float32) + edge
    way = cv2.getPerspectiveTransform(paper, seen.astype(np.float32))
    pixels = cv2.warpPerspective(_pixels(image), way, (wide + 2 * edge, high + 2 * edge), flags=cv2.INTER_CUBIC, borderValue=95)
    return pressed(blurred(shaded(_image(pixels), random), random), random)


def faxed(image: "Image", _random: Random) -> "Image":
    """Black and white only."""
    return _image((_pixels(image) > 150) * 255.0).convert("1")


def stamped(image: "Image", random: Random) -> "Image":
    """A round red seal over the text."""
    from PIL import Image, ImageDraw, ImageFont

    from jiheng.sample.drawing.picture import FONTS

    size = image.height // 7
    seal = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((3, 3, size - 4, size - 4), outline=255, width=size // 30)
    pen.regular_polygon((size // 2, size // 2, size // 7), 5, fill=255)
    font = ImageFont.truetype(FONTS["hei"][0], size // 11, index=FONTS["hei"][1])
    for number, sign in enumerate(SEAL):
        letter = Image.new("L", (size, size), 0)
        ImageDraw.Draw(letter).text((size // 2, size // 12), sign, fill=255, font=font, anchor="ma")
        seal.paste(255, mask=letter.rotate(120 - number * 240 / (len(SEAL) - 1)))
    colours = image.convert("RGB")
    at = (
        random.randrange(image.width // 5, image.width - size - image.width // 10),
        random.randrange(image.height // 4, image.height // 2),
    )
    under = colours.crop((*at, at[0] + size, at[1] + size))
    over = Image.blend(under, Image.new("RGB", under.size, (214, 30, 36)), 0.75)
    # ink lies on the paper: black text under it stays black
    dark = Image.merge("RGB", [Image.composite(one, other, seal) for one, other in zip(over.split(), under.split(), strict=True)])
    colours.paste(_darker(dark, under), at)
    return colours


def scanned(image: "Image", random: Random) -> "Image":
    """What an office scanner gives: a little askew, light grain, JPEG."""
    from PIL import Image

    return pressed(noisy(image.rotate(random.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=255), random), random)


WEARS: Mapping[str, Wear] = {
    "office scanner": scanned,
    "skew": skewed,
    "noise": noisy,
    "JPEG": pressed,
    "blur": blurred,
    "shade": shaded,
    "fax": faxed,
    "seal": stamped,
    "phone": photographed,
}


def _pixels(image: "Image") -> Any:
    import numpy as np

    return np.asarray(image.convert("L"), np.float32)


def _image(pixels: Any) -> "Image":
    import numpy as np
    from PIL import Image

    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _darker(one: "Image", other: "Image") -> "Image":
    from PIL import ImageChops

    return ImageChops.darker(one, other)
