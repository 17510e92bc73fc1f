"""The guard: what runs over time, dies or eats memory is stopped by itself, and the others go on in order."""

import os
import signal
import time
from collections.abc import Iterator

from jiheng.guard import Begin, Cause, Guard, Job, Limits, Stopped

QUICK = Limits(seconds=1, memory=256 * 2**20)


def _work(job: Job, begin: Begin) -> Iterator[str]:
    """Each word of the content is a piece: `hang`, `die` and `eat` do so, others are given back."""
    for word in bytes(job.source).decode().split():
        if not begin(word):
            continue
        if word == "hang":
            time.sleep(60)
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "eat":
            try:
                bytearray(2**30)
            except MemoryError:
                yield "full"
                continue
        yield word


def _all(*contents: str) -> list[list[str | Stopped]]:
    with Guard(_work, QUICK) as guard:
        return list(guard.each(Job(content.encode(), None) for content in contents))


def test_answers_come_in_the_order_of_the_jobs() -> None:
    numbers = [str(number) for number in range(100)]
    assert _all(*numbers) == [[number] for number in numbers]


def test_nothing_to_do_begins_no_process() -> None:
    assert _all() == []


def test_a_piece_that_never_ends_is_killed_and_the_pieces_after_it_go_on() -> None:
    started = time.monotonic()
    assert _all("a hang b", "c") == [["a", Stopped("hang", Cause.TIME), "b"], ["c"]]
    assert time.monotonic() - started < 10


def test_a_process_that_dies_is_told_by_its_signal() -> None:
    assert _all("die", "a die b") == [[Stopped("die", Cause.DEATH, "SIGKILL")], ["a", Stopped("die", Cause.DEATH, "SIGKILL"), "b"]]


def test_memory_is_bounded() -> None:
    assert _all("eat", "a") == [["full"], ["a"]]


def test_a_job_that_kills_again_and_again_is_given_up() -> None:
    (given,) = _all("die " * 30)
    assert len(given) == 8


def test_what_is_ready_first_is_told_first_where_no_order_is_asked_for() -> None:
    with Guard(_work, QUICK) as guard:
        ended = list(guard.as_done([Job(b"hang", None), *(Job(str(number).encode(), None) for number in range(20))]))
    assert sorted(given[0] for given in ended if isinstance(given[0], str)) == sorted(str(number) for number in range(20))
    assert ended[-1] == [Stopped("hang", Cause.TIME)]
