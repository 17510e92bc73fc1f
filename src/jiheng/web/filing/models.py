"""The models of the app, where Django looks for them."""

from jiheng.web.filing.commissions import Commission
from jiheng.web.filing.filings import FORMS, LEVELS, STATES, Attachment, Filing, Handin, Revision, Source, Step, Task
from jiheng.web.filing.holding import CommonAnswer, Objection, Review, RuleSetting
from jiheng.web.filing.incoming import Waiting
from jiheng.web.trail.written import Written

__all__ = [
    "FORMS",
    "LEVELS",
    "STATES",
    "Attachment",
    "Commission",
    "CommonAnswer",
    "Filing",
    "Handin",
    "Objection",
    "Review",
    "Revision",
    "RuleSetting",
    "Source",
    "Step",
    "Task",
    "Waiting",
    "Written",
]
