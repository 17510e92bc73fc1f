"""Engine (识别引擎): the two models that rapidocr's wheel carries, run by onnxruntime itself; loaded once, nothing is fetched.

rapidocr's own code is passed by: it downloads what is missing, knows nothing of cells and gives one confidence a line.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

from attrs import frozen

Pixels: TypeAlias = Any
"""An array of OpenCV: rows of shades of grey from 0 (black) to 255 (white), or rows of points of three colours."""

PACKAGES = ("cv2", "numpy", "onnxruntime", "PIL", "rapidocr")
DETECTOR, RECOGNISER = "*_det_*.onnx", "*_rec_*.onnx"
ONE_AT_A_TIME = Lock()


@frozen(eq=False)
class Engine:
    """The sessions of both models, and what each number that the recogniser gives means (the first one: nothing)."""

    detector: Any
    recogniser: Any
    signs: tuple[str, ...]


def vision() -> Any:
    """OpenCV; the first call takes some 0.1 s."""
    import cv2

    return cv2


def arrays() -> Any:
    """Numpy; the first call takes some 70 ms."""
    import numpy as np

    return np


def missing() -> tuple[str, ...]:
    """The packages of the extra `scan` that are not installed, and `models` where rapidocr has none inside."""
    lacking = tuple(name for name in PACKAGES if find_spec(name) is None)
    return lacking or (() if _model(DETECTOR) and _model(RECOGNISER) else ("models",))


def _model(pattern: str) -> Path | None:
    # found without importing rapidocr, which takes half a second and asks for a logger
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    found = sorted(path for folder in folders or () for path in (Path(folder) / "models").glob(pattern))
    return found[0] if found else None


@contextmanager
def engine() -> Generator[Engine]:
    """The models, for one picture at a time: two at once would only share the same cores and double the memory."""
    with ONE_AT_A_TIME:
        yield _loaded()


@cache
def _loaded() -> Engine:
    detector, recogniser = _session(DETECTOR), _session(RECOGNISER)
    signs = recogniser.get_modelmeta().custom_metadata_map["character"].split("\n")
    return Engine(detector, recogniser, ("", *signs, " "))


def _session(pattern: str) -> Any:
    runtime: Any = import_module("onnxruntime")
    options = runtime.SessionOptions()
    # one thread a core that this process may use; without an arena the memory of a large picture goes back when it is done
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    # waiting threads that spin would take the processor from the other workers of a server
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return runtime.InferenceSession(str(_model(pattern)), options, providers=["CPUExecutionProvider"])
