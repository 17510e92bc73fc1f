"""Phrases (定性指标的回答): which of a policy's grades an answer in words is."""

from collections.abc import Sequence

from jiheng.scoring.policy import PhraseGrade

DENIALS = ("未", "不", "没", "没有", "无", "尚未", "并未", "非")


def answered(target: str, actual: str, grades: Sequence[PhraseGrade]) -> str | None:
    """The grade of an answer: that of the longest of the policy's words in it; the target's own words claim the best.

    None where the answer holds neither, or denies the target's words, so that a person must judge.
    """
    found = [(len(word), place) for place, grade in enumerate(grades) for word in grade.words if word in actual]
    longest = max((size for size, _ in found), default=0)
    places = [place for size, place in found if size == longest]
    if places and max(places) > 0 and not any(word in target for word in grades[max(places)].words):
        return grades[max(places)].answer
    before, holds, _ = actual.partition(target)
    if holds and target:
        return None if before.endswith(DENIALS) else grades[0].answer if grades else None
    return grades[0].answer if places else None
