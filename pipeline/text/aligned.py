"""A text together with the place in its source that every character comes from.

Cleaning an article drops line breaks, moves newspaper columns and changes script; each such step takes an
`AlignedText` and gives a new one, so that any span of the last text still points at the first. The hard part
is that a contiguous span of the reading text may lie in several places of the source: 一扫|可知 when a column
breaks off and goes on elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and the source offset of each of its characters.

    `offsets[i]` is the position of `text[i]` in the source, in Unicode code points from 0; the two have the
    same length. A character that stands for nothing in the source (a paragraph break put in by a step)
    carries the offset of the character after which it was put, so that offsets are always valid positions.
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    @classmethod
    def of(cls, source: str) -> AlignedText:
        """The source itself, every character at its own place."""
        return cls(source, tuple(range(len(source))))

    @classmethod
    def join(cls, parts: Iterable[AlignedText], separator: str = "") -> AlignedText:
        """The parts one after the other; the separator takes the offset of the character before it."""
        pieces: list[str] = []
        offsets: list[Sequence[int]] = []
        for part in parts:
            if pieces and separator:
                last = offsets[-1][-1] if offsets[-1] else 0
                pieces.append(separator)
                offsets.append((last,) * len(separator))
            pieces.append(part.text)
            offsets.append(part.offsets)
        return cls("".join(pieces), tuple(chain.from_iterable(offsets)))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, window: slice) -> AlignedText:
        return AlignedText(self.text[window], self.offsets[window])

    def replaced(self, text: str) -> AlignedText:
        """The same places under another spelling of the same length (OpenCC hk2s, full-width punctuation)."""
        return AlignedText(text, self.offsets)

    def strip(self) -> AlignedText:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self[start : max(start, end)]

    def lines(self) -> list[AlignedText]:
        """The lines without their breaks (any of \\r\\n, \\n, \\r), empty ones included."""
        found, position = [], 0
        for line in self.text.splitlines(keepends=True):
            body = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            found.append(self[position : position + len(body)])
            position += len(line)
        return found

    def source_spans(self, start: int, end: int, source: str) -> tuple[Span, ...]:
        """Where `text[start:end]` stands in the source: half-open spans in reading order, end-exclusive.

        Neighbours are merged over gaps that hold only white space, so that a sentence broken by the end of
        a line is one span and one that a headline interrupts is two.
        """
        spans: list[Span] = []
        for offset in self.offsets[start:end]:
            if spans:
                first, last = spans[-1]
                if first <= offset < last:  # a break put in by a step
                    continue
                if offset >= last and not source[last:offset].strip():
                    spans[-1] = (first, offset + 1)
                    continue
            spans.append((offset, offset + 1))
        return tuple(spans)
