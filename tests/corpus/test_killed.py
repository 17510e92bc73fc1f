"""A build that is killed at any moment and begun again gives what an undisturbed one gives, to the byte."""

import subprocess
import sys
import time
from pathlib import Path

from corpus.published import contents, publish

BUILD = [sys.executable, "-c", "from jiheng.cli.main import main; main()", "corpus", "build"]
KILLED_AT = (1, 3, 5)
"""Parts of the nine that are there when a run is killed."""


def _build(source: Path, corpus: Path) -> subprocess.Popen[bytes]:
    call = [*BUILD, str(source), "-o", str(corpus), "--part-size", "10", "--processes", "2"]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, start_new_session=True)


def _parts(corpus: Path) -> int:
    """How many parts lie in a corpus, whether they count or not."""
    return sum(1 for _part in (corpus / "parts").glob("*")) if (corpus / "parts").exists() else 0


def test_killed_builds_end_as_undisturbed_ones(tmp_path: Path) -> None:
    source, corpus = tmp_path / "published", tmp_path / "corpus"
    publish(source, 90)
    assert _build(source, tmp_path / "calm").wait() == 0
    for wanted in KILLED_AT:
        run = _build(source, corpus)
        while _parts(corpus) < wanted:
            assert run.poll() is None, "it ended before it could be killed"
            time.sleep(0.01)
        # the readers' processes go by themselves when the one that asks is gone
        run.kill()
        run.wait()
        assert _parts(corpus) < _parts(tmp_path / "calm")
    assert _build(source, corpus).wait() == 0
    assert contents(corpus) == contents(tmp_path / "calm")
