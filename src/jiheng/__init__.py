"""绩衡 Jiheng: reads, reviews, writes and scores China's budget performance target tables (预算绩效目标表).

The library's doors are `read`, `check`, `score`, `write` and `value`; each is imported when it is first used, so that `import jiheng` is instant.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiheng.doors import check, read, score, value, write

__all__ = ["check", "read", "score", "value", "write"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from jiheng import doors

        return getattr(doors, name)
    raise AttributeError(f"module 'jiheng' has no attribute {name!r}")
