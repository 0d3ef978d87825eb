"""The ground under a row: where spans of the reading text stand in the source, and what the source says there.

Comes in: a Doc with its aligned text; go out: source spans, the recommendation made from them, and whether that
is what the stages meant. The hard part is that all three must agree through script, punctuation and moved lines:
加強雨污／分流改造 over two lines is 加强雨污分流改造.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from pipeline.text.aligned import AlignedText
from pipeline.text.prepare import simplify
from schemas import Span, identity

# A character at the cut of a phrase may convert otherwise than inside it (著 alone, 着 in 沿著).
_CUT_VARIANTS = 2


class Ground:
    """The source of one article, seen from its reading text."""

    def __init__(self, doc: Doc) -> None:
        self.source: str = doc._.source
        self.reading_text: str = doc._.aligned.text
        self._aligned: AlignedText = doc._.aligned

    def spans(self, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Spans of the reading text as spans of the source, in reading order."""
        return tuple(
            Span(start=first, end=last)
            for start, end in spans
            for first, last in self._aligned.source_spans(start, end, self.source)
        )

    def first(self, span: tuple[int, int] | None) -> Span | None:
        """The first piece of a span in the source."""
        return next(iter(self.spans((span,))), None) if span else None

    def text(self, spans: Iterable[Span]) -> str:
        """The source at the spans, joined."""
        return "".join(self.source[span.start : span.end] for span in spans)

    def verbatim(self, words: str, span: tuple[int, int] | None) -> str:
        """A name or role of the reading text with the punctuation that the article gives it: 副校(院)长.

        Looked up at its span, else wherever it stands; words that stand nowhere are left as they are.
        """
        start, end = span or (0, 0)
        if self.reading_text[start:end] != words:
            start = self.reading_text.find(words)
            end = start + len(words)
        if start < 0:
            return words
        return recommendation_of(self.source, self.spans(((start, end),)))

    def fault(self, spans: Iterable[tuple[int, int]], evidence: tuple[Span, ...]) -> str | None:
        """Why `evidence` is not what stands at `spans` of the reading text; null where it is.

        The two are compared by their words, since the reading text has punctuation of its own.
        """
        meant = "".join(self.reading_text[start:end] for start, end in spans)
        said = recommendation_of(self.source, evidence)
        ours, theirs = identity.canonical(said), identity.canonical(meant)
        variants = sum(a != b for a, b in zip(ours, theirs, strict=False))
        if ours and len(ours) == len(theirs) and variants <= _CUT_VARIANTS * len(evidence):
            return None
        return f"the source says “{said[:80]}” where the reading text has “{meant[:80]}”"


def recommendation_of(source: str, evidence: Iterable[Span]) -> str:
    """The source text at the evidence, joined, simplified, without line breaks and the white space around them."""
    joined = "".join(source[span.start : span.end] for span in evidence)
    return simplify("".join(line.strip() for line in joined.splitlines()))
