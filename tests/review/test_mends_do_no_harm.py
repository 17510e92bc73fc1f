"""No mend makes a fault: after any of them, safe or not, the rules say no error that they did not say before."""

from itertools import islice
from random import Random

import pytest

from jiheng.framework import load
from jiheng.model.answer import CheckAnswer, Tool
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding, Severity
from jiheng.review import Context, review
from jiheng.review.mending import mended_declarations, mends_of
from jiheng.sample.faults.mutators import mutators
from jiheng.sample.faults.planting import Bed
from jiheng.sample.making import samples
from jiheng.sample.sketch import sketch

CONTEXT = Context(load())
NOBODY = Tool("", "", "", "")
BUREAUS = list(samples(9, 60))
EACH = 6
"""tables with a planted fault for each rule"""
WRITTEN = {
    "一个人数只设上限，又是预算等式的一项": """
年度 | 2024
项目期 | 1年
年度资金总额 | 132万元
产出指标 | 数量指标 | 选聘护林员人数 | ≤24名
产出指标 | 成本指标 | 护林员工资标准 | 4583.33元/人/月""",
    "成本只设下限": """
年度资金总额 | 60万元
产出指标 | 数量指标 | 举办培训 | 30期
产出指标 | 成本指标 | 单期培训成本 | ≥2万元""",
    "恰为预算而写成小于": """
年度资金总额 | 60万元
产出指标 | 成本指标 | 培训费用 | <60万元""",
    "单位写作百分比": """
产出指标 | 质量指标 | 药品抽检合格率 | ≥98百分比""",
    "放错二级指标": """
产出指标 | 数量指标 | 药品抽检合格率 | ≥98%
产出指标 | 质量指标 | 药品抽检合格率 | ≥98%""",
}


def errors(findings: tuple[Finding, ...]) -> set[tuple[str, int | None, str]]:
    return {(each.rule, each.indicator, each.sentence) for each in findings if each.severity is Severity.ERROR}


def harm(declaration: Declaration) -> set[tuple[str, int | None, str]]:
    """The errors that are there only after some one mend, or after all of them."""
    findings = review((declaration,), CONTEXT).findings
    mends = list(mends_of(CheckAnswer(1, NOBODY, findings, {}, 1), (declaration,), unsafe=True))
    found: set[tuple[str, int | None, str]] = set()
    for chosen in [[mend] for mend in mends] + ([mends] if len(mends) > 1 else []):
        after, _ = mended_declarations((declaration,), chosen, CONTEXT.framework)
        found |= errors(review(after, CONTEXT).findings) - errors(findings)
    return found


@pytest.mark.parametrize("name", WRITTEN)
def test_a_mend_makes_no_error(name: str) -> None:
    assert not harm(sketch(WRITTEN[name])[0])


@pytest.mark.parametrize("code", mutators())
def test_no_mend_of_a_planted_fault_makes_an_error(code: str) -> None:
    random = Random(code)
    trials = (mutators()[code](Bed(bureau, random.randrange(len(bureau)), random)) for bureau in BUREAUS)
    for trial in islice((trial for trial in trials if trial is not None), EACH):
        assert not harm(trial.tables[trial.table]), trial.tables[trial.table]
