"""Personal data (个人信息): patterns of what must not be published with a table."""

import re

from attrs import frozen

from jiheng.framework.framework import Framework

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d.\-A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.\-A-Za-z]|元|亩|万)")
_LONG = re.compile(r"\d[\d -]{6}")
_LINE = re.compile(r"(?<![\d.\-A-Za-z])0\d{2,3}[-—– ]?[2-8]\d{6,7}(?![\d.])")


@frozen(eq=False)
class PersonalData:
    """What to look for; `name` finds a served person's name in its group 1."""

    name: re.Pattern[str]

    def suspect(self, text: str) -> bool:
        """Whether a text may hold any of it at all; most don't, and this asks only once."""
        return bool(_LONG.search(text) or self.name.search(text))

    def identity(self, text: str) -> str | None:
        """An identity number whose check digit is right; None where there is none."""
        return next((match[0] for match in _IDENTITY.finditer(text) if _checked(match[0])), None)

    def mobile(self, text: str) -> str | None:
        """A mobile number."""
        match = _MOBILE.search(text)
        return match[0] if match else None

    def line(self, text: str) -> str | None:
        """A land line with its area code."""
        match = _LINE.search(text)
        return match[0] if match else None

    def served(self, text: str) -> str | None:
        """The name of a person who is served."""
        match = self.name.search(text)
        return match[1] if match else None


def personal_data(framework: Framework) -> PersonalData:
    """The patterns of the framework, made once."""
    return framework.part(_personal_data)


def _personal_data(framework: Framework) -> PersonalData:
    sheet = framework.sheet("personal")
    served = "|".join(map(re.escape, sorted(sheet["served"]["words"], key=len, reverse=True)))
    family = sheet["surnames"]["words"]
    return PersonalData(re.compile(rf"(?:{served})(?:姓名[:：]?|[:：])\s*([{family}][\u4e00-\u9fff]{{1,2}})(?=[\s、，,。；;（(]|等|$)"))


def _checked(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def masked(text: str) -> str:
    """A number or name of which only the ends are shown, for a report that others read."""
    digits = re.sub(r"[^\dXx]", "", text)
    return f"{digits[:3]}****{digits[-2:]}" if len(digits) > 6 else text[:1] + "*" * (len(text) - 1)
