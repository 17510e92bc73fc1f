"""The cluster (集群): the processors of all nodes of a Ray cluster; a node that is lost has its parts made by the others.

Every node needs this program and sees the sources under the same addresses; the corpus itself is written by the machine that asks.
"""

import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from jiheng.corpus.engines.guarded import guard_of, parts
from jiheng.corpus.listing import Found, Listed, hashed
from jiheng.corpus.making import Made
from jiheng.corpus.piece import Batch
from jiheng.corpus.terms import Terms
from jiheng.errors import UnreadableCorpus
from jiheng.guard import Guard

AHEAD = 2
"""Batches for each processor that are handed out before they are asked for."""
TOGETHER = 500
"""Files that a process hashes at a time."""
FOR_EVER = -1


@frozen(eq=False)
class Cluster:
    """The engine of a Ray cluster at an address (`host:port`, or `auto`)."""

    terms: Terms
    address: str

    def join(self) -> Any:
        """Ray, connected to the cluster. Raises UnreadableCorpus where it can't be reached."""
        return joined(self.address)

    def hashed(self, files: Sequence[Found]) -> Iterator[Listed]:
        """The contents of each file, in the order of the files."""
        ray = self.join()
        hashing = ray.remote(max_retries=FOR_EVER)(_hashed)
        chunks = [hashing.remote(files[start : start + TOGETHER]) for start in range(0, len(files), TOGETHER)]
        for chunk in chunks:
            yield from ray.get(chunk)

    def made(self, batches: Iterable[Batch]) -> Iterator[Made]:
        """The part of each batch, whichever is ready first."""
        ray = self.join()
        making = ray.remote(max_retries=FOR_EVER)(_made)
        terms = ray.put(self.terms)
        coming = iter(batches)
        running = [making.remote(batch, terms) for batch in islice(coming, AHEAD * int(ray.cluster_resources().get("CPU", 1)))]
        while running:
            (ready, *_), running = ray.wait(running)
            yield ray.get(ready)
            running += [making.remote(batch, terms) for batch in islice(coming, 1)]


def joined(address: str) -> Any:
    """Ray, connected to the cluster at an address. Raises UnreadableCorpus where it can't be reached."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    try:
        import ray
    except ImportError as error:
        raise UnreadableCorpus(
            "--cluster：没有安装 Ray。应在每个节点装有 jiheng[corpus,cluster]；请安装，或不用 --cluster 在本机运行。",
            "--cluster: Ray is not installed; expected jiheng[corpus,cluster] on every node; install it, or run without --cluster.",
        ) from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UnreadableCorpus(
                f"--cluster {address}：连不上（{error}）。应为已启动的 Ray 集群的地址；请核对地址和防火墙。",
                f"--cluster {address}: can't be reached ({error}); expected the address of a Ray cluster; check it and the firewall.",
            ) from error
    return ray


def _hashed(files: Sequence[Found]) -> list[Listed]:
    return list(map(hashed, files))


def _made(batch: Batch, terms: Terms) -> Made:
    """One part, made on a node: by one process under guard, which stays for the next batches."""
    (part,) = parts(_guard(terms), [batch], terms)
    return part


_GUARDS: "dict[str, Guard[Batch, Made]]" = {}


def _guard(terms: Terms) -> "Guard[Batch, Made]":
    key = f"{terms.framework.digest}{terms.settings.digest}{terms.limits}{terms.lang}{terms.library is None}"
    if key not in _GUARDS:
        scratch = Path(tempfile.gettempdir()) / "jiheng-corpus"
        scratch.mkdir(exist_ok=True)
        one = evolve(terms, scratch=scratch, limits=evolve(terms.limits, processes=1))
        _GUARDS[key] = guard_of(one, alone=False)  # Ray's own threads run beside
    return _GUARDS[key]
