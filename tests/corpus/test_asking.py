"""Asking a corpus: every ready-made question is answered, SQL is free, and what can't be answered is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.published import built, law, publish
from jiheng.corpus.asking import ask, questions
from jiheng.corpus.columns import COLUMNS, kept
from jiheng.corpus.drawing import Bar, bars, bars_of
from jiheng.corpus.report import report
from jiheng.errors import UnreadableCorpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of twelve documents and a broken one."""
    folder = tmp_path_factory.mktemp("asking")
    publish(folder / "published", 12)
    (folder / "published" / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    built(folder / "published", folder / "corpus")
    return folder / "corpus"


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_ready_made_question_is_answered(corpus: Path, name: str) -> None:
    question = questions()[name]
    assert question.zh
    assert question.en
    answer = ask(corpus, name)
    assert answer.columns
    assert answer.lines or name == "largest"


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_every_column_is_there(corpus: Path, table: str) -> None:
    assert ask(corpus, f"select * from {table} limit 1").columns == tuple(COLUMNS[table])  # noqa: S608 - a name of ours


def test_sql_that_cannot_be_understood_is_told_and_what_there_is(corpus: Path) -> None:
    with pytest.raises(UnreadableCorpus, match="declarations"):
        ask(corpus, "select nothing from nowhere")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_holds_every_drawing_and_fetches_nothing(corpus: Path, lang: str) -> None:
    page = report(corpus, law(), lang).decode()
    assert page.count("<svg") == 7
    assert "broken.docx" in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_bars_are_as_long_as_their_figures_and_harmless() -> None:
    drawn = bars([Bar("<b>", Decimal(50), "50"), Bar("乙", Decimal(100), "100")])
    assert "<b>" not in drawn
    assert 'width="205.0"' in drawn
    assert 'width="410.0"' in drawn
    assert bars([]).startswith("<svg")
    assert [bar.said for bar in bars_of([("a", 12000), ("b", None), ("c", 2024)])] == ["12,000", "2024"]


@pytest.mark.parametrize(
    ("figure", "holds"),
    [("1.5", True), ("0.0000000001", True), ("0.00000000001", False), ("9" * 28, True), ("9" * 29, False), ("-3", True)],
)
def test_a_figure_that_would_be_rounded_is_left_out_of_its_column(figure: str, holds: bool) -> None:  # noqa: FBT001 - a table of cases
    assert kept(Decimal(figure)) == (Decimal(figure) if holds else None)
