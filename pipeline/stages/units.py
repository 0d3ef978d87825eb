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

from pipeline.stages.annotations import Candidate, Refusal, Span, Speech
from pipeline.stages.trimming import trim
from pipeline.stages.verdicts import Evidence, judge, mode_after

_SENTENCE_END = re.compile(r"[。！？…]+[”’）]*|\n")
_MARKER = re.compile(
    r"""(?:^|(?<=[，。；：\n！？ ]))(?:
      (?P<shi>[一二三四五六七八九十]{1,2}是要?(?:[，：]?))
    | (?P<yao>[一二三四五六七八九十]{1,2}要(?![么不]))
    | (?P<first>(?:首先|其次|再次|再者|最后|其一|其二|其三|其四|其五)(?:[是，,：]|要(?=[^求])|应(?=[^该]))(?:要)?)
    | (?P<di>第[一二三四五六七八九十](?:张牌|步|件事|件|个方面|点|条|项|招|方面)?(?:[，：、]|是))
    | (?P<paren>（[一二三四五六七八九十0-9]{1,2}）)
    | (?P<dun>[一二三四五六七八九十]{1,2}、)
    | (?P<digit>(?<![0-9])[0-9]{1,2}(?:[．、]|\.(?![0-9])))
    | (?P<circle>[①-⑳])
    )""",
    re.VERBOSE,
)
_LIST_VERB = re.compile(r"[：:]$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a speech that may hold one candidate: offsets in the speech's own text."""

    start: int
    end: int
    rule: str
    in_list: bool = False
    first_in_list: bool = False
    cue: str | None = None  # 要, where the marker holds it: 一要


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The text of a speech as it is read, with the reading offset of each character."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> _Spoken:
        pieces, offsets = [], []
        for start, end in spans:
            if offsets and "\n" in text[offsets[-1] + 1 : start]:
                pieces.append("\n")
                offsets.append(offsets[-1] + 1)
            pieces.append(text[start:end])
            offsets.extend(range(start, end))
        return cls("".join(pieces), tuple(offsets))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        found: list[Span] = []
        for offset in self.offsets[start:end]:
            if found and found[-1][1] == offset:
                found[-1] = (found[-1][0], offset + 1)
            else:
                found.append((offset, offset + 1))
        return tuple(found)


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
        candidates: list[Candidate] = []
        refusals: list[Refusal] = []
        mode, previous = None, None
        for index, speech in enumerate(doc._.speeches):
            same = previous is not None and previous.speakers == speech.speakers
            reading = _Reading(doc, speech, index, mode if same and mode == "plan" else None)
            for found in reading.judged():
                if isinstance(found, Candidate):
                    candidates.append(found)
                else:
                    refusals.append(found)
            mode, previous = reading.mode, speech
        candidates, repeats = _without_repeats(doc.text, candidates)
        refusals += repeats
        if len(set(_TESTIMONY.findall(doc.text))) >= _TRIAL:
            refusals += [Refusal(c.spans, "procedure", "".join(doc.text[a:b] for a, b in c.spans)) for c in candidates]
            candidates = []
        doc._.candidates = candidates
        doc._.refusals = refusals
        return doc


def _without_repeats(text: str, candidates: list[Candidate]) -> tuple[list[Candidate], list[Refusal]]:
    """The candidates in order, each proposal of a speaker once: the fullest statement is the record."""
    bigrams = [_bigrams("".join(text[a:b] for a, b in c.spans)) for c in candidates]
    kept: list[Candidate] = []
    refused: list[Refusal] = []
    for index, candidate in enumerate(candidates):
        fuller = any(
            other is not candidate
            and other.speakers == candidate.speakers
            and len(bigrams[index] & bigrams[number]) >= _REPEATED * len(bigrams[index])
            and (len(bigrams[number]), -number) > (len(bigrams[index]), -index)
            for number, other in enumerate(candidates)
        )
        if fuller:
            refused.append(Refusal(candidate.spans, "repeat", "".join(text[a:b] for a, b in candidate.spans)))
        else:
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start), refused


def _bigrams(text: str) -> set[str]:
    letters = re.sub(r"[^\w]", "", text)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


# words of a court's hearing; a report of one proposes nothing (作供, 辩方盘问), a court's own report has few of them
_TESTIMONY = re.compile("作供|供称|供述|盘问|辩方|控方|庭上|证人|被告|检控|陪审|案情|开审|续审|聆讯|传召")
_TRIAL = 3

# of a statement's pairs of characters that stand in the fuller one; lower would merge items of one list
_REPEATED = 0.8


class _Reading:
    """One speech, read piece by piece; `mode` is what the speech has been doing."""

    def __init__(self, doc: Doc, speech: Speech, index: int, mode: str | None) -> None:
        self.doc, self.speech, self.index = doc, speech, index
        self.mode = mode or mode_after("", speech, None)

    def judged(self) -> Iterator[Candidate | Refusal]:
        speech = self.speech
        spoken = _Spoken.of(self.doc.text, speech.spans)
        start_of_speech = speech.spans[0][0]
        verb = speech.cue or ""
        # 要求|镇村两级组织一次演练: the verb itself proposes what follows it without a comma
        adjoining = verb if verb and self.doc.text[start_of_speech - len(verb) : start_of_speech] == verb else None
        for piece in pieces(spoken.text):
            raw = spoken.text[piece.start : piece.end]
            trimmed = trim(raw, in_list=piece.in_list, first=piece.first_in_list, speech=speech)
            if trimmed.cue is None and piece.cue:
                trimmed = replace(trimmed, cue=piece.cue)
            if trimmed.cue is None and piece.start == 0 and adjoining in {"要求", "叮嘱", "嘱咐", "勉励", "号召"}:
                trimmed = replace(trimmed, cue=adjoining)
            evidence = Evidence(
                text=trimmed.text,
                raw=raw,
                before=spoken.text[max(0, piece.start - 40) : piece.start],
                cue=trimmed.cue,
                cue_at=trimmed.cue_inside,
                subject=trimmed.subject,
                in_list=piece.in_list,
                rule=piece.rule,
                mode=self.mode,
                speech=speech,
            )
            verdict = judge(evidence)
            self.mode = mode_after(raw, speech, self.mode, taken=verdict.reason is None)
            if not trimmed.text:
                continue
            start = piece.start + trimmed.start
            spans = spoken.spans(start, start + len(trimmed.text))
            if verdict.reason is not None:
                yield Refusal(spans, verdict.reason, raw)
                continue
            cue_span = None
            if trimmed.cue_at is not None and trimmed.cue:
                at = piece.start + trimmed.cue_at
                cue_span = (spoken.offsets[at], spoken.offsets[min(at + len(trimmed.cue), len(spoken.offsets)) - 1] + 1)
            yield Candidate(
                spans=spans,
                speech=self.index,
                speakers=speech.speakers,
                quote=speech.quote,
                stance=verdict.stance,
                cue=trimmed.cue,
                cue_span=cue_span,
                rule=piece.rule,
                section=speech.section,
                features=verdict.features,
            )


def pieces(text: str) -> list[_Piece]:
    """The stretches of a speech's text that may hold one candidate each (guidelines section 3)."""
    found: list[_Piece] = []
    markers = [m for m in _MARKER.finditer(text) if not _nested(text, m.start())]
    markers = _real_enumeration(text, markers)
    position = 0
    for number, marker in enumerate(markers):
        if marker.start() > position:
            found.extend(_sentences(text, position, marker.start()))
        following = markers[number + 1].start() if number + 1 < len(markers) else None
        if following is not None and _ordinal(markers[number + 1]) <= 1 < _ordinal(marker) and marker.lastgroup == markers[number + 1].lastgroup:
            following = _before_new_list(text, marker.end(), following)
        headed = any("。" in text[p.start : p.end - 1] for p in found if p.rule == "enumeration-item")
        end = _item_end(text, marker.end(), following, headed=headed or number == 0)
        cue = "要" if "要" in marker[0] else None
        found.append(_Piece(marker.end(), end, "enumeration-item", True, number == 0, cue))
        position = end
    found.extend(_sentences(text, position, len(text)))
    return _joined(text, found)


# 要丰富夜间产品。| the short sentence that heads an item, where there are several of them
_HEADING = re.compile(r"[，；\s]*要(?!求)[^，。；：]{4,14}。")


def _joined(text: str, found: list[_Piece]) -> list[_Piece]:
    """An item and the sentence that goes on with it: 要实施…行动，…。同时加强… (only within a list of 要…)."""
    joined: list[_Piece] = []
    headings = sum(bool(_HEADING.fullmatch(text, p.start, p.end)) for p in found)
    for piece in found:
        previous = joined[-1] if joined else None
        if (
            previous
            and headings > 1
            and _HEADING.fullmatch(text, previous.start, previous.end)
            and not re.match(r"[，。；\s]*[^，。；]{0,12}(?:要|建议|下一步|将|应|必须|希望)", text[piece.start : piece.end])
            and previous.end == piece.start
            and not text[piece.start : piece.end].startswith("\n")
        ):
            joined[-1] = replace(previous, end=piece.end)
            continue
        opens_with_must = previous and re.match(r"[，。；\s]*要(?!求)", text[previous.start : previous.end])
        if (
            previous
            and (previous.in_list or opens_with_must)
            and re.match(r"同时(?!，?[要也还])", text[piece.start : piece.end])
            and previous.end == piece.start
            and "\n" not in text[previous.start : piece.end].strip()
            and not text[previous.start : previous.end].endswith("；")
        ):
            joined[-1] = replace(previous, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _ordinal(marker: re.Match[str]) -> int:
    """The number of an item, 1 for 一是 and 首先; 0 where it has none."""
    number = re.search(r"[一二三四五六七八九十]|[0-9]+", marker[0])
    if not number:
        return 1 if marker[0].startswith("首先") else 2
    return int(number[0]) if number[0].isdigit() else "一二三四五六七八九十".index(number[0]) + 1


def _before_new_list(text: str, start: int, following: int) -> int:
    """The end of the last item before a sentence that announces another list: …模式。|当前要重点抓好四项工作，一是…"""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, following)]
    return ends[-1] if ends and ends[-1] < following else following


def _nested(text: str, position: int) -> bool:
    """Whether a position stands inside brackets or an inner quotation of its paragraph."""
    start = text.rfind("\n", 0, position) + 1
    before = text[start:position]
    return (
        before.count("“") > before.count("”")
        or before.count("（") > before.count("）")
        or before.count("《") > before.count("》")
        or before.count("‘") > before.count("’")
    )


def _real_enumeration(text: str, markers: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without what only looks like a marker: 一、 as a heading with items below it stays as a boundary."""
    kept = []
    for marker in markers:
        kind = marker.lastgroup
        if kind in {"digit", "dun"} and marker.start() and text[marker.start() - 1] not in "\n。；：":
            continue
        if kind == "first" and not re.search(r"是|要|应", marker[0]) and sum(m.lastgroup == "first" for m in markers) < 2:
            continue  # 其次，alone counts nothing
        kept.append(marker)
    return kept


def _item_end(text: str, start: int, following: int | None, *, headed: bool) -> int:
    """Where an item ends: at the next marker, or, the last one, with its sentence or its paragraph's end."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if following is not None:
        if line_end < following and line_end > start:
            return line_end
        return following
    sentence = _SENTENCE_END.search(text, start, line_end)
    while sentence and _nested(text, sentence.start()) and sentence.end() < line_end:
        sentence = _SENTENCE_END.search(text, sentence.end(), line_end)
    end = sentence.end() if sentence else line_end
    if headed and sentence and end < line_end and end - start <= 16 and "，" not in text[start:end]:
        sentence = _SENTENCE_END.search(text, end, line_end)  # 强化维权。将… : the item's own heading
        end = sentence.end() if sentence else line_end
    while goes_on := _GOES_ON.match(text, end, line_end):
        sentence = _SENTENCE_END.search(text, goes_on.end(), line_end)
        end = sentence.end() if sentence else line_end
    own_line = start < 6 or "\n" in text[max(0, start - 6) : start]
    return line_end if own_line else end


_GOES_ON = re.compile(r"(?:同时|并且|此外还要)")


def _sentences(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Sentences, and the items of a sentence that is a list with semicolons."""
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _nested(text, match.start()) and match[0] != "\n":
            continue
        yield from _items(text, position, match.end())
        position = match.end()
    if position < end:
        yield from _items(text, position, end)


_ANNOUNCED = re.compile(r"(?:(?P<head>[^；]*)，)?[^，；：]*(?:[0-9一二三四五六七八九十两几]+(?:个|大|项|点|条|方面)[^，；：]{0,8}|规定|包括|如下|做到|以下|内容[是为])：")


def _items(text: str, start: int, end: int) -> Iterator[_Piece]:
    cuts = [m.end() for m in re.finditer("；", text[start:end]) if not _nested(text, start + m.start())]
    position = start
    in_list = bool(cuts)
    if cuts and (announced := _ANNOUNCED.match(text, start, start + cuts[0])):
        if announced["head"]:  # 必须把着力点放在改革上，|要解决好五个问题：|必须…；
            yield _Piece(start, announced.end("head"), "sentence")
        position = announced.end()
    for number, cut in enumerate(cuts):
        yield _Piece(position, start + cut, "semicolon-item", True, number == 0)
        position = start + cut
    if text[position:end].strip():
        yield _Piece(position, end, "semicolon-item" if in_list else "sentence", in_list, False)
