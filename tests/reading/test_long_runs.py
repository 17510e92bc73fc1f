"""Texts in which one piece was repeated thousands of times: the time of reading grows with their length, not with its square."""

import time

import pytest

from jiheng.doors import read

HEAD = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人次\t≥120人次\n"
GROWTH = 6.0
"""Four times the length may take this many times as long, and what begins anew with a longer text."""
WITHIN = 3.0
"""seconds of the processor below which nothing is said of growth: by the square it were sixteen"""

SHAPES = {
    "竖线": lambda times: HEAD.replace("培训", "培训" + "|" * times),
    "方框": lambda times: HEAD.replace("培训", "培训" + "□" * times),
    "数字": lambda times: HEAD.replace("产出指标", "产出指标" + "9" * times + "x"),
    "表头的列": lambda times: HEAD.replace("指标值", "指标值" + "\t指标值" * (times // 40)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length(shape: str) -> None:
    """Processor time, so that a busy machine says nothing."""
    short, long = (_seconds(SHAPES[shape](times).encode()) for times in (4_000, 16_000))
    assert long < WITHIN or long < GROWTH * short, (short, long)


def _seconds(content: bytes) -> float:
    started = time.thread_time()
    read(content)
    return time.thread_time() - started
