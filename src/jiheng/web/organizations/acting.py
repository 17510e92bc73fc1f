"""Acting (操作人): who does a deed, from where."""

from attrs import frozen

from jiheng.web.organizations.models import Person


@frozen(eq=False)
class Actor:
    """A person at work: the account and the address that the request came from; empty where a command does it."""

    person: Person
    address: str = ""

    @property
    def name(self) -> str:
        """The name as the trail keeps it: what colleagues read, and the account."""
        return f"{self.person}（{self.person.username}）" if self.person.name else self.person.username
