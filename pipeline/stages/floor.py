"""Who holds the floor within a paragraph: reported speech and quotations, one after another.

Comes in: one paragraph at a time. Go out: `Speech`es. Hard about it: a quotation may come before its speaker
(“人才是第一资源。”市人社局局长王道明表示,将…), be broken by him (“我建议…,”他说,“…”), go on in the next paragraph, or have
no speaker at all, and reported speech ends without a mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.stages.annotations import Block, Quote, Span, Speaker, Speech
from pipeline.stages.attributions import attributions
from pipeline.stages.mentions import LONGEST_MENTION, Mention
from pipeline.stages.motions import motions
from pipeline.stages.order import beginning_in
from pipeline.stages.petitions import head_of_sentence
from pipeline.stages.quotations import Stretch, inside, stretches
from pipeline.stages.referents import Referents, group_of_piece, is_subject
from pipeline.stages.reporting import Attribution
from pipeline.stages.subjects import Subject

_SPOKEN_OF = re.compile(r"(?:^|[，。])[他她](?![们的])[^。]{1,16}。$")  # 说到这儿，|他停顿了一下。“希望…”
_PLAN = re.compile(r"(?:[局署处院]方|，)(?:将|会|拟|计划)|建议|促请|倡议|提议")
_OBJECT_MARK = re.compile(r"(?:与|和|给|向|把|被|由)$")
_LONGEST_BREAK = 60  # characters of an attribution that breaks a quotation; a longer one begins another
_NEAR = 14  # characters between a quotation and the name of who said it, without a reporting verb
_SHORTEST_CONTENT = 6  # characters that reported speech has at least before a quotation follows it
_SHORTEST_SENTENCE = 6  # characters of what is said before its attribution


@dataclass
class Floor:
    """A speech in the making; `quote` is None for a person who is only spoken of and may be quoted next."""

    speakers: tuple[Speaker, ...]
    quote: Quote | None
    cue: str | None
    spans: list[Span] = field(default_factory=list)

    def has_content(self, text: str) -> bool:
        said = (re.sub(r"[，：。；“”\s]", "", text[start:end]) for start, end in self.spans)
        return sum(map(len, said)) > _SHORTEST_CONTENT


class ParagraphReader:
    """Keeps the speeches found, who spoke last, the quotation that stays open, and those without a speaker."""

    def __init__(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> None:
        self._text = text
        self._blocks = blocks
        self._mentions = mentions
        self.referents = Referents(text, mentions)
        self.found: list[Speech] = []
        self.open_quote: Floor | None = None
        self._orphans: list[int] = []  # speeches without a speaker yet

    def emit(self, floor: Floor) -> None:
        """Keep a floor as a speech, where anything is said."""
        if floor.quote is None or not any(start < end for start, end in floor.spans):
            return
        at = floor.spans[0][0]
        section = next((b.section for b in self._blocks if b.start <= at < b.end), 0)
        spans = tuple((start, end) for start, end in floor.spans if start < end)
        self.found.append(Speech(spans, floor.speakers, floor.quote, floor.cue, section))

    def read(self, start: int, end: int) -> Floor | None:
        """Reported speech and quotations of one paragraph; returns the floor that is open at its end."""
        floor: Floor | None = None
        pieces = list(stretches(self._text, start, end))
        carried = self.open_quote
        self.open_quote = None
        for number, (kind, s, e) in enumerate(pieces):
            if kind == "quote":
                if number == 0:
                    floor = carried or self._before_paragraph(start)
                floor = self._quotation(pieces, number, floor, start)
                if number == len(pieces) - 1 and self._text[e - 1 : e + 1].count("”") == 0:
                    self.open_quote = floor
            else:
                for who, title in motions(self._text, s, e, end, self._mentions):
                    self.emit(Floor((who,), "indirect", "提交", [title]))
                floor = self._narration(s, e, floor, number, pieces)
        if floor is not None and floor.quote == "indirect" and floor.spans:
            self.emit(floor)
        return floor

    def _before_paragraph(self, start: int) -> Floor | None:
        """Who heads the last sentence before a paragraph that opens with a quotation: 何以安走上发言席。/“…”"""
        end = start - 1
        while end > 0 and self._text[end - 1] in " \n":
            end -= 1
        sentence = max(self._text.rfind(c, 0, end - 1) for c in "。！？”\n") + 1
        if self._text[end - 1 : end] != "。":
            return None
        people = beginning_in(self._mentions, sentence, end)
        if len({m.speaker.name for m in people}) != 1 or not is_subject(self._text, people[0]):
            return None
        return Floor((people[0].speaker,), None, None)

    def _narration(
        self, start: int, end: int, floor: Floor | None, number: int, pieces: list[Stretch]
    ) -> Floor | None:
        """Open and close floors along a stretch of narration; return the one that is open at its end."""
        indirect = floor if floor is not None and floor.quote == "indirect" else None
        position = start
        who = floor.speakers if floor is not None else ()
        for found in attributions(self._text, start, end, self._mentions):
            named = self._named_since(position, found) or self._heads(position, found)
            if indirect is not None and not named and self._goes_on_inside(found, position):
                continue
            self.referents.note(position, found.start)
            speakers = named.speakers if named else self.referents.resolve(found, who, start)
            if indirect is not None:
                stop = named.start if named else found.start
                if stop > position:
                    indirect.spans.append((position, stop))
                self.emit(indirect)
            if not speakers:
                indirect, position = None, found.content
                continue
            self._said_before(found, start, indirect)
            who = self.referents.last = speakers
            indirect = Floor(speakers, "indirect", found.verb)
            position = (
                found.verb_start if found.verb_class == "urge" and not found.opens_list else found.content
            )
            if found.verb_class == "urge" and not found.opens_list:
                indirect.spans.append((found.verb_start, found.content))
                position = found.content
        self.referents.note(position, end)
        if indirect is None and number > 0 and floor is not None and who and position == start:
            # “…”同时,以创新思维来推动…: nobody else has been named, the speaker of the quotation goes on
            indirect = Floor(who, "indirect", None)
        if indirect is not None:
            if end > position:
                indirect.spans.append((position, end))
            return indirect
        return self._floor_without_speech(start, end, floor, number, who)

    def _said_before(self, found: Attribution, start: int, open_floor: Floor | None) -> None:
        """要在老城区新建停车场，市政协委员顾庭芳建议。: the sentence before the attribution is what is said."""
        if (
            open_floor
            or not found.speakers
            or self._text[found.content : found.content + 1] not in {"。", "！"}
        ):
            return
        sentence = max(start, *(self._text.rfind(c, start, found.start) + 1 for c in "。！？；”"))
        if self._text[found.start - 1 : found.start] == "，" and found.start - sentence > _SHORTEST_SENTENCE:
            self.emit(Floor(found.speakers, "indirect", found.verb, [(sentence, found.start - 1)]))

    def _floor_without_speech(
        self, start: int, end: int, floor: Floor | None, number: int, who: tuple[Speaker, ...]
    ) -> Floor | None:
        """Who may be quoted next, behind a stretch of narration that reports nothing at its end."""
        topic = self._topic(start, end, number)
        if topic:
            self.referents.last = topic
            return Floor(topic, None, None)
        if floor is not None and floor.quote != "indirect":
            return floor
        if not who and _SPOKEN_OF.search(self._text[start:end]):
            return Floor(self.referents.last, None, None)
        return Floor(who, None, None) if who else None

    def _goes_on_inside(self, found: Attribution, floor_start: int) -> bool:
        """Whether a verb without a subject is only a clause of what is being said: 希望甲做好…，希望乙也…"""
        if (
            found.speakers
            or found.everybody
            or found.pronoun
            or found.opens_list
            or (found.verb_class != "urge" and not self._is_of_plan(found))
        ):
            return False
        return (
            found.start > floor_start
            and self._text[found.start - 1] == "，"
            and self._text[found.content : found.content + 1] != "“"
        )

    def _is_of_plan(self, found: Attribution) -> bool:
        """处方会公布修订后的守则，|要求仲介…: what a plan will demand is a part of it."""
        sentence = max(self._text.rfind(c, 0, found.start) for c in "。；！？\n") + 1
        return found.verb == "要求" and bool(_PLAN.search(self._text, sentence, found.start))

    def _named_since(self, start: int, found: Attribution) -> Subject | None:
        """Who heads the sentence of a verb without a subject: 提出…；|吴维娜委员|代表民盟发言，提出了…"""
        if found.speakers or found.everybody or found.pronoun:
            return None
        sentence = max(start, *(self._text.rfind(c, start, found.start) + 1 for c in "。；"))
        if sentence == start:
            return None
        first = next(iter(beginning_in(self._mentions, sentence, sentence + 1)), None)
        return Subject((first.speaker,), first.start) if first else None

    def _heads(self, start: int, found: Attribution) -> Subject | None:
        """The group that heads the sentence of a verb without a subject: 区议员今早与局长会面，会后|促请…"""
        if found.speakers or found.everybody or found.pronoun:
            return None
        sentence = max(start, *(self._text.rfind(c, start, found.start) + 1 for c in "。；"))
        if sentence and sentence != start and self._text[sentence - 1] not in "。！？；\n":
            return None
        return head_of_sentence(self._text, sentence, found.start)

    def _topic(self, start: int, end: int, number: int) -> tuple[Speaker, ...]:
        """The person that a stretch of narration is about: right after a quotation, or 对…王仕彬来说."""
        people = [
            m
            for m in beginning_in(self._mentions, start - LONGEST_MENTION, end)
            if start <= m.name_span[0] < end
        ]
        if not people:
            return ()
        if number > 0:
            first_stop = self._text.find("。", start, end)
            people = [m for m in people if m.start <= (first_stop if first_stop > 0 else end)]
            return tuple(m.speaker for m in people[:1])
        last = people[-1]
        before = self._text[max(start, last.start - 2) : last.start]
        return () if _OBJECT_MARK.search(before) else (last.speaker,)

    def _quotation(
        self, pieces: list[Stretch], number: int, floor: Floor | None, paragraph: int
    ) -> Floor | None:
        """Give a quotation to its speaker: named right after it, right before it, or before in the paragraph."""
        _, s, e = pieces[number]
        said = inside(self._text, s, e)
        opened = floor if floor is not None and floor.quote == "indirect" else None
        if opened is not None and opened.has_content(self._text):
            self.emit(opened)
            opened = None
        if opened is not None:
            speakers, cue = opened.speakers, opened.cue
        else:
            speakers, cue = self._speaker_of(pieces, number, floor)
        direct = Floor(speakers, "direct", cue, [said])
        last = self.found[-1] if self.found else None
        if last is not None and last.quote == "direct" and self._goes_on(last, paragraph, s):
            spans = (*last.spans, said)
            self.found[-1] = replace(last, spans=spans, speakers=last.speakers or speakers)
            return Floor(last.speakers or speakers, "direct", cue, list(spans))
        if not speakers:
            self._orphans.append(len(self.found))
        else:
            self.referents.last = speakers
        self.emit(direct)
        return direct

    def _speaker_of(
        self, pieces: list[Stretch], number: int, floor: Floor | None
    ) -> tuple[tuple[Speaker, ...], str | None]:
        """Who is named right behind a quotation, else who has the floor."""
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if after is not None and after.kind == "narration":
            speakers, cue = self._named_after(after.start, after.end, floor)
            if speakers:
                return speakers, cue
        return (floor.speakers, floor.cue) if floor is not None else ((), None)

    def _goes_on(self, last: Speech, paragraph: int, position: int) -> bool:
        """Whether the last quotation broke off at a comma: “我建议…，”他说，“…”"""
        start, end = last.spans[-1]
        between = self._text[end:position]
        return (
            start >= paragraph
            and len(between) < _LONGEST_BREAK
            and "。" not in between
            and self._text[start:end].rstrip("”")[-1:] in {"，", "、"}
        )

    def _named_after(
        self, start: int, end: int, floor: Floor | None
    ) -> tuple[tuple[Speaker, ...], str | None]:
        stop = min((p for p in (self._text.find(c, start, end) for c in "。！？") if p > 0), default=end)
        known = floor.speakers if floor is not None else ()
        for found in attributions(self._text, start, stop, self._mentions):
            return self.referents.resolve(found, known, start), found.verb
        people = beginning_in(self._mentions, start, stop)
        broken = self._text[start - 2 : start - 1] == "，"
        if people and (
            people[0].start - start <= _NEAR or broken or "是" in self._text[start : people[0].start]
        ):
            return (people[0].speaker,), None
        return (), None

    def adopt_orphans(self) -> None:
        """Quotations without a speaker go to the group that the piece is about: 委员们说, 学员们纷纷讨论."""
        for index in self._orphans:
            if index >= len(self.found) or self.found[index].speakers:
                continue
            speech = self.found[index]
            piece = [b for b in self._blocks if b.section == speech.section]
            group = group_of_piece(self._text, piece, speech.spans[0][0])
            if group:
                self.found[index] = replace(speech, speakers=(group,))
