"""Papers (公文): letters of the office as data: their sentences, and what is attached to them."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework
from jiheng.model.declaration import FormKind

FOLDER = "papers"


@frozen
class Annex:
    """What is attached (附件): its title, and the list that all tables stand in; blank for each table on its own form."""

    title: str
    form: str


@frozen
class Paper:
    """One letter; its texts have places in braces for what the tables and the office say.

    `kinds` are the tables that it is about, `basis` the documents that it names. `number`, `signature` and `date` stand where
    nobody gave any: room to write or stamp.
    """

    name: str
    title: str
    english: str
    order: int
    kinds: frozenset[FormKind]
    basis: tuple[str, ...]
    number: str
    address: str
    nobody: str
    body: tuple[str, ...]
    money: str
    signature: str
    date: str
    day: str
    year: str
    joint: str
    attached: str
    annexes: tuple[Annex, ...]
    words: Mapping[str, str]


def papers(framework: Framework) -> tuple[Paper, ...]:
    """Every letter of the framework, in order."""
    return framework.part(_papers)


def _papers(framework: Framework) -> tuple[Paper, ...]:
    made = [_paper(name.removeprefix(FOLDER + "/"), framework.sheet(name)) for name in framework.names(FOLDER)]
    return tuple(sorted(made, key=lambda each: each.order))


def _paper(name: str, sheet: Mapping[str, Any]) -> Paper:
    entry = sheet["paper"]
    listed: dict[str, Any] = {
        "kinds": frozenset(map(FormKind, entry["kinds"])),
        "basis": tuple(entry["basis"]),
        "body": tuple(entry["body"]),
    }
    annexes = tuple(Annex(each["title"], each.get("form", "")) for each in sheet.get("annex", ()))
    try:
        return Paper(name, **{**entry, **listed}, annexes=annexes, words=sheet["words"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadFramework(
            f"公文 {name}：缺少或写错了 {error}。各项写法见 law/papers 中已有的文件；请补上或更正。",
            f"paper {name}: {error} is missing or wrong; the files in law/papers show how it is written; correct it.",
        ) from error
