"""A corpus is built of whatever lies there, goes on where it stopped, and is the same however it came about."""

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from attrs import evolve

from corpus.published import NOW, built, contents, publish
from jiheng.corpus.asking import ask
from jiheng.corpus.listing import fetched, found, hashed
from jiheng.corpus.planning import Wishes
from jiheng.errors import NoSuchDocument, UnreadableCorpus
from jiheng.model.settings import Settings


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with twenty documents."""
    publish(tmp_path / "published", 20)
    return tmp_path / "published"


def _ask(corpus: Path, sql: str) -> list[tuple[object, ...]]:
    return list(ask(corpus, sql).lines)


def test_every_document_gives_its_tables_and_findings(source: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    report = built(source, corpus)
    assert (report.files, report.contents, report.read, report.documents, report.unreadable) == (20, 20, 20, 20, 0)
    assert report.parts == 3
    ((declarations, rows, measured),) = _ask(corpus, "select count(*), sum(indicators), sum(measurable) from declarations")
    assert declarations == report.declarations > 40
    assert _ask(corpus, "select count(*) from indicators where not midterm") == [(rows,)]
    assert measured
    assert _ask(corpus, "select count(*) from indicators anti join declarations using (content, number)") == [(0,)]
    assert _ask(corpus, "select count(*) from manifest where nanoseconds > 0 and peak > 0 and attempts = 1") == [(20,)]


def test_a_second_run_has_nothing_to_do_and_changes_nothing(source: Path, tmp_path: Path) -> None:
    built(source, tmp_path / "corpus")
    before = contents(tmp_path / "corpus")
    assert built(source, tmp_path / "corpus").read == 0
    assert contents(tmp_path / "corpus") == before


def test_the_same_content_is_read_once_whatever_its_names_are(source: Path, tmp_path: Path) -> None:
    shutil.copy(source / "0000.html", source / "again.html")
    with zipfile.ZipFile(source / "all.zip", "w") as bundle:
        for path in sorted(source.glob("000*.*")):
            bundle.write(path, path.name)
    report = built(source, tmp_path / "corpus")
    assert (report.files, report.contents, report.documents) == (22, 20, 20)


def test_documents_in_a_zip_are_documents(source: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as bundle:
        for path in sorted(source.iterdir()):
            bundle.write(path, f"内/{path.name}")
    built(source, tmp_path / "loose")
    assert built(tmp_path / "all.zip", tmp_path / "packed").documents == 20
    sql = "select content, number, project, total from declarations order by all"
    assert _ask(tmp_path / "packed", sql) == _ask(tmp_path / "loose", sql)
    assert _ask(tmp_path / "packed", "select count(*) from documents where path like '%all.zip/内/%'") == [(20,)]


def test_what_cannot_be_read_is_listed_with_its_reason_and_tried_again_when_asked(source: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (source / "cut.docx").write_bytes((source / "0002.docx").read_bytes()[:400])
    (source / "note.txt").write_text("今天开会。", encoding="utf-8")
    report = built(source, corpus)
    assert (report.unreadable, report.unreadable_now) == (1, 1)
    assert _ask(corpus, "select status, count(*) from documents group by 1 order by 1") == [("empty", 1), ("read", 20), ("unreadable", 1)]
    ((reason,),) = _ask(corpus, "select reason from documents where status = 'unreadable'")
    assert "cut.docx" in str(reason)
    assert built(source, corpus).read == 0
    again = built(source, corpus, Wishes(NOW, 7, retry=True))
    assert (again.read, again.documents, again.unreadable) == (1, 22, 1)
    assert _ask(corpus, "select attempts from manifest where status = 'unreadable'") == [(2,)]


def test_a_document_that_ends_its_reader_is_told_and_the_others_are_read(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(address: str, inside: str | None = None) -> bytes:
        """The bytes at an address, but for one, which no process survives."""
        if address.endswith("0003.xlsx"):
            os.kill(os.getpid(), signal.SIGKILL)
        return fetched(address, inside)

    monkeypatch.setattr("jiheng.corpus.making.fetched", die)
    report = built(source, tmp_path / "corpus")
    assert (report.documents, report.unreadable) == (20, 1)
    ((reason,),) = _ask(tmp_path / "corpus", "select reason from documents where status = 'unreadable'")
    assert "0003.xlsx" in str(reason)
    assert "SIGKILL" in str(reason)
    monkeypatch.undo()
    assert built(source, tmp_path / "corpus", Wishes(NOW, 7, retry=True)).unreadable == 0
    built(source, tmp_path / "calm")
    sql = "select content, number, position, name, text, lower, upper from indicators order by all"
    assert _ask(tmp_path / "corpus", sql) == _ask(tmp_path / "calm", sql)


def test_a_file_that_was_changed_gives_up_what_it_held_and_one_that_is_gone_does_not(source: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    built(source, corpus)
    (source / "0001.json").write_bytes((source / "0004.html").read_bytes() + b"<!-- changed -->")
    (source / "0002.docx").unlink()
    report = built(source, corpus)
    assert (report.read, report.documents) == (1, 20)
    assert _ask(corpus, "select count(*) from documents where path like '%0001.json'") == [(1,)]
    assert _ask(corpus, "select count(*) from documents where path like '%0002.docx'") == [(1,)]
    assert _ask(corpus, "select count(*) from declarations anti join documents using (content)") == [(0,)]


def test_a_newer_reader_reads_again_and_newer_rules_only_review_again(source: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    built(source, corpus)
    strict = evolve(NOW, rules="rules 2")
    (spoken,) = _ask(corpus, "select count(*) from findings")
    report = built(
        source, corpus, Wishes(strict, 7), settings=Settings(ignore=("FND", "IND", "VAL", "CON", "FRM", "GOL", "TXT", "EXP", "SCR"))
    )
    assert report.read == 0
    assert _ask(corpus, "select count(*) from findings") == [(0,)]
    assert _ask(corpus, "select distinct reader, rules from documents") == [("reader 1", "rules 2")]
    newer = evolve(strict, reader="reader 2")
    assert built(source, corpus, Wishes(newer, 7)).read == 20
    assert _ask(corpus, "select count(*) from findings") == [spoken]
    assert _ask(corpus, "select distinct reader, rules from documents") == [("reader 2", "rules 2")]
    assert _ask(corpus, "select count(*), count(distinct content) from documents") == [(20, 20)]


def test_a_source_that_is_not_there_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDocument, match="nowhere"):
        built(tmp_path / "nowhere", tmp_path / "corpus")
    with pytest.raises(UnreadableCorpus):
        ask(tmp_path / "corpus", "select 1")


def test_a_folder_that_another_run_holds_is_left_alone(source: Path, tmp_path: Path) -> None:
    hold = f"from pathlib import Path; from jiheng.corpus.folder import held\nwith held(Path({str(tmp_path / 'corpus')!r})): print(1, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"1\n"
        with pytest.raises(UnreadableCorpus, match="另一次"):
            built(source, tmp_path / "corpus")
        other.communicate(b"\n")
    assert built(source, tmp_path / "corpus").read == 20


def test_a_manifest_that_is_broken_is_told(source: Path, tmp_path: Path) -> None:
    built(source, tmp_path / "corpus")
    (tmp_path / "corpus" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableCorpus, match=r"manifest\.json"):
        built(source, tmp_path / "corpus")


def test_names_that_are_no_text_are_read_and_named(source: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(source) + b"/" + "清源县".encode("gb18030") + b".json")
    shutil.move(source / "0001.json", odd)
    report = built(source, tmp_path / "corpus")
    assert (report.documents, report.unreadable) == (20, 0)
    assert _ask(tmp_path / "corpus", "select count(*) from documents where path like '%/清源县.json' and status = 'read'") == [(1,)]


def test_a_corpus_inside_its_own_source_does_not_read_itself(source: Path) -> None:
    for _time in range(2):
        assert built(source, source / "corpus").files == 20


def test_object_storage_is_read_like_a_folder(source: Path) -> None:
    """Storage in memory lives in one process, so that the engine is this one."""
    import fsspec

    storage = fsspec.filesystem("memory")
    for path in source.iterdir():
        storage.pipe(f"/bucket/表/{path.name}", path.read_bytes())
    files = list(found(["memory://bucket/表"]))
    assert len(files) == 20
    listed = [hashed(each) for each in files]
    assert {piece.path for each in listed for piece in each.pieces} == {f"memory:///bucket/表/{path.name}" for path in source.iterdir()}
    assert fetched(listed[0].pieces[0].address) == storage.cat(files[0].address)
    with pytest.raises(NoSuchDocument, match="other"):
        list(found(["memory://other"]))
