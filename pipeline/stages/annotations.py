"""What the stages leave on a `Doc`: plain values, spans as character offsets of the reading text.

Every stage reads the values of those before it from `doc._` and writes its own; nothing else passes between
them. All offsets are half-open, in Unicode code points of the reading text (simplified script, full-width
punctuation, one paragraph a line); `doc._.aligned` holds it, as `doc.text` does, which spaCy joins anew at each
call, and maps it back to the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from spacy.tokens import Doc

from pipeline.text.aligned import AlignedText

Span = tuple[int, int]

BlockKind = Literal[
    "title",  # the article's headline, or a piece's headline on a page
    "subheading",  # a heading inside a piece, 着眼增强创新驱动力
    "meta",  # dateline, source, page, editors, reporters, credits
    "caption",  # of a photograph
    "header",  # names the speaker of what follows: 市政协常委 谢惠兰; 【部门回应】 is a subheading
    "signature",  # names the author of what stands before: (作者系市政协常委…)
    "body",
]
KindOfProposer = Literal["person", "unnamed", "organization", "group"]
Quote = Literal["direct", "indirect", "signed"]
Stance = Literal["recommendation", "commitment"]
PlaceBasis = Literal["stated", "office", "article"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says of itself. `place` is a GB/T 2260 code, `script` is hans or hant."""

    title: str | None = None
    publisher: str | None = None
    published_on: datetime | None = None
    script: Literal["hans", "hant"] = "hans"
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the reading text and what it is. `section` counts the pieces of a page from 0."""

    start: int
    end: int
    kind: BlockKind
    section: int = 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who proposes: as guidelines section 4 has it (name null for a group or an unnamed official)."""

    kind: KindOfProposer
    name: str | None
    role: str | None
    name_span: Span | None = None
    role_span: Span | None = None
    mandate: str | None = None  # 委员, 代表: glued to the name where the role names only the job


@dataclass(frozen=True, slots=True)
class Speech:
    """Who holds the floor over which spans, and how it came to be theirs."""

    spans: tuple[Span, ...]
    speakers: tuple[Speaker, ...]
    quote: Quote
    cue: str | None  # the reporting verb, 表示; null for a header's or a signature's piece
    section: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal in the making: its own words (one span, or more where an attribution stands inside)."""

    spans: tuple[Span, ...]
    speech: int  # index into doc._.speeches
    speakers: tuple[Speaker, ...]
    quote: Quote
    stance: Stance
    cue: str | None  # 建议, 要, 将; null for a bare imperative
    cue_span: Span | None
    rule: str  # the rule that made the boundary, semicolon-item
    section: int = 0
    features: dict[str, float] = field(default_factory=dict, compare=False)

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that was not taken, with the reason's code (lexicons/reasons.tsv)."""

    spans: tuple[Span, ...]
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal is for: GB/T 2260 codes or null, how it was found, and the span that says so."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    basis: PlaceBasis | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Themes:
    """Theme codes, main first, the spans of the terms that decided, and the points by which the main one leads."""

    codes: tuple[str, ...]
    terms: tuple[Span, ...] = ()
    lead: float = 0.0


def register() -> None:
    """Declare the `Doc` extensions; safe to call again."""
    for name, default in {
        "aligned": AlignedText("", ()),
        "source": "",
        "metadata": Metadata(),
        "blocks": [],
        "names": [],
        "mentions": [],
        "speeches": [],
        "candidates": [],
        "refusals": [],
        "places": [],  # one Place for each candidate
        "themes": [],  # one Themes for each candidate
        "confidences": [],  # one float in [0, 1] for each candidate
    }.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register()
