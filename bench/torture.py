"""Hostile files: mutants of documents of every format, each read under guard; no crash, no hang, no leak, bounded memory.

script/torture [FORMAT…] [--mutants N] [--write]    2,000 mutants a format by default, 100 of pictures; --write keeps the table in docs/torture.md
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import define, field, frozen
from timing import table
from torture_mutants import mutant
from torture_seeds import seeds

from jiheng.documents.formats import formats
from jiheng.documents.source import source_of
from jiheng.doors import read_named
from jiheng.guard import Begin, Cause, Guard, Job, Limits, Stopped
from jiheng.sources import STUMBLED

MUTANTS = 2_000
OF_PICTURES = 100
"""Recognising text takes a second a page."""
PICTURES = ("png", "jpg", "tiff")
LIMITS = Limits(seconds=60, memory=2 * 2**30)
LEAK = 96 * 2**20
"""Bytes by which the memory of one process may grow from a tenth of a format's mutants to their end."""
ROUNDS = 10
SERVER = "## A server that is killed"
"""what script/torture-web found stands behind it, and stays"""
PAGE = Path(__file__).resolve().parents[1] / "docs/torture.md"
STUMBLE = STUMBLED["en"].partition("{path}")[2].partition("{error}")[0]
INTRODUCTION = """# Hostile files

Made by `script/torture --write`. Documents drawn from samples are damaged by a fixed seed: bits turned, the end cut off, pieces doubled, dropped and
changed about, length fields and numbers overwritten, elements of the markup doubled, dropped and nested; the members of a zip are changed inside and
packed again. Each mutant is read under guard. *Read*: tables came out; *none*: it opened and holds no table; *refused*: it did not open,
with its reason. Wanted: nothing stumbled over, killed or dead, and a process whose memory does not grow.
"""


@frozen
class Read:
    """One mutant read: how it ended, in how many milliseconds, and how many bytes the process holds after it."""

    outcome: str
    milliseconds: int
    resident: int
    said: str = ""


@define
class Tally:
    """What became of the mutants of one format."""

    outcomes: Counter[str] = field(factory=Counter[str])
    slowest: int = 0
    residents: list[int] = field(factory=list[int])
    faults: list[str] = field(factory=list[str])

    def grown(self) -> int:
        """Bytes that the least memory of the last tenth lies above that of the second: what never came back."""
        tenth = max(1, len(self.residents) // ROUNDS)
        rounds = [min(self.residents[start : start + tenth]) for start in range(0, len(self.residents), tenth)]
        return max(0, rounds[-1] - rounds[min(1, len(rounds) - 1)]) if rounds else 0

    def failed(self) -> bool:
        """Whether any mutant ended as none may, or memory leaked."""
        return bool(self.faults) or self.grown() > LEAK


def main() -> int:
    """Torture the formats named, or all; 1 where any failed."""
    asked = _asked()
    known = seeds()
    _complete(known)
    tallies = {name: tortured(name, known[name], _number(name, asked.mutants)) for name in (asked.formats or known)}
    text = f"{INTRODUCTION}\n{datetime.now(UTC):%Y-%m-%d}, limits {LIMITS.seconds} s and {LIMITS.memory // 2**20} MiB.\n\n{_table(tallies)}"
    print(text)
    for name, tally in tallies.items():
        for fault in tally.faults[:5]:
            print(f"{name}: {fault}", file=sys.stderr)
    if asked.write:
        _before, mark, kept = PAGE.read_text("utf-8").partition(SERVER) if PAGE.exists() else ("", "", "")
        PAGE.write_text(f"{text.rstrip()}\n\n{mark}{kept}" if mark else text, "utf-8")
    return int(any(tally.failed() for tally in tallies.values()))


def tortured(name: str, originals: list[bytes], number: int, limits: Limits = LIMITS) -> Tally:
    """`number` mutants of the documents of one format, read one after another."""
    tally = Tally()
    # one process: its memory is the measure of a leak
    one = Limits(limits.seconds, limits.memory, 1)
    with Guard(_work, one) as guard:
        jobs = (Job(mutant(name, originals, index), f"{index}.{name}") for index in range(number))
        for index, given in enumerate(guard.each(jobs)):
            for result in given:
                _count(tally, index, result)
    return tally


def _work(job: Job, begin: Begin) -> Iterator[Read]:
    begin(job.name or "")
    started = time.perf_counter_ns()
    answer = read_named(job.source if isinstance(job.source, bytes) else b"", job.name, lang="en")
    took = (time.perf_counter_ns() - started) // 10**6
    said = " ".join(each.said for each in answer.unreadable)
    outcome = "stumbled" if STUMBLE in said else "read" if answer.declarations else "refused" if answer.unreadable else "none"
    yield Read(outcome, took, _resident(), said if outcome == "stumbled" else "")


def _count(tally: Tally, index: int, result: Read | Stopped) -> None:
    if isinstance(result, Stopped):
        tally.outcomes["killed" if result.cause is Cause.TIME else "dead"] += 1
        tally.faults.append(f"mutant {index}: {result.cause} {result.detail}")
        return
    tally.outcomes[result.outcome] += 1
    tally.slowest = max(tally.slowest, result.milliseconds)
    tally.residents.append(result.resident)
    if result.outcome == "stumbled":
        tally.faults.append(f"mutant {index}: {result.said}")


def _complete(known: dict[str, list[bytes]]) -> None:
    """Raise where a format of documents/ has no document among the seeds."""
    sources = [source_of(content, f"a.{name}") for name, contents in known.items() for content in contents]
    firsts = {next((each for each in formats() if each.recognises(source)), None) for source in sources}
    for each in formats():
        if each not in firsts:
            raise LookupError(f"{each}: no seed of this format; expected one in bench/torture_seeds.py; add it.")


def _number(name: str, mutants: int) -> int:
    return min(mutants, OF_PICTURES) if name in PICTURES else mutants


def _table(tallies: dict[str, Tally]) -> str:
    heads = ("read", "none", "refused", "stumbled", "killed", "dead")
    rows = [
        (
            name,
            f"{tally.outcomes.total():,}",
            *(f"{tally.outcomes[head]:,}" for head in heads),
            f"{tally.slowest:,} ms",
            f"{max(tally.residents, default=0) / 2**20:.0f} MB",
            f"{tally.grown() / 2**20:.0f} MB",
        )
        for name, tally in tallies.items()
    ]
    return table(("format", "mutants", *heads, "slowest", "most memory", "grown"), rows)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--mutants", type=int, default=MUTANTS)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


if __name__ == "__main__":
    sys.exit(main())
