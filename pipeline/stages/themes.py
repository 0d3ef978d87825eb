"""Finds the theme that each proposal works on: candidates with their speakers in, one `Themes` a candidate out.

Hard about it: a proposal names more fields than its own. The action counts, not its setting before it or its
purpose after it (围绕乡村振兴,开通定制公交,助力农产品出村 is transport), and where its own words say little (尽快出台办法),
the speaker's office, the rest of the speech and the text before it must tell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation
from pipeline.lexicons.theme_terms import Term, ThemeTerms, theme_terms
from pipeline.stages.annotations import Candidate, Span, Speaker, Themes
from pipeline.stages.theme_model import ThemeModel

Weights = Mapping[str, float]

# How much a clause counts, by what it does; on gold, nothing moves by more than 1 point within ±0.2 of each.
_FIRST = 1.3  # the first clause with an action of its own
_LATER = 1.0
_LEAD = 0.6
_TAIL = 0.4
# Of several terms of one theme in a clause each counts 0.7 of the one before it: a list (商业、餐饮、娱乐) is one mention.
_REPEAT = 0.7
# Context decides where the proposal's own words (2 to 8 points a theme) do not.
_OFFICE = 1.5
_SPEECH = 1.0
_BEFORE = 2.0
_NOT_OF_AN_OFFICE = frozenset({"governance", "party_cadre"})  # 市政协委员, 党委书记 speak on everything
# Without any term in the words and around them, the model alone must give its theme at least a third.
_SURE = -1.1
# A further theme has at least half the points of the main one.
_FURTHER = 0.5
_MOST_THEMES, _MOST_TERMS = 3, 6

_CLAUSE = re.compile(r"[^，。；：！？\n]*[^，。；：！？\s][^，。；：！？\n]*")
_LEADING = re.compile(rf"{alternation('theme_clauses', 'lead')}(?!期)|以.{{1,20}}(?:为|牵引|引领)")
_FORUM = re.compile(
    rf"(?:{alternation('theme_clauses', 'forum')}|[港中理科浸城岭][大](?=教授|学者|讲师)|大学[\u4e00-\u9fff]{{0,12}}?(?:教授|学者|讲师|研究员))"
)
_TRAILING = re.compile(
    rf"{alternation('theme_clauses', 'tail')}"
    rf"|为.*{alternation('theme_clauses', 'gift')}"
    r"|以.*(?:支撑|促进|推动|服务|助推)"
    r"|推动.*(?:高质量发展|现代化)|促进.*发展$"
)


@Language.factory(
    "jianyan_themes_v1",
    assigns=["doc._.themes"],
    requires=["doc._.candidates", "doc._.blocks"],
    default_config={"context_characters": 150, "model_weight": 0.75, "piece_weight": 4.0},
)
def make_themes(
    nlp: Language, name: str, context_characters: int, model_weight: float, piece_weight: float
) -> ThemeFinder:
    """`piece_weight` is what the topic of the whole piece counts. Higher gains on articles of one topic and loses on
    meetings that pass from one to the next. Of 0, 2, 4 and 6 on varied, written and further, 4 has the best record F1,
    a point above 0; local and broadcast, whose themes are known best, lose half a point and one by it.
    """
    return ThemeFinder(theme_terms(), context_characters, model_weight, piece_weight)


class ThemeFinder:
    """Scores the themes of each candidate by its terms, its context and the character model.

    The model knows words that the list does not, by their characters (虾苗 like 鱼苗); with `model_weight` 0 the
    list alone decides. A candidate that nothing speaks for is `other`.
    """

    def __init__(
        self, terms: ThemeTerms, context_characters: int, model_weight: float, piece_weight: float
    ) -> None:
        self.terms = terms
        self.context_characters = context_characters
        self.model_weight = model_weight
        self.piece_weight = piece_weight
        self.model = ThemeModel.load() if model_weight else None

    def __call__(self, doc: Doc) -> Doc:
        candidates: Sequence[Candidate] = doc._.candidates
        text = doc._.aligned.text
        owns = [self._own(text, candidate) for candidate in candidates]
        sections = {candidate.section for candidate in candidates}
        pieces = {section: self._piece(doc, text, section) for section in sections}
        doc._.themes = [
            self._themes(
                doc,
                text,
                candidate,
                own,
                self._rest_of_speech(number, candidates, owns),
                pieces[candidate.section],
            )
            for number, (candidate, own) in enumerate(zip(candidates, owns, strict=True))
        ]
        return doc

    def _own(self, text: str, candidate: Candidate) -> _Own:
        """What the proposal's own words say; its pieces are read as one text."""
        offsets = [i for start, end in candidate.spans for i in range(start, end) if text[i] != "\n"]
        words = "".join(text[i] for i in offsets)
        points: Counter[str] = Counter()
        terms: list[Term] = []
        for (start, end), share in _clauses(words):
            found = [
                Term(term.start + start, term.end + start, term.weights)
                for term in self.terms.find(words[start:end])
            ]
            points.update({code: share * value for code, value in _summed(found).items()})
            terms += found
        spans = [(offsets[term.start], offsets[term.end - 1] + 1) for term in terms]
        return _Own(words, points, [(span, term.weights) for span, term in zip(spans, terms, strict=True)])

    def _piece(self, doc: Doc, text: str, section: int) -> Weights:
        """What the piece is about: each theme's share of all its terms."""
        blocks = [block for block in doc._.blocks if block.section == section]
        points: Counter[str] = Counter()
        for block in blocks:
            for term in self.terms.find(_without_forums(text[block.start : block.end])):
                points.update(term.weights)
        return _shares(points)

    def _themes(
        self, doc: Doc, text: str, candidate: Candidate, own: _Own, speech: Weights, piece: Weights
    ) -> Themes:
        before, start = self._before(doc, text, candidate)
        context = self.terms.find(_without_forums(before))
        points = Counter(own.points)
        _add(points, speech, _SPEECH)
        if self.piece_weight:
            _add(points, piece, self.piece_weight)
        _add(points, _shares(_summed(context)), _BEFORE)
        for speaker in candidate.speakers:
            _add(points, self._office(speaker), _OFFICE / len(candidate.speakers))
        if self.model:
            guess = self.model.log_probabilities(self.terms.without_idle_words(own.words))
            if points or max(guess.values()) > _SURE:
                _add(points, guess, self.model_weight)
        if not points:
            return Themes(("other",))
        ranked = sorted(points, key=lambda code: (-points[code], code))
        main = ranked[0]
        codes = [main]
        codes += [c for c in ranked[1:_MOST_THEMES] if own.points[c] >= _FURTHER * own.points[main] > 0]
        around = [((term.start + start, term.end + start), term.weights) for term in context]
        terms = _deciding(main, codes, own.terms) or _deciding(main, [main], around)
        lead = points[main] - max((points[code] for code in ranked[1:]), default=0.0)
        return Themes(tuple(codes), terms, round(lead, 3))

    @staticmethod
    def _rest_of_speech(number: int, candidates: Sequence[Candidate], owns: Sequence[_Own]) -> Weights:
        """The mean share of each theme in the other proposals of the speech."""
        speech = candidates[number].speech
        others = [
            _shares(own.points)
            for other, (candidate, own) in enumerate(zip(candidates, owns, strict=True))
            if candidate.speech == speech and other != number
        ]
        mean: Counter[str] = Counter()
        for shares in others:
            _add(mean, shares, 1 / len(others))
        return mean

    def _office(self, speaker: Speaker) -> Weights:
        """The field of an office or a body, at most 1 a theme: 市应急局局长 law_safety, 市教育局 education."""
        title = speaker.role or ""
        if speaker.kind == "organization":
            title += speaker.name or ""
        points = _summed(self.terms.find(_without_forums(title)))
        return {code: min(value, 3) / 3 for code, value in points.items() if code not in _NOT_OF_AN_OFFICE}

    def _before(self, doc: Doc, text: str, candidate: Candidate) -> tuple[str, int]:
        """The text before a proposal, in the same piece of the page, and where it begins."""
        end = candidate.start
        first = next(
            (
                block.start
                for block in doc._.blocks
                if block.section == candidate.section and block.start < end
            ),
            0,
        )
        start = max(first, end - self.context_characters)
        return text[start:end], start


@dataclass(frozen=True, slots=True)
class _Own:
    """A proposal's own words, the points of each theme in them, and the terms with their spans in the Doc."""

    words: str
    points: Counter[str]
    terms: list[tuple[Span, Weights]]


def _without_forums(text: str) -> str:
    """With a mark for each character of the words that tell where and as whom people speak: 立法会议员."""
    return _FORUM.sub(lambda match: "□" * len(match[0]), text)


def _clauses(text: str) -> list[tuple[Span, float]]:
    """The clauses of a proposal, and how much each counts."""
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    found: list[tuple[Span, float]] = []
    acted = False
    for start, end in spans:
        if acted:
            share = _TAIL if _TRAILING.match(text, start, end) else _LATER
        elif len(spans) > 1 and _LEADING.match(text, start, end):
            share = _LEAD
        else:
            acted, share = True, _FIRST
        found.append(((start, end), share))
    return found


def _summed(terms: Iterable[Term]) -> dict[str, float]:
    """The points of each theme in one stretch of text."""
    weights: dict[str, list[float]] = defaultdict(list)
    for term in terms:
        for code, weight in term.weights.items():
            weights[code].append(weight)
    return {
        code: sum(weight * _REPEAT**rank for rank, weight in enumerate(sorted(found, reverse=True)))
        for code, found in weights.items()
    }


def _shares(points: Weights) -> Weights:
    whole = sum(points.values())
    return {code: value / whole for code, value in points.items()} if whole else {}


def _add(points: Counter[str], more: Weights, factor: float) -> None:
    for code, value in more.items():
        points[code] += factor * value  # type: ignore[assignment]


def _deciding(main: str, codes: Sequence[str], terms: Iterable[tuple[Span, Weights]]) -> tuple[Span, ...]:
    """The heaviest terms of the themes given, in the order of the text, if any speaks for the main one."""
    telling = [(span, weights) for span, weights in terms if any(code in weights for code in codes)]
    if not any(main in weights for _, weights in telling):
        return ()
    telling.sort(
        key=lambda item: (main not in item[1], -max(item[1].get(code, 0) for code in codes), item[0])
    )
    return tuple(sorted(span for span, _ in telling[:_MOST_TERMS]))
