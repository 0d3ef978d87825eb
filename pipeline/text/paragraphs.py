"""From the lines of a source to its paragraphs in reading order.

A source comes in with whatever line breaks its page had; whole paragraphs go out, each an `AlignedText`. The
hard thing is that a line break may mean nothing (…城西庄村党 | 支部书记康艳卫说。), a new paragraph, or the edge of a
newspaper column; lines cut at one width are joined here, single breaks and columns in `columns`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from pipeline.text.aligned import AlignedText
from pipeline.text.columns import join_lines, restore_columns
from pipeline.text.lines import is_closed, line_kind
from pipeline.text.seams import opens_paragraph

# Characters that show nothing and are dropped at the ends of a line, as white space is.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"

# A page that put its paragraphs on one line leaves the indent of each: …如下。　　一是…
_INDENT_INSIDE = re.compile(
    r"(?<=[。！？!?][”’」』）)])[ \u3000\u00a0]{2,}(?=\S)|(?<=[。！？!?])[ \u3000\u00a0]{2,}(?=\S)"
)
_INDENT = re.compile(r"[ \u00a0]{2,}|\u3000|\t")

# A text is taken as wrapped where lines of one length are so many and mostly end inside a sentence. Ordinary
# articles of nine lines and more reach a share of 0.33, and their lines are closed.
WRAPPED_SHARE = 0.4
WRAPPED_LINES = 4
WRAPPED_OPEN = 0.5
RAGGED = 1.5  # characters by which a full line may fall short, since no line begins with punctuation
LONGER = 0.05  # the share of lines that may be longer than the wrap: a headline in one piece


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line, stripped, and how it stood on the page."""

    aligned: AlignedText
    indented: bool
    after_blank: bool

    @property
    def text(self) -> str:
        return self.aligned.text


def reading_paragraphs(source: str, *, columns: bool = True) -> tuple[AlignedText, ...]:
    """The paragraphs of `source` in reading order; without `columns`, broken ones stay as they stand.

    Every visible character of the source is in exactly one of them, once; a paragraph is never empty. A heading
    or caption that stood inside a paragraph becomes one of its own, above or below it.
    """
    lines = _unwrapped(_physical_lines(source))
    return tuple(restore_columns(lines) if columns else lines)


def _physical_lines(source: str) -> list[Line]:
    lines: list[Line] = []
    after_blank = False
    for raw in AlignedText.of(source).lines():
        indented = bool(_INDENT.match(raw.text))
        pieces = [piece for part in _split_at_indents(raw) if (piece := _stripped(part)).text]
        for number, piece in enumerate(pieces):
            lines.append(Line(piece, indented or number > 0, after_blank and number == 0))
        after_blank = not pieces
    return lines


def _split_at_indents(line: AlignedText) -> list[AlignedText]:
    cuts = [match.end() for match in _INDENT_INSIDE.finditer(line.text)]
    return [line[start:end] for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]


def _stripped(line: AlignedText) -> AlignedText:
    text = line.text
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return line[start:end]


def _unwrapped(lines: Sequence[Line]) -> list[AlignedText]:
    """The lines, joined where the text was cut at one width."""
    full = _full_lines(lines)
    if full is None:
        return [line.aligned for line in lines]
    blanks = sum(line.after_blank for line in lines)
    blanks_tell = blanks < 0.8 * len(lines)  # else every line is followed by one
    breaks_shown = sum(line.indented for line in lines) >= 2 or (blanks_tell and blanks >= 2)
    paragraphs: list[list[AlignedText]] = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        goes_on = (
            above is not None
            and full[number - 1]
            and not (blanks_tell and line.after_blank)
            and not line.indented
            and (not is_closed(above.text) or breaks_shown or _could_go_on(line.text))
        )
        if goes_on:
            paragraphs[-1].append(line.aligned)
        else:
            paragraphs.append([line.aligned])
    return [join_lines(parts) for parts in paragraphs]


def _could_go_on(text: str) -> bool:
    return line_kind(text) == "text" and not opens_paragraph(text)


def _full_lines(lines: Sequence[Line]) -> list[bool] | None:
    """For each line whether it fills the width at which the text was cut, or None where it was not cut."""
    best: tuple[int, list[bool]] | None = None
    measures: tuple[Callable[[str], float], ...] = (len, _width)
    for measure in measures:
        lengths = [measure(line.text) + (2 if line.indented else 0) for line in lines]
        found = _cut_at(lengths)
        if found is None:
            continue
        full = [found - RAGGED <= length <= found + 0.5 for length in lengths]
        unclosed = sum(
            is_full and not is_closed(line.text) for is_full, line in zip(full, lines, strict=True)
        )
        if unclosed >= WRAPPED_OPEN * sum(full) and (best is None or sum(full) > best[0]):
            best = sum(full), full
    return best[1] if best else None


def _cut_at(lengths: Sequence[float]) -> float | None:
    counts = Counter(lengths)
    share, cut = max(
        (
            (sum(n for length, n in counts.items() if cut - RAGGED <= length <= cut + 0.5), cut)
            for cut in counts
            if 10 <= cut <= 90
        ),
        default=(0, 0.0),
    )
    longer = sum(n for length, n in counts.items() if length > cut + 0.5)
    if share < max(WRAPPED_LINES, WRAPPED_SHARE * len(lengths)) or longer > LONGER * len(lengths):
        return None
    return cut


def _width(text: str) -> float:
    """The length in full-width characters, Latin letters and digits counting a half."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)
