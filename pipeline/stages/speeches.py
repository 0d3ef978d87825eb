"""Who speaks from where to where in an article: sections that somebody owns, and paragraphs in which the floor passes.

Comes in: blocks and mentions. Goes out: `doc._.speeches`. Hard about it: where a section under a header ends and the
reporter goes on (会上，程门雪委员代表…), and that a list announced in one paragraph (提出三点建议：) has its points in the
next ones.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.stages.annotations import Block, Span, Speaker, Speech
from pipeline.stages.attributions import attributions
from pipeline.stages.floor import Floor, ParagraphReader
from pipeline.stages.headers import Headers
from pipeline.stages.imprint import NEW_PIECE
from pipeline.stages.mentions import Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.quotations import wholly_quoted
from pipeline.stages.referents import FullNames, is_subject

_ASKS = re.compile(r"^(?:记者|主持人|问|编者|编者按|主持)\s*[：:]")
_ANSWERS = re.compile(r"^(?:答)\s*[：:]\s*")
_CONTINUES = re.compile(
    r"""
    ^[●◆■▲★•·．]?\s*
    (?:
      [一二三四五六七八九十]是
    | 其[一二三四]
    | （[一二三四五六七八九十]）
    | 第[一二三四五六七八九十]
    | 首先 | 其次 | 再次 | 最后
    | [0-9]{1,2}[．.、）)] | （[0-9]{1,2}） | [①-⑳]
    | [●◆■▲★•·．]
    | 第?[一二三四五六七八九十]要
    | [一二三四五六七八九十]、
      # A区：, 方案一：, 短期：
    | [A-Z甲乙丙丁戊己][区类项组点座段]?：
    | (?:方案|区域|阶段|项目|措施|建议|目标|方向)[一二三四五六七八九十0-9A-Z]?：
    | [短中长近远]期：
    )
    """,
    re.VERBOSE,
)
_REPORTER = re.compile(r"会上|会议|大会|会前|会后|大家|与会|当日|当天|最后，|近日|日前")
_NEAR_START = (
    16  # characters of a paragraph in which another person with a role takes the floor from its owner
)


@Language.factory(
    "jianyan_speeches_v1", assigns=["doc._.speeches"], requires=["doc._.blocks", "doc._.mentions"]
)
def make_speeches(nlp: Language, name: str) -> Speeches:
    return Speeches()


class Speeches:
    """Follows the floor through the article."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.speeches = _Sections(doc).speeches()
        return doc


class _Sections:
    """One pass over an article: keeps who owns the section, and the list whose points may follow."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc._.aligned.text
        self.blocks: list[Block] = doc._.blocks
        self.mentions: list[Mention] = doc._.mentions
        self.headers = Headers(self.text, self.blocks, self.mentions)
        self.reader = ParagraphReader(self.text, self.blocks, self.mentions)
        self.owner: tuple[Speaker, ...] = ()
        self.owned: list[Span] = []
        self.listed: Floor | None = None  # …提出三点建议：, and its points in paragraphs of their own

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
                        self.headers.writer()
                        if self.headers.is_salutation(index)
                        else (*above, *self.headers.speakers(block))
                    )
                case "signature":
                    self._close_list()
                    self._sign(block)
                case "body":
                    self._body(block, index)
                case "subheading" if self.listed and _CONTINUES.match(self.text[block.start : block.end]):
                    self.listed.spans.append((block.start, block.end))  # a point without a full stop
                case "subheading" | "title" | "caption" | "meta":
                    if self.owner and block.kind == "meta" and self.owned:
                        self._close_section()
        self._close_section()
        self.reader.adopt_orphans()
        full_names = FullNames(self.text)
        return [
            replace(s, speakers=tuple(map(full_names.of, s.speakers)))
            for s in self.reader.found
            if s.speakers
        ]

    def _close_list(self) -> None:
        if self.listed is not None:
            self.reader.emit(self.listed)
            self.listed = None

    def _close_section(self) -> None:
        self._close_list()
        if self.owner and self.owned:
            self.reader.emit(Floor(self.owner, "signed", None, self.owned))
        self.owner, self.owned, self.reader.open_quote, self.reader.referents.last = (), [], None, ()

    def _sign(self, block: Block) -> None:
        """（作者：郑亮，系…）: what stands before and belongs to nobody else is the author's."""
        inside = beginning_in(self.mentions, block.start, block.end)
        if self.owner or not inside:
            return
        spoken = {i for s in self.reader.found for start, end in s.spans for i in range(start, end)}
        start = min((b.start for b in self.blocks if b.section == block.section), default=0)
        own = [
            (b.start, b.end)
            for b in self.blocks
            if b.kind == "body"
            and start <= b.start < block.start
            and not any(i in spoken for i in range(b.start, b.end))
        ]
        if own:
            self.reader.emit(Floor(tuple(m.speaker for m in inside[-1:]), "signed", "作者", own))

    def _body(self, block: Block, index: int) -> None:
        text = self.text[block.start : block.end]
        start = block.start
        if NEW_PIECE.match(text):
            self._close_section()
        if _ASKS.match(text):
            return
        if answer := _ANSWERS.match(text):
            if self.reader.referents.last:
                self.owner = self.reader.referents.last
            start += answer.end()
        inline = self.headers.inline(block, index)
        if inline:
            self._close_section()
            self.owner, start = inline
        if self.owner and not inline and self._others_speak(block, self.owner):
            self._close_section()
        if self.owner:
            inner = wholly_quoted(self.text, start, block.end)
            if inner and inline:
                self._quote_whole(inner, block.end)
            else:
                self.owned.append((start, block.end))
            return
        if self._is_point(block, index):
            return
        floor = self.reader.read(start, block.end)
        self._announce(floor, text)

    def _quote_whole(self, inner: Span, end: int) -> None:
        """全国政协委员卢望舒：“…”: the paragraph is his quotation, which may go on in the next."""
        self.reader.emit(Floor(self.owner, "direct", None, [inner]))
        if self.text[end - 1] != "”":
            self.reader.open_quote = Floor(self.owner, "direct", None)
        self.reader.referents.last, self.owner = self.owner, ()

    def _announce(self, floor: Floor | None, text: str) -> None:
        """A paragraph that ends in …提出三点建议： leaves the floor to the points that follow."""
        if floor is not None and floor.quote == "indirect" and text.rstrip().endswith("："):
            self.reader.open_quote = Floor(floor.speakers, "indirect", floor.cue)
            self.listed = Floor(floor.speakers, "indirect", floor.cue)

    def _is_point(self, block: Block, index: int) -> bool:
        """Whether a paragraph is a point of the list that somebody announced in the paragraph before."""
        if self.listed is None:
            return False
        marked = any(_CONTINUES.match(self.text[start:end]) for start, end in self.listed.spans)
        point = _CONTINUES.match(self.text[block.start : block.end]) or (
            self.blocks[index - 1].kind == "subheading" and not marked
        )
        if point and not self._others_speak(block, self.listed.speakers):
            self.listed.spans.append((block.start, block.end))
            return True
        self._close_list()
        return False

    def _others_speak(self, block: Block, owner: tuple[Speaker, ...]) -> bool:
        """Whether a paragraph of an owned section is the reporter's again: 会上,程门雪委员代表…"""
        first_stop = self.text.find("。", block.start, block.end)
        end = first_stop if first_stop > 0 else block.end
        owners = {s.name for s in owner}
        if any(
            m.speaker.name not in owners and m.speaker.role and m.start - block.start <= _NEAR_START
            for m in beginning_in(self.mentions, block.start, end)
            if is_subject(self.text, m)
        ):
            return True
        if _REPORTER.match(self.text, block.start, end):
            return True
        bodies = [s.name for s in owner if s.kind == "organization" and s.name]
        return any(
            (speaker.kind == "person" and speaker.name not in owners)
            or (speaker.kind == "unnamed" and bodies and not (speaker.role or "").startswith(tuple(bodies)))
            or (
                speaker.kind == "unnamed" and not bodies and found.start == block.start
            )  # 市卫健委负责人回应说，…
            for found in attributions(self.text, block.start, end, self.mentions)
            for speaker in found.speakers
        )
