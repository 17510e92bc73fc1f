"""Opinion (绩效目标审核意见书): the four tests, how a grade is proposed from findings, and the words of the letter."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen
class GradeLimit:
    """One grade (优良中差) with the most errors, warnings and infos that a test of it may have; None for the last, which has no limit."""

    name: str
    errors: int | None
    warnings: int | None
    infos: int | None
    consequence: Mapping[str, str]

    def keeps(self, errors: int, warnings: int, infos: int) -> bool:
        """Whether so many findings are within the grade's limits."""
        limits = ((errors, self.errors), (warnings, self.warnings), (infos, self.infos))
        return all(most is None or number <= most for number, most in limits)


@frozen
class OfficialTest:
    """One of the four tests: its name, and by language what it is called and what it looks at (审核要点)."""

    name: str
    called: Mapping[str, str]
    points: Mapping[str, tuple[str, ...]]


@frozen
class OpinionForm:
    """The letter's form: grades from the best to the worst, tests in the official order, words by language."""

    grades: tuple[GradeLimit, ...]
    tests: tuple[OfficialTest, ...]
    words: Mapping[str, Mapping[str, Any]]

    def grade(self, errors: int, warnings: int, infos: int) -> GradeLimit:
        """The best grade that so many findings leave."""
        return next((each for each in self.grades if each.keeps(errors, warnings, infos)), self.grades[-1])

    def lowest(self, grades: tuple[GradeLimit, ...]) -> GradeLimit:
        """The worst of some grades; the best where there are none."""
        return max(grades, key=self.grades.index, default=self.grades[0])


def opinion_form(framework: Framework) -> OpinionForm:
    """The form of the opinion."""
    return framework.part(_opinion_form)


def _opinion_form(framework: Framework) -> OpinionForm:
    sheet = framework.sheet("opinion")
    grades = tuple(
        GradeLimit(
            each["name"],
            each.get("errors"),
            each.get("warnings"),
            each.get("infos"),
            {"zh": each["consequence_zh"], "en": each["consequence_en"]},
        )
        for each in sheet["grade"]
    )
    tests = tuple(
        OfficialTest(each["name"], {"zh": each["name"], "en": each["en"]}, {"zh": tuple(each["points"]), "en": tuple(each["points_en"])})
        for each in sheet["test"]
    )
    return OpinionForm(grades, tests, {lang: sheet[lang] for lang in ("zh", "en")})
