"""From what the stages left on a `Doc` to rows: valid proposals and speeches, or rejects with their reasons.

Comes in: a Doc with its candidates, speeches, places, themes and confidences; goes out: `Rows`. The hard part is
that nothing may vanish on the way: what has no ground in the source, no speaker, a city code 149900 that never
was, or stands there twice, becomes a reject that says so. No span, no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from spacy.tokens import Doc

from pipeline.ground import Ground, recommendation_of
from pipeline.lexicons.gazetteer import Gazetteer, Levels
from pipeline.rows import Rows
from pipeline.stages.annotations import Candidate, Metadata, Place, Refusal, Speaker, Themes
from pipeline.stages.annotations import Speech as Floor
from pipeline.stages.roles import capacity_in
from pipeline.validation import explained, validated
from schemas import (
    Article,
    Category,
    Level,
    PlaceBasis,
    Post,
    Proposal,
    Proposer,
    ProposerKind,
    Quote,
    Reject,
    RejectReason,
    Script,
    Sighting,
    Span,
    Speech,
    Stance,
    Subject,
    Theme,
    ThemeTerm,
    identity,
)

_FRAGMENT = 500  # characters of a reject's raw text that are kept
_REASONS = frozenset(RejectReason)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an article was read: where it came from, when, and by which pipeline."""

    source: str
    seen_at: datetime
    fingerprint: str


def assemble(doc: Doc, reading: Reading) -> Rows:
    """The rows of one article; what cannot become one is among its rejects.

    Raises `ValueError` where a stage left fewer places, themes or confidences than candidates.
    """
    return _Assembly(doc, reading).rows()


class _Assembly:
    """The work on one article: what its rows share, and the rejects as they come up."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.ground = Ground(doc)
        self.gazetteer = Gazetteer.load()
        self.article_id = identity.article_id(self.ground.source)
        self.metadata: Metadata = doc._.metadata
        self.proposers: dict[Speaker, Proposer] = {}
        self.rejects: dict[str, Reject] = {}

    def rows(self) -> Rows:
        article = self._article()
        speeches = [self._speech(floor) for floor in self.doc._.speeches]
        proposals = self._proposals(speeches)
        for refusal in self.doc._.refusals:
            self._refused(refusal)
        return Rows(
            (article,),
            (Sighting(article_id=self.article_id, source=self.reading.source, seen_at=self.reading.seen_at),),
            tuple({s.speech_id: s for s in speeches if s}.values()),
            tuple(proposals),
            tuple(self.rejects.values()),
        )

    def _article(self) -> Article:
        place = self.metadata.place
        levels = self.gazetteer.levels(place) if place else Levels()
        return Article(
            article_id=self.article_id,
            content_key=identity.content_key(self.ground.source),
            title=self.metadata.title,
            publisher=self.metadata.publisher,
            published_on=self.metadata.published_on,
            script=Script(self.metadata.script),
            province_adcode=levels.province,
            city_adcode=levels.city,
            county_adcode=levels.county,
            province=self._place_name(levels.province),
            city=self._place_name(levels.city),
            county=self._place_name(levels.county),
            text=self.ground.source,
            n_chars=len(self.ground.source),
            fingerprint=self.reading.fingerprint,
        )

    def _speech(self, floor: Floor) -> Speech | None:
        """The row of a speech, or null where it is none, which is then among the rejects."""
        try:
            spans = self.ground.spans(floor.spans)
            proposers = tuple(self._proposer(speaker) for speaker in floor.speakers)
            return Speech(
                speech_id=identity.speech_id(self.article_id, map(_pair, spans), proposers),
                article_id=self.article_id,
                proposers=proposers,
                spans=spans,
                quote=Quote(floor.quote),
                cue=floor.cue,
            )
        except ValidationError as error:
            self._reject(Subject.SPEECH, RejectReason.INVALID, explained(error), floor.spans)
            return None

    def _proposals(self, speeches: Sequence[Speech | None]) -> list[Proposal]:
        doc = self.doc
        chosen: list[Candidate] = []
        drafts: list[dict[str, Any]] = []
        annotated = zip(doc._.candidates, doc._.places, doc._.themes, doc._.confidences, strict=True)
        for candidate, place, themes, confidence in annotated:
            speech = speeches[candidate.speech]
            if speech is None:
                message = "the speech that it stands in was rejected"
                self._reject(Subject.CANDIDATE, RejectReason.INVALID, message, candidate.spans)
                continue
            try:
                draft = self._draft(candidate, speech, themes)
            except ValidationError as error:
                self._reject(Subject.CANDIDATE, RejectReason.INVALID, explained(error), candidate.spans)
                continue
            fault = self.ground.fault(candidate.spans, draft["evidence"])
            if fault:
                self._reject(Subject.CANDIDATE, RejectReason.UNGROUNDED, fault, candidate.spans)
                continue
            chosen.append(candidate)
            drafts.append({**draft, **self._placed(place), "confidence": confidence})
        proposals, errors = validated(drafts)
        for index, message in errors.items():
            self._reject(Subject.CANDIDATE, RejectReason.INVALID, message, chosen[index].spans)
        return self._unique(proposals)

    def _draft(self, candidate: Candidate, speech: Speech, themes: Themes) -> dict[str, Any]:
        evidence = self.ground.spans(candidate.spans)
        proposers = tuple(self._proposer(speaker) for speaker in candidate.speakers)
        recommendation = recommendation_of(self.ground.source, evidence)
        codes = tuple(Theme(code) for code in themes.codes)
        roles = dict.fromkeys(p.role for p in proposers if p.role)
        return {
            "proposal_id": identity.proposal_id(self.article_id, map(_pair, evidence), proposers),
            "proposal_key": identity.proposal_key(recommendation, proposers),
            "article_id": self.article_id,
            "speech_id": speech.speech_id,
            "source": self.reading.source,
            "title": self.metadata.title,
            "publisher": self.metadata.publisher,
            "published_on": self.metadata.published_on,
            "proposer": "、".join(p.name or p.role or "" for p in proposers),
            "role": "；".join(roles) or None,
            "theme": codes[0].label if codes else "",
            "recommendation": recommendation,
            "proposers": proposers,
            "evidence": evidence,
            "stance": Stance(candidate.stance),
            "quote": Quote(candidate.quote),
            "themes": codes,
            "theme_terms": tuple(term for span in themes.terms if (term := self._term(span))),
            "cap_topic": codes[0].cap_topic if codes else None,
            "cue": candidate.cue,
            "rule": candidate.rule,
        }

    def _placed(self, place: Place) -> dict[str, Any]:
        return {
            "province_adcode": place.province,
            "city_adcode": place.city,
            "county_adcode": place.county,
            "province": self._place_name(place.province),
            "city": self._place_name(place.city),
            "county": self._place_name(place.county),
            "place_basis": PlaceBasis(place.basis) if place.basis else None,
            "place_span": self.ground.first(place.span),
        }

    def _unique(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Each proposal once; a second one with the same words and proposers is a reject."""
        found: dict[str, Proposal] = {}
        for proposal in proposals:
            first = found.setdefault(proposal.proposal_id, proposal)
            if first is not proposal:
                message = f"found twice, by the rules {first.rule} and {proposal.rule}"
                self._keep(Subject.CANDIDATE, RejectReason.DUPLICATE, message, proposal.evidence)
        return list(found.values())

    def _proposer(self, speaker: Speaker) -> Proposer:
        known = self.proposers.get(speaker)
        if known is None:
            normal = capacity_in(self.doc, speaker)
            known = self.proposers[speaker] = Proposer(
                name=self._verbatim(speaker.name, speaker.name_span),
                kind=ProposerKind(speaker.kind),
                role=self._verbatim(speaker.role, speaker.role_span),
                posts=tuple(
                    Post(organization=p.organization, post=p.post, level=Level(p.level)) for p in normal.posts
                ),
                category=Category(normal.category),
                name_span=self.ground.first(speaker.name_span),
                role_span=self.ground.first(speaker.role_span),
            )
        return known

    def _verbatim(self, words: str | None, span: tuple[int, int] | None) -> str | None:
        return self.ground.verbatim(words, span) if words else words

    def _refused(self, refusal: Refusal) -> None:
        if refusal.reason in _REASONS:
            self._reject(Subject.CANDIDATE, RejectReason(refusal.reason), refusal.message, refusal.spans)
        else:
            message = f"{refusal.reason}: {refusal.message}"
            self._reject(Subject.CANDIDATE, RejectReason.REFUSED, message, refusal.spans)

    def _reject(
        self, subject: Subject, reason: RejectReason, message: str, spans: Iterable[tuple[int, int]]
    ) -> None:
        """Reject what stands at spans of the reading text."""
        self._keep(subject, reason, message, self.ground.spans(spans))

    def _keep(self, subject: Subject, reason: RejectReason, message: str, spans: tuple[Span, ...]) -> None:
        fragment = self.ground.text(spans)[:_FRAGMENT]
        key = identity.reject_id(
            self.article_id, self.reading.source, reason.value, map(_pair, spans), fragment
        )
        self.rejects[key] = Reject(
            reject_id=key,
            article_id=self.article_id,
            source=self.reading.source,
            subject=subject,
            reason=reason,
            message=message or reason.label,
            fragment=fragment,
            spans=spans,
            fingerprint=self.reading.fingerprint,
        )

    def _term(self, span: tuple[int, int]) -> ThemeTerm | None:
        first = self.ground.first(span)
        return (
            ThemeTerm(term=self.ground.reading_text[slice(*span)], start=first.start, end=first.end)
            if first
            else None
        )

    def _place_name(self, adcode: str | None) -> str | None:
        """A code's official name at the article's date; null for a code that never was."""
        date = self.metadata.published_on
        unit = self.gazetteer.unit(adcode, date.year if date else None) if adcode else None
        return unit.name if unit else None


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
