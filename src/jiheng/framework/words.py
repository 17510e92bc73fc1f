"""Words (用语): named lists of the field's words that rules look for, each a dated sheet in `law/words`."""

import re
from functools import cached_property

from attrs import define

from jiheng.framework.framework import Framework


@define(frozen=True, slots=False)
class Words:
    """One list of words (用语表).

    `words` are plain texts, `patterns` regular expressions for what has many forms, `unless` patterns that, found anywhere
    in the text, silence the whole list.
    """

    words: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @cached_property
    def _wanted(self) -> re.Pattern[str]:
        plain = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, plain), *self.patterns]) or r"(?!)")

    @cached_property
    def _unwanted(self) -> re.Pattern[str]:
        return re.compile("|".join(self.unless) or r"(?!)")

    def found(self, text: str) -> str | None:
        """The first word of the list in `text`, None where there is none or an exception silences it."""
        match = self._wanted.search(text)
        return match[0] if match and not self._unwanted.search(text) else None

    def without(self, text: str) -> str:
        """The text with every word of the list taken out."""
        return self._wanted.sub("", text)

    def covers(self, text: str) -> bool:
        """Whether the whole text is a word of the list."""
        return bool(self._wanted.fullmatch(text))


def words(framework: Framework, name: str) -> Words:
    """The list `law/words/<name>.toml`. Raises BadFramework where there is none."""
    return framework.part(_all).get(name) or _of(framework, f"words/{name}")


def _all(framework: Framework) -> dict[str, Words]:
    return {name.removeprefix("words/"): _of(framework, name) for name in framework.names("words")}


def _of(framework: Framework, name: str) -> Words:
    content = framework.sheet(name)
    return Words(*(tuple(content.get(key, ())) for key in ("words", "patterns", "unless")))
