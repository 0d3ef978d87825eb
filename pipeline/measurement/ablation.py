"""The pipeline with one stage switched off or put back to the plainest thing that could stand there.

Goes out: `VARIANTS`, each a `Language` built through spaCy's own interface: a component's settings, a component added
behind it, another tokenizer. The hard part is to take away one thing only: without the verdicts a refused candidate
(去年已建成停车场) still needs its speaker and speech, which are looked up where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language import Reader, load
from pipeline.stages.annotations import Candidate, Place, Span, Speaker, Speech
from pipeline.stages.mentions import Mention
from pipeline.text.aligned import AlignedText
from pipeline.text.paragraphs import reading_paragraphs
from pipeline.text.prepare import punctuate, simplify

_SENTENCE = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A pipeline that lacks something: which part, what is in its place, and how it is built."""

    part: str
    instead: str
    build: Callable[[], Language]


def _with(component: str, after: str) -> Callable[[], Language]:
    def build() -> Language:
        nlp = load()
        nlp.add_pipe(component, after=after)
        return nlp

    return build


def _set(stage: str, **settings: Any) -> Callable[[], Language]:
    def build() -> Language:
        nlp = load()
        nlp.replace_pipe(stage, stage, config=settings)
        return nlp

    return build


def _read_by(reading: Callable[[str], AlignedText]) -> Callable[[], Language]:
    def build() -> Language:
        nlp = load()
        nlp.tokenizer = Reader(nlp.vocab, reading)
        return nlp

    return build


def without_columns(source: str) -> AlignedText:
    """As `prepare`, with broken paragraphs and columns left as they stand on the page."""
    reading = AlignedText.join(reading_paragraphs(source, columns=False), "\n")
    return reading.replaced(punctuate(simplify(reading.text)))


def without_conversion(source: str) -> AlignedText:
    """As `prepare`, in the article's own script."""
    reading = AlignedText.join(reading_paragraphs(source), "\n")
    return reading.replaced(punctuate(reading.text))


@Language.component("jianyan_without_blocks_v1", assigns=["doc._.blocks"], requires=["doc._.blocks"])
def without_blocks(doc: Doc) -> Doc:
    """Every paragraph is running text of one piece."""
    doc._.blocks = [replace(block, kind="body", section=0) for block in doc._.blocks]
    return doc


@Language.component("jianyan_without_roles_v1", assigns=["doc._.mentions"], requires=["doc._.names"])
def without_roles(doc: Doc) -> Doc:
    """A mention is a name as it stands: no role, no full form of 程教授, no signature."""
    doc._.mentions = [
        Mention(start, end, (start, end), Speaker("person", doc.text[start:end], None, (start, end)))
        for start, end in doc._.names
    ]
    return doc


@Language.component("jianyan_floor_of_paragraphs_v1", assigns=["doc._.speeches"], requires=["doc._.mentions"])
def floor_of_paragraphs(doc: Doc) -> Doc:
    """The first person named in a paragraph holds the floor from there to its end."""
    doc._.speeches = list(_first_named(doc))
    return doc


@Language.component("jianyan_plain_units_v1", assigns=["doc._.candidates"], requires=["doc._.speeches"])
def plain_units(doc: Doc) -> Doc:
    """Each piece of a speech between 。 and ； is a candidate, untrimmed and unjudged."""
    doc._.candidates = [
        _candidate(speech, index, ((start + match.start(), start + match.end()),))
        for index, speech in enumerate(doc._.speeches)
        for start, end in speech.spans
        for match in _SENTENCE.finditer(doc.text[start:end])
        if match[0].strip(" ”’“‘，：")
    ]
    doc._.refusals = []
    return doc


@Language.component(
    "jianyan_without_verdicts_v1", assigns=["doc._.candidates"], requires=["doc._.candidates"]
)
def without_verdicts(doc: Doc) -> Doc:
    """What was refused is a candidate like the others."""
    speeches: list[Speech] = doc._.speeches
    taken = [
        _candidate(speeches[index], index, refusal.spans)
        for refusal in doc._.refusals
        if (index := _holder(speeches, refusal.spans[0])) is not None
    ]
    doc._.candidates = sorted([*doc._.candidates, *taken], key=lambda candidate: candidate.start)
    doc._.refusals = []
    return doc


@Language.component("jianyan_without_stance_v1", assigns=["doc._.candidates"], requires=["doc._.candidates"])
def without_stance(doc: Doc) -> Doc:
    """Everything is a recommendation."""
    doc._.candidates = [replace(candidate, stance="recommendation") for candidate in doc._.candidates]
    return doc


@Language.component("jianyan_own_place_v1", assigns=["doc._.places"], requires=["doc._.places"])
def own_place(doc: Doc) -> Doc:
    """Every proposal is for the article's own place, as far down as the city; null where it has none."""
    code = doc._.metadata.place
    own = Place(f"{code[:2]}0000", _city(code), None, "article") if code else Place()
    doc._.places = [own for _ in doc._.candidates]
    return doc


@Language.component("jianyan_without_offices_v1", assigns=["doc._.places"], requires=["doc._.places"])
def stated_places(doc: Doc) -> Doc:
    """A place is taken from the proposal's own words or nowhere."""
    doc._.places = [place if place.basis == "stated" else Place() for place in doc._.places]
    return doc


def _city(code: str) -> str | None:
    """The city of a GB/T 2260 code; a county directly under its province is its own, a province has none."""
    if code[:2] in {"11", "12", "31", "50", "81", "82"}:
        return f"{code[:2]}0000"
    if code.endswith("0000"):
        return None
    return code if code[2:4] == "90" else f"{code[:4]}00"


def _first_named(doc: Doc) -> Iterator[Speech]:
    mentions: list[Mention] = doc._.mentions
    for block in doc._.blocks:
        first = next((m for m in mentions if block.start <= m.start < m.end < block.end), None)
        if first and block.kind == "body":
            yield Speech(((first.end, block.end),), (first.speaker,), "indirect", None, block.section)


def _candidate(speech: Speech, index: int, spans: tuple[Span, ...]) -> Candidate:
    return Candidate(
        spans, index, speech.speakers, speech.quote, "recommendation", None, None, "ablation", speech.section
    )


def _holder(speeches: list[Speech], span: Span) -> int | None:
    """The speech that a span stands in, by index."""
    return next(
        (i for i, s in enumerate(speeches) if any(a <= span[0] and span[1] <= b for a, b in s.spans)), None
    )


VARIANTS = (
    Variant("columns", "broken paragraphs as they stand on the page", _read_by(without_columns)),
    Variant("script", "traditional characters as they are", _read_by(without_conversion)),
    Variant("names", "no LAC, as `--fast`", lambda: load(fast=True)),
    Variant(
        "blocks", "every paragraph is running text", _with("jianyan_without_blocks_v1", "jianyan_blocks_v1")
    ),
    Variant(
        "mentions",
        "names alone, without roles and full forms",
        _with("jianyan_without_roles_v1", "jianyan_mentions_v1"),
    ),
    Variant(
        "speeches",
        "a paragraph is its first person's",
        _with("jianyan_floor_of_paragraphs_v1", "jianyan_speeches_v1"),
    ),
    Variant(
        "units",
        "what stands between 。 and ；, all of it",
        _with("jianyan_plain_units_v1", "jianyan_units_v1"),
    ),
    Variant("verdicts", "every candidate is kept", _with("jianyan_without_verdicts_v1", "jianyan_units_v1")),
    Variant("stance", "always a recommendation", _with("jianyan_without_stance_v1", "jianyan_units_v1")),
    Variant("places", "always the article's own city", _with("jianyan_own_place_v1", "jianyan_places_v1")),
    Variant(
        "places",
        "only where the proposal names one",
        _with("jianyan_without_offices_v1", "jianyan_places_v1"),
    ),
    Variant("places", "no sentences around the proposal", _set("jianyan_places_v1", max_context_sentences=0)),
    Variant("themes", "the list of words alone", _set("jianyan_themes_v1", model_weight=0.0)),
    # so heavy that the list decides nothing but whether the model is asked
    Variant("themes", "the character model alone", _set("jianyan_themes_v1", model_weight=1000.0)),
    Variant("themes", "no topic of the piece", _set("jianyan_themes_v1", piece_weight=0.0)),
    Variant(
        "themes",
        "no text around the proposal",
        _set("jianyan_themes_v1", context_characters=0, piece_weight=0.0),
    ),
)
