"""Cuts each speech into candidates: one course of action each, with its own words and nothing else.

Comes in: `doc._.speeches`. Goes out: `doc._.candidates` and `doc._.refusals`. Boundaries follow section 3 of the
guidelines: list items, enumerations, else sentences. Hard about it: what is left out at the front (the cue, the marker, a
judgement before the cue) and what stays (a subject, a purpose that belongs to the one sentence): 各部门|要… stays whole,
本质上是政治教育,必须|突出… does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation, lexicon
from pipeline.stages.annotations import Candidate, Refusal, Span, Speech, Stance
from pipeline.stages.evidence import Evidence
from pipeline.stages.modes import Mode, mode_after, mode_at_start
from pipeline.stages.pieces import Piece, pieces
from pipeline.stages.repeats import without_repeats, words_of
from pipeline.stages.trimming import Trimmed, trim
from pipeline.stages.verdicts import Verdict, judge

_TESTIMONY = re.compile(alternation("testimony"))
_TRIAL = 3  # different words of a hearing that make an article a report of one; fewer, and a court's own report is lost
_CONTEXT = 40  # characters before a piece that its evidence holds
# verbs of instruction that propose what adjoins them: 要求|镇村两级组织一次演练
_ADJOINING = frozenset(lexicon("reporting", "adjoin"))


@Language.factory(
    "jianyan_units_v1",
    assigns=["doc._.candidates", "doc._.refusals"],
    requires=["doc._.speeches", "doc._.blocks"],
)
def make_units(nlp: Language, name: str) -> Units:
    return Units()


class Units:
    """Splits, trims and judges."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc._.aligned.text
        candidates: list[Candidate] = []
        refusals: list[Refusal] = []
        mode: Mode | None = None
        previous: Speech | None = None
        for index, speech in enumerate(doc._.speeches):
            plans_on = mode == "plan" and previous is not None and previous.speakers == speech.speakers
            reading = _SpeechReading(text, speech, index, "plan" if plans_on else None)
            for found in reading.judged():
                if isinstance(found, Candidate):
                    candidates.append(found)
                else:
                    refusals.append(found)
            mode, previous = reading.mode, speech
        candidates, repeats = without_repeats(text, candidates)
        refusals += repeats
        if len(set(_TESTIMONY.findall(text))) >= _TRIAL:
            refusals += [Refusal(c.spans, "procedure", words_of(text, c)) for c in candidates]
            candidates = []
        doc._.candidates = candidates
        doc._.refusals = refusals
        return doc


class _SpeechReading:
    """One speech, read piece by piece; `mode` is what the speech has been doing."""

    def __init__(self, text: str, speech: Speech, index: int, mode: Mode | None) -> None:
        self.speech, self.index = speech, index
        self.mode = mode or mode_at_start(speech)
        self.spoken = _Spoken.of(text, speech.spans)
        start, verb = speech.spans[0][0], speech.cue or ""
        adjoins = verb in _ADJOINING and text[start - len(verb) : start] == verb
        self.adjoining = verb if adjoins else None

    def judged(self) -> Iterator[Candidate | Refusal]:
        listed: Stance | None = None  # of the item before, in a list with semicolons
        for piece in pieces(self.spoken.text):
            raw = self.spoken.text[piece.start : piece.end]
            trimmed = self._trimmed(raw, piece)
            verdict = judge(self._evidence(raw, piece, trimmed))
            listed = listed if piece.rule == "semicolon-item" and not piece.first_in_list else None
            if listed and trimmed.cue is None and verdict.reason is None:
                verdict = replace(verdict, stance=listed)  # 海关将推广…；|扩大…
            if verdict.reason is None:
                listed = verdict.stance
            self.mode = mode_after(raw, self.speech, self.mode, None if verdict.reason else verdict.stance)
            if not trimmed.text:
                continue
            start = piece.start + trimmed.start
            spans = self.spoken.spans(start, start + len(trimmed.text))
            if verdict.reason is not None:
                yield Refusal(spans, verdict.reason, raw)
            else:
                yield self._candidate(spans, piece, trimmed, verdict)

    def _trimmed(self, raw: str, piece: Piece) -> Trimmed:
        trimmed = trim(
            raw,
            in_list=piece.in_list,
            first=piece.first_in_list,
            speech=self.speech,
            opens=piece.start == 0,
        )
        if trimmed.cue is not None:
            return trimmed
        return replace(trimmed, cue=piece.cue or (self.adjoining if piece.start == 0 else None))

    def _evidence(self, raw: str, piece: Piece, trimmed: Trimmed) -> Evidence:
        return Evidence(
            text=trimmed.text,
            raw=raw,
            before=self.spoken.text[max(0, piece.start - _CONTEXT) : piece.start],
            cue=trimmed.cue,
            cue_at=trimmed.cue_inside,
            subject=trimmed.subject,
            in_list=piece.in_list,
            rule=piece.rule,
            mode=self.mode,
            speech=self.speech,
        )

    def _candidate(
        self, spans: tuple[Span, ...], piece: Piece, trimmed: Trimmed, verdict: Verdict
    ) -> Candidate:
        cue_span = None
        if trimmed.cue_at is not None and trimmed.cue:
            offsets, at = self.spoken.offsets, piece.start + trimmed.cue_at
            cue_span = offsets[at], offsets[min(at + len(trimmed.cue), len(offsets)) - 1] + 1
        return Candidate(
            spans=spans,
            speech=self.index,
            speakers=self.speech.speakers,
            quote=self.speech.quote,
            stance=verdict.stance,
            cue=trimmed.cue,
            cue_span=cue_span,
            rule=piece.rule,
            section=self.speech.section,
            features=verdict.features,
        )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The text of a speech as it is read, with the reading offset of each character."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> _Spoken:
        words: list[str] = []
        offsets: list[int] = []
        for start, end in spans:
            if offsets and "\n" in text[offsets[-1] + 1 : start]:
                words.append("\n")
                offsets.append(offsets[-1] + 1)
            words.append(text[start:end])
            offsets.extend(range(start, end))
        return cls("".join(words), tuple(offsets))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        found: list[Span] = []
        for offset in self.offsets[start:end]:
            if found and found[-1][1] == offset:
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
        return tuple(found)
