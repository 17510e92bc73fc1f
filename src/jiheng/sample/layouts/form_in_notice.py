"""The county form inside a notice (通知) that has a year, names and money of its own, which must not leak into the form."""

from collections.abc import Sequence
from random import Random

from jiheng.sample.layouts.cells import bare
from jiheng.sample.layouts.form_county import lines
from jiheng.sample.layouts.page import Page
from jiheng.sample.making import PLACES, Sample

OTHERS = ("城乡公交补贴", "路灯维护", "校园安保", "数字乡村平台")


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table as the annex of a notice about last year's money."""
    said = bare(samples[0].declaration, title="项目支出绩效目标表")
    year = said.year or 0
    place, other = random.choice(PLACES), random.choice(OTHERS)
    approval = (
        f"各预算单位：根据《中华人民共和国预算法》，{year - 1}年12月20日{place}人民代表大会审议批准了{year}年预算草案，"
        f"其中{other}项目资金{random.randint(100, 900)}万元，较{year - 1}年增长{random.randint(2, 20)}%。请于{year}年2月15日前完成公开。"
    )
    above = (
        f"{place}财政局关于批复{year}年度部门预算的通知",
        f"{place[:1]}财预〔{year - 1}〕{random.randint(2, 90)}号",
        approval,
        "附件：项目支出绩效目标表",
        f"（联系人：预算股 周敏，联系电话：0{random.randint(311, 990)}-{random.randint(2000000, 8999999)}）",
        "项目支出绩效目标表",
        f"（{year}年度）",
    )
    below = (f"{place}财政局办公室", f"{year}年1月{random.randint(5, 28)}日印发")
    return Page(above, lines(said), (said,), below)
