"""Things found in a text, kept in its order: those of a stretch without a walk over all of them.

A stage asks the same list again for each paragraph, so that a walk would take the square of an article's length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What begins somewhere in the text: a mention of a person or of a place."""

    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=Placed)


def beginning_in(items: Sequence[_Item], start: int, end: int) -> Sequence[_Item]:
    """Those that begin in `start:end`, of items in the order of the text."""
    first, last = (bisect_left(items, at, key=lambda item: item.start) for at in (start, end))
    return items[first:last]


def backwards_in(items: Sequence[_Item], start: int, end: int) -> Iterator[_Item]:
    """The same from the last one on, for who needs the first few: whoever was named last."""
    for index in range(bisect_left(items, end, key=lambda item: item.start) - 1, -1, -1):
        if items[index].start < start:
            return
        yield items[index]
