"""How sure each proposal is: the chance that a careful reader would write down the same record.

Comes in: candidates with their evidence, places and themes. Goes out: `doc._.confidences`. A logistic regression over
what the earlier stages say of a candidate, fitted on gold by `python -m pipeline.training.confidence`. Hard about it:
there is little gold, so the evidence is few and plain: 建议…；…； under a named speaker is sure, a bare sentence in an
unnamed one's quotation is not.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.stages.annotations import Candidate, Place, Themes


@Language.factory(
    "jianyan_confidence_v1",
    assigns=["doc._.confidences"],
    requires=["doc._.candidates", "doc._.places", "doc._.themes"],
)
def make_confidence(nlp: Language, name: str) -> Confidence:
    return Confidence(weights())


class Confidence:
    """Gives each candidate a probability in (0, 1), the same for the same text and settings."""

    def __init__(self, fitted: dict[str, float]) -> None:
        self._weights = fitted

    def __call__(self, doc: Doc) -> Doc:
        doc._.confidences = [
            round(self._probability(features(doc, index)), 4) for index in range(len(doc._.candidates))
        ]
        return doc

    def _probability(self, found: dict[str, float]) -> float:
        score = self._weights["intercept"] + sum(
            self._weights.get(name, 0.0) * value for name, value in found.items()
        )
        return 1 / (1 + math.exp(-score))


def features(doc: Doc, index: int) -> dict[str, float]:
    """The evidence on one candidate of `doc`, each a number of about 0 to 1."""
    candidate: Candidate = doc._.candidates[index]
    place: Place = doc._.places[index]
    themes: Themes = doc._.themes[index]
    speaker = candidate.speakers[0]
    length = sum(end - start for start, end in candidate.spans)
    return {
        **candidate.features,
        "person": float(speaker.kind == "person"),
        "organization": float(speaker.kind == "organization"),
        "group": float(speaker.kind == "group"),
        "no_role": float(speaker.kind == "person" and speaker.role is None),
        "several": float(len(candidate.speakers) > 1),
        "direct": float(candidate.quote == "direct"),
        "signed": float(candidate.quote == "signed"),
        "commitment": float(candidate.stance == "commitment"),
        "semicolon_item": float(candidate.rule == "semicolon-item"),
        "enumeration_item": float(candidate.rule == "enumeration-item"),
        "broken": float(len(candidate.spans) > 1),
        "length": min(length, 200) / 100,
        "short_text": float(length < 12),
        "second_theme": float(len(themes.codes) > 1),
        "place_null": float(place.city is None),
        "bare_quotation": float(candidate.quote == "direct" and candidate.cue is None),
        "bare_sentence": float(candidate.rule == "sentence" and candidate.cue is None),
        "urged_list": candidate.features.get("in_list", 0.0) * candidate.features.get("mode_urge", 0.0),
        "place_stated": float(place.basis == "stated"),
        "place_office": float(place.basis == "office"),
        "no_theme_terms": float(not themes.terms),
        "theme_terms": min(len(themes.terms), 6) / 6,
        "theme_lead": min(themes.lead, 6) / 6,
        "other_theme": float(themes.codes[:1] == ("other",)),
        "hant": float(doc._.metadata.script == "hant"),
        "few_in_article": float(len(doc._.candidates) < 4),
    }


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature (`confidence.tsv`); a feature without one counts nothing."""
    text = files("pipeline.stages").joinpath("confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(weight) for name, weight in rows[1:]}
