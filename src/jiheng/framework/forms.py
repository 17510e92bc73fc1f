"""Forms (表式): the official forms as data, and which of them a table is."""

from collections.abc import Collection

from attrs import frozen

from jiheng.framework.framework import Framework
from jiheng.model.declaration import FormKind


@frozen
class FormProfile:
    """One official form: its kind and title, the words of titles and the columns (by field) that tell it from the others.

    `order` is the order in which forms are tried: what is nearer to the year's end first.
    """

    kind: FormKind
    title: str
    title_words: tuple[str, ...]
    columns: frozenset[str]
    order: int


def forms(framework: Framework) -> tuple[FormProfile, ...]:
    """The forms of the framework in the order in which they are tried."""
    return framework.part(_forms)


def kind_of(framework: Framework, titles: Collection[str], columns: Collection[str]) -> FormKind:
    """The form that a table is, by its columns and, where they do not tell, by its titles; a plain target table otherwise."""
    profiles = forms(framework)
    for profile in profiles:
        if profile.columns.intersection(columns):
            return profile.kind
    for profile in profiles:
        if any(word in title for word in profile.title_words for title in titles):
            return profile.kind
    return FormKind.TARGET


def _forms(framework: Framework) -> tuple[FormProfile, ...]:
    made: list[FormProfile] = []
    for name in framework.names("forms"):
        entry = framework.sheet(name).get("form")
        if entry:
            made.append(
                FormProfile(
                    FormKind(entry["kind"]), entry["title"], tuple(entry["title_words"]), frozenset(entry["columns"]), entry["order"]
                )
            )
    return tuple(sorted(made, key=lambda profile: profile.order))
