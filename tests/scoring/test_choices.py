"""Every choice of a policy is a value in its file: a county's own file changes what it names and nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest

from jiheng import framework
from jiheng.errors import BadFramework
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.indicator import Indicator
from jiheng.scoring import policy_of, score
from jiheng.values import read_value

HEAD = '[about]\nsince = 2025\n[policy]\nname = "county"\nofficial = "本县自评办法"\nmark = "V"\nlike = "national"\n'
POINT = Decimal(10)


def points(folder: Path, said: str, target: str, actual: str, node: str = "output.quantity") -> str:
    """The score of one indicator of 10 points by a county's policy that says so."""
    (folder / "policies").mkdir(exist_ok=True)
    (folder / "policies/county.2025.toml").write_text(HEAD + said, "utf-8")
    law = framework.load(folder)
    rows = (
        Indicator("办理件数", node=node, target=read_value(target), actual=read_value(actual), weight=POINT),
        Indicator("其他件数", node=node, target=read_value("≥1件"), actual=read_value("1件"), weight=Decimal(80)),
    )
    found = score(Declaration(FormKind.SELF_EVALUATION, indicators=rows), policy_of(law, "county", 2025), law)
    return str(found.indicators[0].score)


@pytest.mark.parametrize(
    ("said", "target", "actual", "expected"),
    [
        ("", "≤50件", "60件", "8.33"),
        ('at_most = "deviation"', "≤50件", "60件", "8"),
        ('at_most = "deviation"', "≤50件", "120件", "0"),
        ('exact_passed = "deviation"', "50件", "60件", "8.33"),
        ('exact_passed = "deviation"\nexact = "deviation"', "50件", "60件", "8"),
        ('far_passed = "deviation"', "≥50件", "65件", "10"),
        ('far_passed = "deviation"', "≥50件", "75件", "8"),
        ('far_over = "0.5"\nfar_passed = "deviation"', "≥50件", "75件", "10"),
        ('compound = "least"', "2件；4人", "2件；1人", "2.5"),
        ('strict_edge = "none"', "<30件", "30件", "0"),
        ('range = "none"', "30-50件", "60件", "0"),
        ('step = "1"', "≥400件", "389件", "10"),
        ('step = "0.5"', "≥400件", "370件", "9.5"),
        ('approximate = "0.02"', "≥100件左右", "97件", "9.9"),
        ('without_share = "部分达成"', "2024年6月底前", "2024年8月1日", "6"),
    ],
)
def test_a_choice_changes_the_points(tmp_path: Path, said: str, target: str, actual: str, expected: str) -> None:
    assert points(tmp_path, said, target, actual) == expected


def test_fixed_grades_leave_nothing_to_decide(tmp_path: Path) -> None:
    said = "".join(
        f'[[policy.grade_of_phrase]]\nanswer = "{answer}"\nmost = "{gives}"\nleast = "{gives}"\ngives = "{gives}"\nfixed = true\n'
        for answer, gives in (("达成", 100), ("部分达成", 70), ("未达成", 0))
    )
    assert points(tmp_path, said, "明显改善", "部分达成") == "7"


@pytest.mark.parametrize("said", ['at_most = "somehow"', 'without_share = "没听说"', 'step = "a little"'])
def test_a_word_that_is_no_choice_is_said(tmp_path: Path, said: str) -> None:
    with pytest.raises(BadFramework, match="county"):
        points(tmp_path, said, "≥1件", "1件")
