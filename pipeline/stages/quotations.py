"""A paragraph as narration and quotations of speech, in order.

Comes in: a stretch of the reading text. Goes out: `Stretch`es. Hard about it: quotation marks also stand around terms
(推广“夜间共享”模式), which stay in the narration, and a quotation of several paragraphs is closed in its last one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Span

_SAYS = re.compile(rf"(?:{alternation('reporting', 'say', 'instruct')})[，：]?$")
_SHORTEST = 5  # characters of a quotation; a shorter one is a term
_SHORTEST_SAID = 12  # … behind a reporting verb, without closing punctuation: 说“好”
_SHORTEST_LISTED = 8  # … behind a colon


class Stretch(NamedTuple):
    """Half-open offsets of the reading text; a quotation's marks are within them."""

    kind: Literal["narration", "quote"]
    start: int
    end: int


def stretches(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of `text[start:end]`, which lies in one paragraph."""
    position = start
    for s, e in _quotations(text, start, end):
        if s > position:
            yield Stretch("narration", position, s)
        yield Stretch("quote", s, e)
        position = e
    if position < end:
        yield Stretch("narration", position, end)


def inside(text: str, start: int, end: int) -> Span:
    """A quotation without its marks; one that goes on in the next paragraph has only the first."""
    return (start + 1 if text[start] == "“" else start, end - 1 if text[end - 1] == "”" else end)


def wholly_quoted(text: str, start: int, end: int) -> Span | None:
    """The inside of a paragraph that is one quotation: 全国政协委员卢望舒：“…”"""
    while start < end and text[start] == " ":
        start += 1
    if text[start : start + 1] != "“" or _closing(text, start, end) < end - 1:
        return None
    return start + 1, end - 1 if text[end - 1] == "”" else end


def _quotations(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while (opening := text.find("“", position, end)) >= 0:
        closing = _closing(text, opening, end)
        inner = text[opening + 1 : closing - 1] if text[closing - 1] == "”" else text[opening + 1 : closing]
        if _is_speech(text, opening, closing, inner, start):
            yield opening, closing
        position = closing


def _closing(text: str, opening: int, end: int) -> int:
    """The end (exclusive) of a quotation, or the end of the paragraph where it stays open."""
    depth = 0
    for position in range(opening, end):
        if text[position] == "“":
            depth += 1
        elif text[position] == "”":
            depth -= 1
            if depth == 0:
                return position + 1
    return end


def _is_speech(text: str, opening: int, closing: int, inner: str, start: int) -> bool:
    """Whether a quotation is what somebody says, and no term."""
    if len(inner) < _SHORTEST:
        return False
    if inner[-1] in "。！？…；" or (inner[-1] == "，" and len(inner) > _SHORTEST):
        return True
    if text[closing - 1] != "”":  # goes on in the next paragraph
        return True
    if opening > start and text[opening - 1] == "：" and len(inner) >= _SHORTEST_LISTED:
        return True
    return len(inner) >= _SHORTEST_SAID and bool(_SAYS.search(text[max(start, opening - 6) : opening]))
