"""The sentence around a proposal, from the article as it was given.

The source text and the proposal's spans in it come in, the sentences that hold them go out. The hard thing is
evidence in two pieces, 要加快立法|加强监管 broken by a speaker: each piece brings its own sentence, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# A sentence ends with its mark and the closing quotation mark or bracket after it, a paragraph with an empty or
# before an indented line; other line breaks stand anywhere.
_END = re.compile(r"[。！？!?][”’」』\"')）】]*|\n\s*\n|\n(?=　　)")


def sentences_around(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The sentences that hold the spans, in reading order, line breaks taken out; … where some are left out."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        around = _sentence(text, start, end)
        if around not in found:
            found.append(around)
    return "…".join(re.sub(r"\s*\n\s*", "", text[start:end]).strip() for start, end in found)


def passage(text: str, spans: Sequence[tuple[int, int]], margin: int) -> tuple[str, str, str]:
    """What stands before, at and after the spans, `margin` characters of it, line breaks taken out."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    before, after = text[max(0, first - margin) : first], text[last : last + margin]
    within = "…".join(text[start:end] for start, end in spans)
    told = (re.sub(r"\s*\n\s*", "", piece) for piece in (before, within, after))
    return next(told), next(told), next(told)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From the end of the sentence before to the end of the one that holds `end`."""
    before = 0
    for match in _END.finditer(text, 0, start):
        before = match.end()
    after = _END.search(text, max(start, end - 1))
    return before, after.end() if after else len(text)
