"""What an office says beside its tables (发文要素): the flags of letters and registers, and the review that a register is of."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from attrs import asdict, frozen

from jiheng.errors import BadSettings
from jiheng.framework import Framework
from jiheng.framework.papers import papers
from jiheng.framework.registers import registers
from jiheng.model.answer import ReadAnswer
from jiheng.model.finding import Finding

if TYPE_CHECKING:
    from jiheng.writing import Desk, Particulars

FLAGS = {"office": "--office", "recipient": "--to", "number": "--number", "day": "--date", "deadline": "--deadline", "person": "--person"}
OF_LETTERS = frozenset({"office", "recipient", "number", "day"})


@frozen
class Office:
    """The flags of one call; None where one was left out."""

    office: str | None = None
    recipient: str | None = None
    number: str | None = None
    day: datetime | None = None
    deadline: datetime | None = None
    person: str | None = None


def refuse_unused(framework: Framework, form: str | None, office: Office) -> None:
    """Raise BadSettings for a flag that the form has no place for, so that nothing said is left away in silence."""
    letters, lists = ({each.name for each in known} for known in (papers(framework), registers(framework)))
    of_form = OF_LETTERS if form in letters else FLAGS.keys() - OF_LETTERS if form in lists else frozenset[str]()
    for name, said in asdict(office).items():
        if said is None or name in of_form:
            continue
        forms = "、".join(sorted(letters if name in OF_LETTERS else lists))
        raise BadSettings(
            f"{FLAGS[name]}：所选表式没有地方写“{said}”。应与 --form {forms} 同用；请加上 --form，或去掉 {FLAGS[name]}。",
            f"{FLAGS[name]}: the form has no place for “{said}”; expected --form {forms} beside it; add that or leave {FLAGS[name]} out.",
        )


def particulars_of(office: Office) -> "Particulars":
    """What the flags say for a letter."""
    from jiheng.writing import Particulars

    return Particulars(office.office, office.recipient, office.number, _day(office.day))


def desk_of(office: Office) -> "Desk":
    """What the flags say for a register."""
    from jiheng.writing import Desk

    return Desk(deadline=_day(office.deadline), person=office.person)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def findings_of(framework: Framework, answer: ReadAnswer, lang: str) -> tuple[Finding, ...]:
    """What the review finds in the tables, by the settings of the nearest `jiheng.toml`."""
    from jiheng.cli.checking import today
    from jiheng.cli.folder import here
    from jiheng.cli.settings import check_names, library_of, settings_file, settings_of
    from jiheng.doors import reviewed
    from jiheng.model.settings import Settings
    from jiheng.review import Context

    found = settings_file(here())
    settings = settings_of(found, Settings())
    check_names(settings, framework)
    return reviewed(answer, Context(framework, settings, today(), library=library_of(found, None)), lang).findings
