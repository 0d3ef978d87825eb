"""Who holds the floor from where to where: quotations, reported speech, signed pieces, sections under a header.

Comes in: blocks and mentions. Goes out: `doc._.speeches`. Hard about it: a quotation may come before its speaker
(“人才是第一资源。”市人社局局长王道明表示,将…), be broken by him (“我建议…,”他说,“…”), or have none, and reported speech ends
without a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicons import alternation
from pipeline.stages.annotations import Block, Span, Speaker, Speech
from pipeline.stages.attributions import Attribution, attributions
from pipeline.stages.mentions import Mention

_INLINE_BODY = re.compile(
    rf"^(?P<name>[\u4e00-\u9fffA-Za-z（）]{{1,24}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?)(?:负责人)?(?:答复|回复)?："
)
_TAKES_FLOOR = re.compile(
    rf"(?:^|(?<=[\n，。；]))(?P<name>[\u4e00-\u9fff]{{2,24}}(?:{alternation('organizations', 'suffix')}))作了?(?:主题|大会|交流|书面|重点)?发言(?=。)"
)
# 何俊峰委员（…）|代表工商联界别发言
_SPEAKS_FOR = re.compile(r"代表[^：，。]{2,30}?(?:作(?:大会)?)?发言$|的?(?:书面)?发言$")
_HEADER_BODY = re.compile(
    rf"^(?P<name>[\u4e00-\u9fffA-Za-z（）·]{{1,28}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?)：?$"
)
_ASKS = re.compile(r"^(?:记者|主持人|问|编者|编者按|主持)\s*[：:]")
_ANSWERS = re.compile(r"^(?:答)\s*[：:]\s*")
_NEW_PIECE = re.compile(
    r"^(?:本报|本网|本台|本站)?讯\s|^本报[^，。]{0,14}(?:讯|电)|^[^，。]{0,16}(?:消息|讯|电)\s*[（(]|^新华社"
)
_CONTINUES = re.compile(
    r"^[●◆■▲★•·]?\s*(?:[一二三四五六七八九十]是|其[一二三四]|（[一二三四五六七八九十]）|第[一二三四五六七八九十]|首先|其次|再次|最后|[0-9]{1,2}[．.、）)]|（[0-9]{1,2}）|[①-⑳]|[●◆■▲★•·]|第?[一二三四五六七八九十]要|[一二三四五六七八九十]、)"
)
_NOT_FULL = re.compile(
    r"^(?:日前|近日|期间|此次|该|本|这|在|由|对|据)|组织|成立|召开|举行|调研期间|考察期间|了|表示|指出"
)
_SOMEONE = re.compile(
    rf"(?:一位|一名|有位|有名)(?:[^，。；]{{1,20}}的)?(?P<role>[\u4e00-\u9fff]{{0,8}}?(?:{alternation('groups', 'group')}|{alternation('titles', 'job', 'person')}))"
)
_MOTION = re.compile(
    r"《(?:关于)(?P<action>[^》\n]{4,60}?)的?(?:提案|建议|议案|建议案|社情民意信息)?》(?=的?(?:提案|建议|议案)|[，。、；）”]|$|[^的])|"
    r"《(?P<named>[^》\n]{5,40})》(?=(?:等)?[0-9一二三四五六七八九十两几]*[件份个条](?:提案|建议|议案))|"
    r"(?:带来|提交|提出|递交|准备)[^，。；]{0,10}“(?P<topic>[^”\n]{6,40})”的(?:提案|建议|议案)"
)


@dataclass
class _Floor:
    """A speech in the making."""

    speakers: tuple[Speaker, ...]
    quote: str
    cue: str | None
    spans: list[Span] = field(default_factory=list)


@Language.factory(
    "jianyan_speeches_v1", assigns=["doc._.speeches"], requires=["doc._.blocks", "doc._.mentions"]
)
def make_speeches(nlp: Language, name: str) -> Speeches:
    return Speeches()


class Speeches:
    """Follows the floor through the article."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.speeches = list(_Reading(doc).speeches())
        return doc


class _Reading:
    """One pass over an article: keeps who owns the section, who spoke last, and quotations without a speaker."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc._.aligned.text
        self.blocks: list[Block] = doc._.blocks
        self.mentions: list[Mention] = doc._.mentions
        self.owner: tuple[Speaker, ...] = ()
        self.owned: list[Span] = []
        self.last: tuple[Speaker, ...] = ()  # who spoke or was spoken of last: 他, 她
        self.groups: tuple[Speaker, ...] = ()  # whom 大家 means
        self.open_quote: _Floor | None = None
        self.listed: _Floor | None = None  # …提出三点建议：, and its points in paragraphs of their own
        self.found: list[Speech] = []
        self.orphans: list[int] = []  # speeches without a speaker yet

    def speeches(self) -> list[Speech]:
        section = 0
        for index, block in enumerate(self.blocks):
            if block.section != section:
                self._close_section()
                section = block.section
            match block.kind:
                case "header":
                    above = self.owner if index and self.blocks[index - 1].kind == "header" else ()
                    self._close_section()
                    self.owner = (
                        self._writer() if self._is_salutation(index) else (*above, *self._header(block))
                    )
                case "signature":
                    self._close_list()
                    self._sign(block)
                case "body":
                    self._body(block, index)
                case "subheading" | "title" | "caption" | "meta":
                    if self.owner and block.kind == "meta" and self.owned:
                        self._close_section()
        self._close_section()
        self._adopt_orphans()
        return [
            replace(s, speakers=tuple(map(self._full_name, s.speakers))) for s in self.found if s.speakers
        ]

    def _full_name(self, speaker: Speaker) -> Speaker:
        """A body by its full name, where the article gives it: 调研组 → 全国政协调研组."""
        name = speaker.name or ""
        if (
            speaker.kind != "organization"
            or not speaker.name_span
            or not re.fullmatch(r"[\u4e00-\u9fff]{1,4}[组团会]", name)
        ):
            return speaker
        longer = re.compile(
            rf"(?:^|(?<=[\n，。；：“”、 ]))(?P<full>[\u4e00-\u9fff]{{2,12}}{re.escape(name)})(?![员])",
            re.MULTILINE,
        )
        forms = [
            m for m in longer.finditer(self.text, 0, speaker.name_span[0]) if not _NOT_FULL.search(m["full"])
        ]
        if not forms:
            return speaker
        return replace(speaker, name=forms[-1]["full"], name_span=forms[-1].span("full"))

    # sections that somebody owns

    def _header(self, block: Block) -> tuple[Speaker, ...]:
        inside = [m for m in self.mentions if block.start <= m.start < block.end]
        if inside:
            return tuple(m.speaker for m in inside)
        line = self.text[block.start : block.end].strip(" □■●◆")
        body = _HEADER_BODY.match(line.split("  ")[0])
        if body:
            start = block.start + self.text[block.start : block.end].find(body["name"])
            return (Speaker("organization", body["name"], None, (start, start + len(body["name"]))),)
        return ()

    def _is_salutation(self, index: int) -> bool:
        """胡桃代表：您提出的…收悉: the head of a letter names who is written to."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return following is not None and bool(
            re.match(r"(?:您|你们?)", self.text[following.start : following.end])
        )

    def _writer(self) -> tuple[Speaker, ...]:
        """The body whose letter this is: its name alone on a line of the letter."""
        for block in self.blocks:
            line = self.text[block.start : block.end].strip()
            if block.kind in {"header", "meta", "title", "subheading"} and (body := _HEADER_BODY.match(line)):
                return (
                    Speaker(
                        "organization", body["name"], None, (block.start, block.start + len(body["name"]))
                    ),
                )
        return ()

    def _close_list(self) -> None:
        if self.listed is not None:
            self._emit(self.listed)
            self.listed = None

    def _close_section(self) -> None:
        self._close_list()
        if self.owner and self.owned:
            self._emit(_Floor(self.owner, "signed", None, self.owned))
        self.owner, self.owned, self.open_quote, self.last = (), [], None, ()

    def _sign(self, block: Block) -> None:
        """（作者：郑亮，系…）: what stands before and belongs to nobody else is the author's."""
        inside = [m for m in self.mentions if block.start <= m.start < block.end]
        if self.owner or not inside:
            return
        spoken = {i for s in self.found for start, end in s.spans for i in range(start, end)}
        start = min((b.start for b in self.blocks if b.section == block.section), default=0)
        own = [
            (b.start, b.end)
            for b in self.blocks
            if b.kind == "body"
            and start <= b.start < block.start
            and not any(i in spoken for i in range(b.start, b.end))
        ]
        if own:
            self._emit(_Floor(tuple(m.speaker for m in inside[-1:]), "signed", "作者", own))

    def _emit(self, floor: _Floor) -> None:
        if any(start < end for start, end in floor.spans):
            section = next((b.section for b in self.blocks if b.start <= floor.spans[0][0] < b.end), 0)
            self.found.append(Speech(tuple(floor.spans), floor.speakers, floor.quote, floor.cue, section))  # type: ignore[arg-type]

    # paragraphs

    def _body(self, block: Block, index: int) -> None:
        text = self.text[block.start : block.end]
        start = block.start
        if _NEW_PIECE.match(text):
            self._close_section()
        if _ASKS.match(text):
            return
        if answer := _ANSWERS.match(text):
            if self.last:
                self.owner = self.last
            start += answer.end()
        inline = self._inline_header(block, index)
        if inline:
            self._close_section()
            self.owner, start = inline
        if self.owner and not inline and self._others_speak(block, self.owner):
            self._close_section()
        if self.owner:
            inner = _wholly_quoted(self.text, start, block.end)
            if inner and inline:
                self._quote_whole(inner, block.end)
            else:
                self.owned.append((start, block.end))
            return
        if self._is_point(block, index):
            return
        floor = self._paragraph(start, block.end)
        self._announce(floor, text)

    def _quote_whole(self, inner: Span, end: int) -> None:
        """全国政协委员王富玉：“…”: the paragraph is his quotation, which may go on in the next."""
        self._emit(_Floor(self.owner, "direct", None, [inner]))
        if self.text[end - 1] != "”":
            self.open_quote = _Floor(self.owner, "direct", None)
        self.last, self.owner = self.owner, ()

    def _announce(self, floor: _Floor | None, text: str) -> None:
        """A paragraph that ends in …提出三点建议： leaves the floor to the points that follow."""
        if floor is not None and floor.quote == "indirect" and text.rstrip().endswith("："):
            self.open_quote = _Floor(floor.speakers, "indirect", floor.cue)
            self.listed = _Floor(floor.speakers, "indirect", floor.cue)

    def _is_point(self, block: Block, index: int) -> bool:
        """Whether a paragraph is a point of the list that somebody announced in the paragraph before."""
        if self.listed is None:
            return False
        point = (
            _CONTINUES.match(self.text[block.start : block.end])
            or self.blocks[index - 1].kind == "subheading"
        )
        if point and not self._others_speak(block, self.listed.speakers):
            self.listed.spans.append((block.start, block.end))
            return True
        self._close_list()
        return False

    def _inline_header(self, block: Block, index: int) -> tuple[tuple[Speaker, ...], int] | None:
        """庄慕蓉（市政协常委）：街区里…; 全国政协委员王富玉：“…”; 市财政局：…"""
        text = self.text
        colon = text.find("：", block.start, min(block.end, block.start + 90))
        if colon < 0:
            return None
        label = re.match(r"【[^】]{1,12}】\s*", text[block.start : colon])
        start = block.start + (label.end() if label else 0)
        head = text[start:colon]
        inside = [m for m in self.mentions if start <= m.start and m.end <= colon]
        spoken = _SPEAKS_FOR.search(head)
        if spoken and inside and inside[-1].end <= start + spoken.start():
            return tuple(m.speaker for m in inside), colon + 1
        addressed = any(self.text[m.end] in "对向给跟" for m in inside[:-1])  # 顾庭芳|对|石磊说
        if inside and inside[-1].end >= colon - 1 and not addressed:
            covered = sum(m.end - m.start for m in inside)
            if covered >= len(head.replace(" ", "")) - 3 * len(inside) and not re.search(
                r"[，。；]", self.text[start : inside[0].start]
            ):
                addressee = colon + 1 == block.end and self._is_salutation(index)
                return self._writer() if addressee else tuple(m.speaker for m in inside), colon + 1
        body = _INLINE_BODY.match(head + "：")
        if body and not re.search(r"[，。]|建议|提出|认为|表示|强调|指出|说$", head):
            name = body["name"]
            return (Speaker("organization", name, None, (start, start + len(name))),), colon + 1
        return None

    def _others_speak(self, block: Block, owner: tuple[Speaker, ...]) -> bool:
        """Whether a paragraph of an owned section is the reporter's again: 会上,程门雪委员代表…"""
        first_stop = self.text.find("。", block.start, block.end)
        end = first_stop if first_stop > 0 else block.end
        owners = {s.name for s in owner}
        if any(
            m.speaker.name not in owners and m.speaker.role and m.start - block.start <= 16
            for m in self.mentions
            if block.start <= m.start < end and _is_subject(self.text, m)
        ):
            return True
        if re.match(
            r"^(?:会上|会议|大会|会前|会后|大家|与会|当日|当天|最后，|近日|日前)",
            self.text[block.start : end],
        ):
            return True
        for found in attributions(self.text, block.start, end, self.mentions):
            if any(s.kind == "person" and s.name not in owners for s in found.speakers):
                return True
        return False

    def _paragraph(self, start: int, end: int) -> _Floor | None:
        """Reported speech and quotations of one paragraph; returns the floor that is open at its end."""
        floor: _Floor | None = None
        pieces = list(_pieces(self.text, start, end))
        carried = self.open_quote
        self.open_quote = None
        for number, (kind, s, e) in enumerate(pieces):
            if kind == "quote":
                if number == 0 and carried is not None:
                    floor = carried
                floor = self._quotation(pieces, number, floor, start)
                if number == len(pieces) - 1 and self.text[e - 1 : e + 1].count("”") == 0:
                    self.open_quote = floor
            else:
                self._motions(s, e, end)
                floor = self._narration(s, e, floor, number, pieces)
        if floor is not None and floor.quote == "indirect" and floor.spans:
            self._emit(floor)
        return floor

    def _narration(
        self, start: int, end: int, floor: _Floor | None, number: int, pieces: list[tuple[str, int, int]]
    ) -> _Floor | None:
        """Open and close floors along a stretch of narration; return the one that is open at its end."""
        indirect = floor if floor is not None and floor.quote == "indirect" else None
        position = start
        who = floor.speakers if floor is not None else ()
        for found in attributions(self.text, start, end, self.mentions):
            if indirect is not None and self._goes_on_inside(found, position):
                continue
            self._note_groups(position, found.start)
            self._note_body(position, found.start)
            speakers = self._resolve(found, who, start)
            if indirect is not None:
                if found.start > position:
                    indirect.spans.append((position, found.start))
                self._emit(indirect)
            if not speakers:
                indirect, position = None, found.content
                continue
            self._said_before(found, start, indirect)
            who = self.last = speakers
            indirect = _Floor(speakers, "indirect", found.verb)
            position = (
                found.verb_start if found.verb_class == "urge" and not found.opens_list else found.content
            )
            if found.verb_class == "urge" and not found.opens_list:
                indirect.spans.append((found.verb_start, found.content))
                position = found.content
        self._note_groups(position, end)
        self._note_body(position, end)
        if indirect is None and number > 0 and floor is not None and who and position == start:
            # “…”同时,以创新思维来推动…: nobody else has been named, the speaker of the quotation goes on
            indirect = _Floor(who, "indirect", None)
        if indirect is not None:
            if end > position:
                indirect.spans.append((position, end))
            return indirect
        return self._floor_without_speech(start, end, floor, number, who)

    def _said_before(self, found: Attribution, start: int, open_floor: _Floor | None) -> None:
        """要在老城区新建停车场，市政协委员顾庭芳建议。: the sentence before the attribution is what is said."""
        if (
            open_floor
            or not found.speakers
            or self.text[found.content : found.content + 1] not in {"。", "！"}
        ):
            return
        sentence = max(start, *(self.text.rfind(c, start, found.start) + 1 for c in "。！？；”"))
        if self.text[found.start - 1 : found.start] == "，" and found.start - sentence > 6:
            self._emit(_Floor(found.speakers, "indirect", found.verb, [(sentence, found.start - 1)]))

    def _floor_without_speech(
        self, start: int, end: int, floor: _Floor | None, number: int, who: tuple[Speaker, ...]
    ) -> _Floor | None:
        """Who may be quoted next, behind a stretch of narration that reports nothing at its end."""
        topic = self._topic(start, end, number)
        if topic:
            self.last = topic
            return _Floor(topic, "topic", None)
        if floor is not None and floor.quote != "indirect":
            return floor
        return _Floor(who, "topic", None) if who else None

    def _goes_on_inside(self, found: Attribution, floor_start: int) -> bool:
        """Whether a verb without a subject is only a clause of what is being said: 希望甲做好…，希望乙也…"""
        if (
            found.speakers
            or found.everybody
            or found.pronoun
            or found.opens_list
            or found.verb_class != "urge"
        ):
            return False
        return (
            found.start > floor_start
            and self.text[found.start - 1] == "，"
            and self.text[found.content : found.content + 1] != "“"
        )

    def _motions(self, start: int, end: int, paragraph_end: int) -> None:
        """市政协委员贝小禾提交的《关于改善…的提案》: a title that a named proposer submitted, if nothing fuller follows."""
        for match in _MOTION.finditer(self.text, start, end):
            sentence = max(self.text.rfind(c, start, match.start()) for c in "。！？\n") + 1
            people = [m for m in self.mentions if max(start, sentence) <= m.start and m.end <= match.start()]
            if not people and re.search(r"[他她]", self.text[max(start, sentence) : match.start()]):
                line = self.text.rfind("\n", 0, start) + 1
                people = [
                    m for m in self.mentions if line <= m.start < match.start() and _is_subject(self.text, m)
                ]
            later = attributions(self.text, match.end(), paragraph_end, self.mentions)
            if people and not any(a.verb in {"建议", "提出", "提议", "呼吁"} for a in later):
                self._emit(
                    _Floor((people[-1].speaker,), "indirect", "提交", [match.span(match.lastgroup or 0)])
                )

    def _resolve(self, found: Attribution, who: tuple[Speaker, ...], start: int) -> tuple[Speaker, ...]:
        """The speakers of an attribution; a pronoun or no subject at all means who was named last."""
        line = self.text.rfind("\n", 0, found.start) + 1
        if found.speakers:
            counted = re.match(r"[两二三四][位名]", self.text[found.start : found.start + 2])
            joint = self._joint(line, found.start) if counted and found.speakers[0].kind == "group" else ()
            return joint or found.speakers  # 两位学员认为
        if found.everybody:
            return self.groups
        if found.pronoun and re.match(r"他们|她们|两人|二人|三人", self.text[found.start : found.start + 2]):
            joint = self._joint(line, found.start)
            if joint:
                return joint
        if who and not found.pronoun:
            return who
        if found.pronoun and not any(line <= m.start < found.start for m in self.mentions):
            one = _someone(self.text, line, found.start)
            if one:
                return (one,)
        named = [
            m
            for m in self.mentions
            if line <= m.start and m.end <= found.verb_start and _is_subject(self.text, m)
        ]
        if named and not (who and all(s.kind != "person" for s in who) and named[-1].end < start):
            return (named[-1].speaker,)
        if who or found.pronoun or found.verb.startswith("发言"):
            return who or self.last
        return ()

    def _joint(self, start: int, end: int) -> tuple[Speaker, ...]:
        """The persons last named together in a stretch: 学员司马骏、田园同台作了联合发言。…他们建议"""
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        chain: list[Mention] = []
        best: list[Mention] = []
        for mention in inside:
            together = chain and self.text[chain[-1].end : mention.start] in {"、", "和", "与", "以及"}
            chain = [*chain, mention] if together else [mention]
            best = chain if len(chain) > 1 else best
        return tuple(m.speaker for m in best)

    def _note_groups(self, start: int, end: int) -> None:
        """Remember the groups named in a stretch, for 大家: 八位全国政协委员和两位专家…发言."""
        if start >= end:
            return
        found = [
            Speaker("group", None, m["role"], None, m.span("role"))
            for m in re.finditer(
                rf"(?:[0-9一二三四五六七八九十两多]+[位名]|的)(?P<role>{alternation('groups', 'group')})",
                self.text[start:end],
            )
        ]
        if found:
            unique: dict[str | None, Speaker] = {}
            for speaker in found:
                unique.setdefault(speaker.role, speaker)
            self.groups = tuple(unique.values())

    def _note_body(self, start: int, end: int) -> None:
        """Remember a body that takes the floor: 县政协农业和农村工作委员会作了主题发言。发言建议：…"""
        for match in _TAKES_FLOOR.finditer(self.text, start, max(start, end)):
            self.last = (Speaker("organization", match["name"], None, match.span("name")),)

    def _topic(self, start: int, end: int, number: int) -> tuple[Speaker, ...]:
        """The person that a stretch of narration is about: right after a quotation, or 对…王仕彬来说."""
        people = [m for m in self.mentions if start <= m.name_span[0] < end]
        if not people:
            return ()
        if number > 0:
            first_stop = self.text.find("。", start, end)
            people = [m for m in people if m.start <= (first_stop if first_stop > 0 else end)]
            if people:
                chain = [people[0]]
                return tuple(m.speaker for m in chain)
            return ()
        last = people[-1]
        before = self.text[max(start, last.start - 2) : last.start]
        if re.search(r"(?:与|和|给|向|把|被|由)$", before):
            return ()
        return (last.speaker,)

    def _quotation(
        self, pieces: list[tuple[str, int, int]], number: int, floor: _Floor | None, paragraph: int
    ) -> _Floor | None:
        """Give a quotation to its speaker: named right after it, right before it, or before in the paragraph."""
        _, s, e = pieces[number]
        inner = (s + 1 if self.text[s] == "“" else s, e - 1 if self.text[e - 1] == "”" else e)
        cue: str | None = None
        speakers: tuple[Speaker, ...] = ()
        opened_before = (
            floor is not None and floor.quote == "indirect" and not _has_content(self.text, floor.spans)
        )
        if (
            floor is not None
            and floor.quote == "indirect"
            and floor.spans
            and _has_content(self.text, floor.spans)
        ):
            self._emit(floor)
        if opened_before and floor is not None:
            speakers, cue = floor.speakers, floor.cue
        else:
            after = (
                pieces[number + 1]
                if number + 1 < len(pieces) and pieces[number + 1][0] == "narration"
                else None
            )
            if after:
                speakers, cue = self._named_after(after[1], after[2], floor)
            if not speakers and floor is not None:
                speakers, cue = floor.speakers, floor.cue
        direct = _Floor(speakers, "direct", cue, [inner])
        last = self.found[-1] if self.found else None
        if last is not None and last.quote == "direct" and self._goes_on(last, paragraph, s):
            spans = (*last.spans, inner)
            self.found[-1] = replace(last, spans=spans, speakers=last.speakers or speakers)
            return _Floor(last.speakers or speakers, "direct", cue, list(spans))
        if not speakers:
            self.orphans.append(len(self.found))
        else:
            self.last = speakers
        self._emit(direct)
        return direct

    def _goes_on(self, last: Speech, paragraph: int, position: int) -> bool:
        """Whether the last quotation broke off at a comma: “我建议…，”他说，“…”"""
        start, end = last.spans[-1]
        between = self.text[end:position]
        return (
            start >= paragraph
            and len(between) < 60
            and "。" not in between
            and self.text[start:end].rstrip("”")[-1:] in {"，", "、"}
        )

    def _named_after(
        self, start: int, end: int, floor: _Floor | None
    ) -> tuple[tuple[Speaker, ...], str | None]:
        stop = min((p for p in (self.text.find(c, start, end) for c in "。！？") if p > 0), default=end)
        known = floor.speakers if floor is not None else ()
        for found in attributions(self.text, start, stop, self.mentions):
            return self._resolve(found, known, start), found.verb
        people = [m for m in self.mentions if start <= m.start < stop]
        broken = self.text[start - 2 : start - 1] == "，"
        if people and (people[0].start - start <= 14 or broken or "是" in self.text[start : people[0].start]):
            return (people[0].speaker,), None
        return (), None

    def _adopt_orphans(self) -> None:
        """Quotations without a speaker go to the group that the piece is about: 委员们说, 学员们纷纷讨论."""
        for index in self.orphans:
            if index >= len(self.found) or self.found[index].speakers:
                continue
            speech = self.found[index]
            group = self._group_of(speech)
            if group:
                self.found[index] = replace(speech, speakers=(group,))

    def _group_of(self, speech: Speech) -> Speaker | None:
        inside = [b for b in self.blocks if b.section == speech.section]
        start, end = inside[0].start, inside[-1].end
        pattern = re.compile(
            rf"(?P<role>{alternation('groups', 'group')})们(?=(?:[^。；，]{{0,8}})(?:说|表示|建议|讨论|热议|发言|纷纷|认为|提出|议论|你一言))"
        )
        matches = list(pattern.finditer(self.text, start, end))
        if not matches:
            return None
        near = min(matches, key=lambda m: abs(m.start() - speech.spans[0][0]))
        return Speaker("group", None, near["role"], None, near.span("role"))


def _someone(text: str, start: int, end: int) -> Speaker | None:
    """Who 他 means where nobody is named: 一位来自纺织企业的代表拉住记者。…他希望"""
    found = _SOMEONE.search(text, start, end)
    return Speaker("unnamed", None, found["role"], None, found.span("role")) if found else None


def _is_subject(text: str, mention: Mention) -> bool:
    """Whether a person is named at the head of a clause: 江门市委副书记区永康|主持座谈会。"""
    if re.match(r"(?:常委|委员|代表)?(?:提出的|的(?!话))", text[mention.end : mention.end + 6]):
        return False
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start]
    clause = re.split(r"[，。；：”、！？ ]", line)[-1]
    return len(clause) <= 12 and not _OBJECT.search(clause)


_OBJECT = re.compile(
    r"[对给向与跟把被由让请据]|走访|看望|慰问|拜访|探望|了$|听取|邀请|会见|陪同|采访|根据|按照|支持|反对|指(?!出)|回应|提到|(?<![文化])和"
)


def _wholly_quoted(text: str, start: int, end: int) -> Span | None:
    """The inside of a paragraph that is one quotation: 全国政协委员王富玉：“…”"""
    while start < end and text[start] == " ":
        start += 1
    if text[start : start + 1] != "“" or _closing(text, start, end) < end - 1:
        return None
    return start + 1, end - 1 if text[end - 1] == "”" else end


def _has_content(text: str, spans: Sequence[Span]) -> bool:
    return sum(len(re.sub(r"[，：。；“”\s]", "", text[s:e])) for s, e in spans) > 6


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """A paragraph as narration and quotations of speech, in order; quoted terms stay in the narration."""
    position = start
    for s, e in _quotations(text, start, end):
        if s > position:
            yield "narration", position, s
        yield "quote", s, e
        position = e
    if position < end:
        yield "narration", position, end


def _quotations(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while (opening := text.find("“", position, end)) >= 0:
        closing = _closing(text, opening, end)
        inner = text[opening + 1 : closing - 1] if text[closing - 1] == "”" else text[opening + 1 : closing]
        if _is_speech(text, opening, closing, inner, start):
            yield opening, closing
        position = closing


def _closing(text: str, opening: int, end: int) -> int:
    """The end (exclusive) of a quotation, or the end of the paragraph where it stays open."""
    depth = 0
    for position in range(opening, end):
        if text[position] == "“":
            depth += 1
        elif text[position] == "”":
            depth -= 1
            if depth == 0:
                return position + 1
    return end


def _is_speech(text: str, opening: int, closing: int, inner: str, start: int) -> bool:
    if len(inner) < 5:
        return False
    if inner[-1] in "。！？…；" or (inner[-1] == "，" and len(inner) >= 6):
        return True
    if text[closing - 1] != "”":  # goes on in the next paragraph
        return True
    if opening > start and text[opening - 1] == "：" and len(inner) >= 8:
        return True
    before = text[max(start, opening - 6) : opening]
    return (
        bool(re.search(rf"(?:{alternation('reporting', 'say', 'instruct')})[，：]?$", before))
        and len(inner) >= 12
    )
