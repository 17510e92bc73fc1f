"""Terms (读取条件): all that a document is read and reviewed by, as it is handed to every process."""

from pathlib import Path

from attrs import frozen

from jiheng.framework import Framework
from jiheng.guard import Limits
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.model.settings import Settings
from jiheng.review import Context


@frozen(eq=False)
class Terms:
    """The law, the settings and the indicator library of a build, the limits of each document, and where scratch files lie.

    There is no day among them: what is found in a document must not depend on when it was read.
    """

    framework: Framework
    settings: Settings
    limits: Limits
    scratch: Path
    lang: str = "zh"
    library: IndicatorLibrary | None = None

    def context(self) -> Context:
        """What the rules may know besides the table."""
        return Context(self.framework, self.settings, library=self.library)
