"""The law, the forms and the field's vocabulary as dated TOML (`law/`), handed on as one frozen Framework."""

from jiheng.framework.framework import Framework, Sheet
from jiheng.framework.load import load

__all__ = ["Framework", "Sheet", "load"]
