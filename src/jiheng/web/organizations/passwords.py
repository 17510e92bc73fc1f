"""Passwords (密码): what is no password here, beside what Django's own list says: words that everybody in a budget office guesses first."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = ("jiheng", "jixiao", "caizheng", "yusuan", "zhibiao", "gongwu", "绩衡", "绩效", "财政", "预算", "指标")
"""The words of the product and of the office, as they are typed."""


class NoWordsOfTheOffice:
    """Refuses a password that is little more than one of the words."""

    def __init__(self, words: Sequence[str] = WORDS, beside: int = 6) -> None:
        self.words = tuple(words)
        self.beside = beside

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError where fewer than six characters are left when the word is taken out."""
        said = password.casefold()
        for word in self.words:
            if word in said and len(said.replace(word, "")) < self.beside:
                raise ValidationError(self.get_help_text(), code="password_of_the_office")

    def get_help_text(self) -> str:
        """What is asked for."""
        return _("密码不能只是“绩效”“caizheng”一类的词加几个字符。")
