"""Folder of the call (所在文件夹): where it stands, and the settings that lie above it."""

import os
from pathlib import Path

SETTINGS = "jiheng.toml"


def here() -> Path:
    """The folder of the call; an empty path where it is gone or may not be looked at."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def settings_above(start: Path) -> Path | None:
    """The nearest `jiheng.toml` from a folder upwards; None where there is none that may be looked at."""
    candidates = (folder / SETTINGS for folder in (start, *start.parents))
    # os.path answers no where pathlib raises: a folder above may be closed to us
    return next((path for path in candidates if os.path.isfile(path)), None)  # noqa: PTH113
