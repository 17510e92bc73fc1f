"""A scanned form to its cells against the recognition of text alone, on the same picture in the same run; and memory."""

import gc
from typing import Any

from memory import resident
from scan_accuracy import tiff
from timing import least, table

from jiheng.documents import open_document
from jiheng.sample.drawing.picture import pictures
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import samples

MARKS = (5, 20, 40)


def report() -> str:
    """Both tables."""
    from importlib.util import find_spec
    from random import Random

    if find_spec("rapidocr") is None:
        return "## Scans\n\nNot measured here: rapidocr is missing in this environment; `.venv/bin/python bench/scans.py` has it.\n"

    import numpy as np
    from rapidocr import RapidOCR

    page = layouts()["central"](next(iter(samples(29, 10))), Random(1))  # noqa: S311 - no secrets
    (sheet,) = pictures(page, 200)
    content, pixels = tiff([sheet]), np.asarray(sheet.convert("RGB"))
    alone: Any = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})
    took = least(
        {
            "limit: rapidocr, detection and recognition": lambda: alone(pixels),
            "jiheng: cells with spans and text": lambda: open_document(content),
        },
        12.0,
    )
    bottom = next(iter(took.values()))
    wanted = {"jiheng: cells with spans and text": "≤ 1.3 ×"}
    rows = [(name, f"{seconds:.2f} s", f"{seconds / bottom:.2f} ×", wanted.get(name, "")) for name, seconds in took.items()]
    held = []
    for number in range(1, MARKS[-1] + 1):
        open_document(content)
        if number in MARKS:
            gc.collect()
            held.append((str(number), f"{resident() / 1024:.0f} MB"))
    return (
        "\n## Scan: a form at 200 dpi\n\n"
        + table(("reader", "time", "× limit", "wanted"), rows)
        + "\nMemory of the process, both engines loaded; wanted: flat.\n\n"
        + table(("pages read", "resident memory"), held)
    )


if __name__ == "__main__":
    print(report())
