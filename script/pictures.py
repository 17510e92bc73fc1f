"""Draws the forms as pictures again, docs/pictures/forms: tests/writing/test_pictures.py compares what is written with them."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))


def main() -> None:
    """Render and keep every picture; needs LibreOffice and poppler."""
    from writing import pictures

    with tempfile.TemporaryDirectory() as folder:
        pictures.store(Path(folder))


if __name__ == "__main__":
    main()
