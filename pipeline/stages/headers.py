"""Lines and colons that give a whole stretch to somebody: a header, a name before a colon, a letter's writer.

Comes in: blocks and mentions. Goes out: speakers. Hard about it: a name before a colon may be who is written to (胡桃代表：
您提出的…收悉), or may only be spoken to (顾庭芳对石磊说：).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import is_verb
from pipeline.stages.annotations import Block, Speaker
from pipeline.stages.mentions import Mention
from pipeline.stages.order import beginning_in

_LONGEST_HEAD = 90  # characters before the colon of an inline header: a name with several posts
_INLINE_BODY = re.compile(
    rf"^(?P<name>[\u4e00-\u9fffA-Za-z（）]{{1,24}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?)(?:负责人)?(?:答复|回复)?："
)
# 何俊峰委员（…）|代表工商联界别发言
_SPEAKS_FOR = re.compile(r"代表[^：，。]{2,30}?(?:作(?:大会)?)?发言$|的?(?:书面)?发言$")
# verbs that are the beginning of a body's name as well: 发展|改革委, 审计|事务所
_BEGINS_A_NAME = frozenset(lexicon("organizations", "beginning"))
_HEADER_BODY = re.compile(
    rf"^(?P<name>[\u4e00-\u9fffA-Za-z（）·]{{1,28}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?)：?$"
)


_URGES = re.compile(r"建议|要求|促请|呼吁")  # 香港妇女权益会|建议政府：


def _heads_a_section(line: str) -> bool:
    """Whether a line that ends like a body's name says what is done: 打造|区域医疗中心, 优化|教育医疗布局."""
    word = rjieba.cut(line)[0]
    return len(word) < len(line) and is_verb(word) and word not in _BEGINS_A_NAME


class Headers:
    """Who is named by the header lines and inline headers of one article."""

    def __init__(self, text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> None:
        self._text = text
        self._blocks = blocks
        self._mentions = mentions

    def speakers(self, block: Block) -> tuple[Speaker, ...]:
        """Who a header line names: 市政协常委 谢惠兰, 【市财政局】."""
        inside = beginning_in(self._mentions, block.start, block.end)
        if inside:
            return tuple(m.speaker for m in inside)
        line = self._text[block.start : block.end].strip(" □■●◆")
        body = None if _URGES.search(line) else _HEADER_BODY.match(line.split("  ")[0])
        if body and not _heads_a_section(body["name"]):
            start = block.start + self._text[block.start : block.end].find(body["name"])
            return (Speaker("organization", body["name"], None, (start, start + len(body["name"]))),)
        return ()

    def inline(self, block: Block, index: int) -> tuple[tuple[Speaker, ...], int] | None:
        """庄慕蓉（市政协常委）：街区里…; 全国政协委员卢望舒：“…”; 市财政局：…"""
        text = self._text
        colon = text.find("：", block.start, min(block.end, block.start + _LONGEST_HEAD))
        if colon < 0:
            return None
        label = re.match(r"【[^】]{1,12}】\s*", text[block.start : colon])
        start = block.start + (label.end() if label else 0)
        head = text[start:colon]
        inside = [m for m in beginning_in(self._mentions, start, colon) if m.end <= colon]
        spoken = _SPEAKS_FOR.search(head)
        if spoken and inside and inside[-1].end <= start + spoken.start():
            return tuple(m.speaker for m in inside), colon + 1
        addressed = any(self._text[m.end] in "对向给跟" for m in inside[:-1])  # 顾庭芳|对|石磊说
        # 张建国说：“…。”他建议，…: a quotation, and not all of the paragraph
        quotes = (
            bool(inside) and inside[-1].end < colon and self._goes_on_behind_quotation(colon + 1, block.end)
        )
        if inside and inside[-1].end >= colon - 1 and not addressed and not quotes:
            covered = sum(m.end - m.start for m in inside)
            if covered >= len(head.replace(" ", "")) - 3 * len(inside) and not re.search(
                r"[，。；]", self._text[start : inside[0].start]
            ):
                addressee = colon + 1 == block.end and self.is_salutation(index)
                return self.writer() if addressee else tuple(m.speaker for m in inside), colon + 1
        body = _INLINE_BODY.match(head + "：")
        if body and not re.search(r"[，。]|建议|提出|认为|表示|强调|指出|要求|促请|呼吁|说$", head):
            name = body["name"]
            return (Speaker("organization", name, None, (start, start + len(name))),), colon + 1
        return None

    def _goes_on_behind_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation begins there and ends before the paragraph does."""
        closing = self._text.find("”", start, end) if self._text.startswith("“", start) else -1
        return closing >= 0 and bool(self._text[closing + 1 : end].strip("。， "))

    def is_salutation(self, index: int) -> bool:
        """胡桃代表：您提出的…收悉: the head of a letter names who is written to."""
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        return following is not None and bool(
            re.match(r"(?:您|你们?)", self._text[following.start : following.end])
        )

    def writer(self) -> tuple[Speaker, ...]:
        """The body whose letter this is: its name alone on a line of the letter."""
        for block in self._blocks:
            line = self._text[block.start : block.end].strip()
            if block.kind in {"header", "meta", "title", "subheading"} and (body := _HEADER_BODY.match(line)):
                return (
                    Speaker(
                        "organization", body["name"], None, (block.start, block.start + len(body["name"]))
                    ),
                )
        return ()
