"""Near-duplicates: every planted copy is found, nothing else, and the rows that are shared are shown."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.published import built
from jiheng.corpus.copies import ALIKE, alike, copies, grouped
from jiheng.doors import tool
from jiheng.model.answer import ANSWER_VERSION, ReadAnswer
from jiheng.model.codec import to_json
from jiheng.sample.sketch import sketch

HEAD = "年度 | 2024\n项目名称 | {project}\n实施单位 | {unit}\n年度资金总额 | 50万元\n"
ROWS = (
    "产出指标 | 数量指标 | 修剪绿篱长度 | ≥{a}米",
    "产出指标 | 数量指标 | 补植乔木数量 | ≥{b}株",
    "产出指标 | 质量指标 | 苗木成活率 | ≥{c}%",
    "产出指标 | 时效指标 | 补植完成时限 | 11月底前",
    "效益指标 | 社会效益指标 | 绿地开放率 | ≥{d}%",
    "满意度指标 | 服务对象满意度 | 市民满意度 | ≥90%",
)


def _write(folder: Path, number: int, rows: list[str]) -> None:
    table = sketch(HEAD.format(project=f"绿化养护{number}", unit=f"安平县第{number}绿化队") + "\n".join(rows))
    (folder / f"{number:03d}.json").write_bytes(to_json(ReadAnswer(ANSWER_VERSION, tool(), table)))


def _rows(chance: random.Random) -> list[str]:
    return [
        row.format(a=chance.randint(100, 9999), b=chance.randint(10, 999), c=chance.randint(60, 99), d=chance.randint(50, 99))
        for row in ROWS
    ]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty tables of one kind, each with figures of its own; one is copied whole, another with one row changed."""
    folder = tmp_path_factory.mktemp("copies")
    chance = random.Random(5)
    (folder / "published").mkdir()
    tables = [_rows(chance) for _table in range(30)]
    changed = [*tables[9][:-1], "满意度指标 | 服务对象满意度 | 居民满意度 | ≥90%", "产出指标 | 数量指标 | 浇水次数 | ≥12次"]
    spread = [*tables[9], "产出指标 | 数量指标 | 浇水次数 | ≥12次"]
    for number, rows in enumerate([*tables, tables[4], spread, changed]):
        _write(folder / "published", number, rows)
    built(folder / "published", folder / "corpus")
    return folder / "corpus"


def test_copies_are_found_with_the_rows_that_they_share(corpus: Path) -> None:
    found = {frozenset(member.project for member in group.members): group.rows for group in copies(corpus)}
    assert set(found) == {frozenset({"绿化养护4", "绿化养护30"}), frozenset({"绿化养护9", "绿化养护31"})}
    assert all(len(rows) == len(ROWS) for rows in found.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 40), min_size=4, max_size=12), min_size=2, max_size=30), st.integers(0, 29), st.integers(0, 3))
def test_a_copy_with_a_row_more_is_found_wherever_it_stands(tables: list[frozenset[int]], at: int, more: int) -> None:
    original = tables[at % len(tables)]
    copy = original | {1000 + number for number in range(more)}
    named = [frozenset(map(str, table)) for table in (*tables, copy)]
    together = [members for members, _rows in grouped(named, [[(str(number), 0)] for number in range(len(named))])]
    wanted = alike(frozenset(map(str, original)), named[-1]) >= 900
    if wanted:
        assert any({(str(at % len(tables)), 0), (str(len(tables)), 0)} <= set(members) for members in together)
    for members in together:
        for key in members:
            others = [named[int(other[0])] for other in members if other != key]
            assert max(alike(named[int(key[0])], other) for other in others) >= ALIKE
