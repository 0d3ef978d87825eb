"""Docs made by hand: a source text, and spans named by their words, so that a test reads without counting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import spacy
from spacy.tokens import Doc

from pipeline.stages.annotations import Candidate, Metadata, Place, Refusal, Speaker, Speech, Themes
from pipeline.text.aligned import AlignedText
from pipeline.text.prepare import punctuate, simplify

_NLP = spacy.blank("zh")


def span(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where `words` stand in `text` for the nth time from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def make_doc(source: str, *, aligned: AlignedText | None = None, metadata: Metadata | None = None) -> Doc:
    """A Doc of a source whose lines are joined and whose script and punctuation are changed, nothing else."""
    if aligned is None:
        aligned = AlignedText.join(
            [line.strip() for line in AlignedText.of(source).lines() if line.text.strip()]
        )
        aligned = aligned.replaced(punctuate(simplify(aligned.text)))
    doc = Doc(_NLP.vocab, words=list(aligned.text), spaces=[False] * len(aligned))
    doc._.aligned = aligned
    doc._.source = source
    doc._.metadata = metadata or Metadata()
    for name in ("speeches", "candidates", "refusals", "places", "themes", "confidences"):
        setattr(doc._, name, [])
    return doc


def speaker(doc: Doc, name: str | None, role: str | None = None, kind: Any = "person") -> Speaker:
    """A speaker whose name and role stand in the Doc."""
    return Speaker(
        kind,
        name,
        role,
        span(doc.text, name) if name else None,
        span(doc.text, role) if role else None,
    )


def propose(
    doc: Doc,
    words: str | Sequence[str],
    speakers: Sequence[Speaker],
    *,
    place: Place | None = None,
    themes: Themes | None = None,
    stance: Any = "recommendation",
) -> Candidate:
    """Add a candidate of these words (pieces, where it is broken) with a speech of the same speakers."""
    pieces = [words] if isinstance(words, str) else words
    spans = tuple(span(doc.text, piece) for piece in pieces)
    doc._.speeches.append(Speech(((0, len(doc.text)),), tuple(speakers), "indirect", "建议"))
    candidate = Candidate(
        spans, len(doc._.speeches) - 1, tuple(speakers), "indirect", stance, "建议", None, "sentence"
    )
    doc._.candidates.append(candidate)
    doc._.places.append(place or Place())
    doc._.themes.append(themes or Themes(("transport",)))
    doc._.confidences.append(0.8)
    return candidate


def refuse(doc: Doc, words: str, reason: str) -> None:
    """Add a refusal of these words."""
    doc._.refusals.append(Refusal((span(doc.text, words),), reason, "过去的事"))
