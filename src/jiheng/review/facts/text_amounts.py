"""Amounts in texts (文字中的金额): what project name, goal and other own texts say of money, and whose money it is."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from attrs import frozen

from jiheng.framework.text_money import TextMoneyWords, text_money_words
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.values.intervals import Interval, decimal_of
from jiheng.values.rounding import Printed, printed

SCALES = {"亿元": 10**8, "万元": 10**4, "千元": 1000, "元": 1}
AMOUNT = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元)")
LONGEST_TEXT = 5_000
"""Goals are shorter; what goes on beyond is no goal."""
MOST_AMOUNTS = 60
RATE = re.compile(r"^(?:左右)?[/／每]|^整?的?(?:/|每)")
EACH = re.compile(r"(?:每[^,，。;；、]{1,6}|[人户亩场次月]均[^,，。;；、]{0,8}|标准[^,，。;；、]{0,4})$")
BOUND = re.compile(r"(?:不少于|不低于|不超过|超过|至少|约|近|达到|≥|≤)$")
LOOSE = re.compile(r"^(?:以上|以下|以内|左右|余)")
CLAUSE = re.compile(r"[,，。;；:：、()（）]")
SENTENCE = re.compile(r"[。;；]|目标\d+[:：]")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@frozen
class TextAmount:
    """An amount in 元 that a text names.

    `before` and `after` are what stands around it in its clause. `own` says that it is the project's money and neither a rate
    nor what others earn; `whole` that words call it the project's whole; `part` a part of it; `other_years` that it belongs to
    earlier, later or all years; `year` is the year named in its clause, None where none is; `loose` that it is a bound or estimate.
    `sentence` numbers the sentences of its text.
    """

    field: str
    printed: Printed
    before: str
    after: str
    own: bool
    whole: bool
    part: bool
    other_years: bool
    year: int | None
    loose: bool
    sentence: int = 0

    @property
    def amount(self) -> Fraction:
        """The amount in 元."""
        return self.printed.amount

    def same_as(self, other: Interval) -> bool:
        """Whether the amount, as printed, can be one of another interval in 元."""
        mine = self.printed.interval
        return not (mine.upper is None or mine.lower is None) and (
            (other.lower is None or other.lower <= mine.upper) and (other.upper is None or mine.lower <= other.upper)
        )


def text_amounts(declaration: Declaration, context: Context) -> tuple[TextAmount, ...]:
    """The amounts of project name, goal and mid-term goal, in order; every amount of a name is taken as the project's own unless a word says otherwise."""
    words = text_money_words(context.framework)
    texts = (("project", declaration.project), ("goal", declaration.goal), ("goal_midterm", declaration.goal_midterm))
    found = (amount for field, text in texts if text and "元" in text for amount in amounts_in(text, field, words))
    return tuple(islice(found, MOST_AMOUNTS))


def amounts_in(text: str, field: str, words: TextMoneyWords) -> Iterator[TextAmount]:
    """The amounts of one text."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:LONGEST_TEXT]))
    for match in AMOUNT.finditer(plain):
        lead = plain[: match.start()]
        before, after = CLAUSE.split(lead)[-1], CLAUSE.split(plain[match.end() :])[0]
        sentence = SENTENCE.split(lead)[-1]
        rate = bool(RATE.search(after) or EACH.search(before))
        clause = f"{before}{after}"
        years = YEAR.findall(before) or YEAR.findall(sentence)
        own = not rate and not words.foreign.search(clause) and (field == "project" or bool(words.funding.search(sentence + after)))
        figure = Fraction(match[1].replace(",", "")) * SCALES[match[2]]
        yield TextAmount(
            field,
            printed(decimal_of(figure), match[2], match[0]),
            before,
            after,
            own,
            bool(words.whole.search(before)),
            bool(words.part.search(sentence)),
            bool(words.other_years.search(clause)),
            int(years[-1]) if years else None,
            bool(BOUND.search(before) or LOOSE.search(after)),
            len(SENTENCE.split(lead)),
        )
