"""Whether a position stands inside brackets or a quotation that opened before it: “建议|将…”."""

from __future__ import annotations

_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("‘", "’"))


def is_inside(before: str) -> bool:
    """Whether what stands before a position leaves a bracket or a quotation mark open."""
    return any(before.count(opening) > before.count(closing) for opening, closing in _PAIRS)
