"""A cluster of several nodes on this machine: it loses a process and then a node in the middle, and gives the same to the byte."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from corpus.published import NOW, built, contents, law, publish
from jiheng.corpus.building import build
from jiheng.corpus.engines.cluster import Cluster
from jiheng.corpus.planning import Wishes
from jiheng.corpus.terms import Terms
from jiheng.guard import Limits
from jiheng.model.settings import Settings

START = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--disable-usage-stats", "--node-ip-address=127.0.0.1"]
QUIET = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}
PATIENCE = 60


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


@contextmanager
def _node(*said: str) -> Iterator[subprocess.Popen[bytes]]:
    """A node of the cluster, ended with all its processes."""
    node = subprocess.Popen([*START, *said], env=QUIET, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield node
    finally:
        _end(node)


def _end(node: subprocess.Popen[bytes]) -> None:
    if node.poll() is None:
        os.killpg(node.pid, signal.SIGKILL)
    node.wait()


def _nodes() -> int:
    import ray

    return sum(node["Alive"] for node in ray.nodes())  # type: ignore[no-untyped-call]


def _wait_for(nodes: int) -> None:
    until = time.monotonic() + PATIENCE
    while _nodes() < nodes:
        assert time.monotonic() < until, "a node did not come"
        time.sleep(0.2)


def _reader_of(node: subprocess.Popen[bytes]) -> int | None:
    """A process of the node that reads documents; None where there is none yet."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            session = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[3])
            said = (entry / "cmdline").read_bytes()
        except OSError:
            continue  # it ended while it was looked at
        if session == node.pid and b"ray::_made" in said:
            return int(entry.name)
    return None


def _lose(first: subprocess.Popen[bytes], second: subprocess.Popen[bytes], corpus: Path, lost: list[str]) -> None:
    """Kill a process of one node when a part is whole, and the other node when three are."""
    for wanted, what in ((1, "process"), (3, "node")):
        while sum(1 for _part in (corpus / "parts").glob("[!.]*")) < wanted:
            time.sleep(0.02)
        if what == "process":
            while (reader := _reader_of(first)) is None:
                time.sleep(0.02)
            os.kill(reader, signal.SIGKILL)
        else:
            _end(second)
        lost.append(what)


def test_a_process_and_a_node_are_lost_and_the_corpus_is_the_same(tmp_path: Path) -> None:
    ray = pytest.importorskip("ray")
    publish(tmp_path / "published", 120)
    built(tmp_path / "published", tmp_path / "calm", Wishes(NOW, 10))
    port = _free_port()
    address = f"127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(_node("--head", f"--port={port}", "--num-cpus=0", "--include-dashboard=false"))
        stack.callback(ray.shutdown)
        time.sleep(4)
        terms = Terms(law(), Settings(), Limits(seconds=60, processes=1), tmp_path / "scratch")
        cluster = Cluster(terms, address)
        nodes = []
        for count in (2, 3):
            nodes.append(stack.enter_context(_node(f"--address={address}", "--num-cpus=1")))
            cluster.join()
            _wait_for(count)
        lost: list[str] = []
        corpus = tmp_path / "corpus"
        (corpus / "parts").mkdir(parents=True)
        threading.Thread(target=_lose, args=(*nodes, corpus, lost), daemon=True).start()
        report = build([str(tmp_path / "published")], corpus, cluster, Wishes(NOW, 10))
        assert lost == ["process", "node"]
        assert (report.documents, report.unreadable) == (120, 0)
    assert contents(corpus) == contents(tmp_path / "calm")
