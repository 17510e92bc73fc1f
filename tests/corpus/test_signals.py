"""Signals over years: each planted one is said with its tables, and a unit that does well says nothing."""

from pathlib import Path

import pytest

from corpus.published import built, law
from jiheng.corpus.signals import MISSED, UNCHANGED, signals
from jiheng.doors import tool
from jiheng.model.answer import ANSWER_VERSION, ReadAnswer
from jiheng.model.codec import to_json
from jiheng.sample.sketch import sketch

YEAR = """
表 | {form}
年度 | {year}
项目名称 | {project}
实施单位 | {unit}
年度资金总额 | {total}
年度总体目标 | {year}年检测水样，保障饮水安全。
产出指标 | 数量指标 | 水样检测批次 | {target} {more}
产出指标 | 质量指标 | 检测报告合格率 | ≥98% {other}
"""


def _publish(folder: Path, *years: dict[str, str]) -> Path:
    folder.mkdir()
    for number, told in enumerate(years):
        filled = YEAR.format(**{"form": "目标", "project": "水质检测", "unit": "白石县水务中心", "more": "", "other": "", **told})
        (folder / f"{number}.json").write_bytes(to_json(ReadAnswer(ANSWER_VERSION, tool(), sketch(filled))))
    return folder


@pytest.mark.parametrize(
    ("sentence", "years", "kind", "said"),
    [
        (
            "资金增加而目标下降",
            [{"year": "2023", "total": "20万元", "target": "≥300批次"}, {"year": "2024", "total": "30万元", "target": "≥200批次"}],
            "CON004",
            "水样检测批次",
        ),
        (
            "三年一字未改",
            [{"year": str(year), "total": "20万元", "target": "≥300批次"} for year in (2022, 2023, 2024)],
            UNCHANGED,
            "2022、2023、2024",
        ),
        (
            "连年没有完成",
            [
                {
                    "form": "自评",
                    "year": str(year),
                    "total": "20万元",
                    "target": "≥300批次",
                    "more": f"| 实际={actual}批次",
                    "other": "| 实际=99%",
                }
                for year, actual in ((2022, 210), (2023, 190))
            ],
            MISSED,
            "≥300批次 → 210批次",
        ),
    ],
)
def test_a_signal_is_said_with_its_tables(tmp_path: Path, sentence: str, years: list[dict[str, str]], kind: str, said: str) -> None:
    built(_publish(tmp_path / "published", *years), tmp_path / "corpus")
    found = [each for each in signals(tmp_path / "corpus", law()) if each.kind == kind]
    assert len(found) == 1, sentence
    assert said in found[0].message
    assert len(found[0].tables) == len(years)
    assert found[0].unit == "白石县水务中心"


def test_a_unit_whose_targets_rise_with_its_money_says_nothing(tmp_path: Path) -> None:
    years = [
        {"year": str(year), "total": f"{20 + year - 2022}万元", "target": f"≥{300 + 10 * (year - 2022)}批次"} for year in (2022, 2023, 2024)
    ]
    built(_publish(tmp_path / "published", *years), tmp_path / "corpus")
    assert not list(signals(tmp_path / "corpus", law()))


def test_signals_are_said_in_english_too(tmp_path: Path) -> None:
    years = [{"year": str(year), "total": "20万元", "target": "≥300批次"} for year in (2022, 2023, 2024)]
    built(_publish(tmp_path / "published", *years), tmp_path / "corpus")
    (found,) = [each for each in signals(tmp_path / "corpus", law(), "en") if each.kind == UNCHANGED]
    assert "word for word" in found.message
