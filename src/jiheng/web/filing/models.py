"""The models of the app, where Django looks for them."""

from jiheng.web.filing.filings import FORMS, LEVELS, STATES, Attachment, Filing, Handin, Revision, Source, Step, Task, Written
from jiheng.web.filing.holding import CommonAnswer, Objection, Review, RuleSetting
from jiheng.web.filing.incoming import Waiting

__all__ = [
    "FORMS",
    "LEVELS",
    "STATES",
    "Attachment",
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
