"""Timing that holds on a noisy machine: the least of many runs, the contestants taking turns."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

Contestant = Callable[[], object]


def least(contestants: Mapping[str, Contestant], seconds: float = 2.0) -> dict[str, float]:
    """The shortest time in seconds of one call of each, called in turn for about `seconds` a contestant (at least 3 rounds).

    What stands in memory already is taken out of the garbage collector's sight, so that its walks are no part of any time.
    """
    gc.collect()
    gc.freeze()
    best = {name: _once(call) for name, call in contestants.items()}
    spent = dict.fromkeys(contestants, 0.0)
    rounds = 0
    while rounds < 3 or any(spent[name] < seconds and best[name] < seconds for name in contestants):
        rounds += 1
        for name, call in contestants.items():
            if rounds <= 3 or spent[name] < seconds:
                took = _once(call)
                spent[name] += took
                best[name] = min(best[name], took)
    return best


def _once(call: Contestant) -> float:
    start = time.perf_counter()
    with suppress(Exception):
        call()
    return time.perf_counter() - start


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [" | ".join(headings), " | ".join("---" for _ in headings), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"
