"""Form profiles (表样要求): which second levels a county's form requires, whether or not a table still shows their marks."""

from collections.abc import Set as AbstractSet

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen
class Profile:
    """A form's requirement: the nodes that must hold an indicator.

    `marks` is how many of them a table must itself mark 必填 to be taken for this form without being told; None for never.
    `own_staff` is true where the form's office lets a unit ask its own staff how satisfied they are.
    """

    name: str
    official: str
    required: frozenset[str]
    marks: int | None = None
    own_staff: bool = False

    def known_by(self, marked: AbstractSet[str]) -> bool:
        """Whether a table that marks these nodes 必填 is of this form."""
        return self.marks is not None and len(marked) >= self.marks and marked <= self.required


def profile_of(framework: Framework, name: str | None, marked: AbstractSet[str]) -> Profile | None:
    """The profile `name` of the settings, else the one that a table's own marks show; None where there is neither."""
    known = framework.part(_profiles)
    if name is not None:
        return next((profile for profile in known if profile.name == name), None)
    return next((profile for profile in known if profile.known_by(marked)), None)


def _profiles(framework: Framework) -> tuple[Profile, ...]:
    return tuple(_profile(framework, name) for name in framework.names("profiles"))


def _profile(framework: Framework, name: str) -> Profile:
    entry = framework.sheet(name)["profile"]
    return Profile(
        name.removeprefix("profiles/"), entry["official"], frozenset(entry["required"]), entry.get("marks"), entry.get("own_staff", False)
    )
