"""What stands before the proposal's own words: list marker, connective, time, the speaker and his verb.

Comes in: one sentence or list item. Goes out: where its own words begin, and the proposing verb among what was skipped.
Hard about it: a lead is made of several (同时，|我们|建议，), and the verb may stand behind a purpose
(为培养更多人才，|建议|实施…).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicons import alternation
from pipeline.stages.brackets import is_inside

URGE = alternation("cues", "urge")
_URGE = re.compile(URGE)
_LEAD = re.compile(
    rf"""^(?:
      [，。；：、\s”’—\-]+
    # 同时，; 一方面 and 目前 only before a cue
    | (?:{alternation("leads", "connective")}|一方面(?=.{{0,4}}要)|目前(?=要|应|亟|急))[，：]?
    # 下一步，; without a comma only before a subject of one's own and a verb of intent: 今年|我市将
    | (?:{alternation("leads", "later")}|新的一年|新的一年里|[0-9]{{4}}年|“?十[四五]五”?(?:时期|期间)?)
      (?:的?工作(?:中|上)?)?
      (?:[，：]|(?=
          (?:我们|我市|我区|我县|我局|我委|本?[市区县省局]|[\u4e00-\u9fff]{{0,12}}(?:局|委|部门|院|办))?
          [还也]?(?:将|要|应|会|拟|计划|准备|打算)))
    # 我的提案是，; 我的办法有三：
    | 我的(?:提案|建议|办法|想法|主张|意见)(?:是|就(?:是)?一句话|很简单|有[一二三四两几][条个点招]?)[，：]
    # 在人才方面，|建议
    | 在?[\u4e00-\u9fff]{{0,4}}(?:方面|工作中)，(?=建议)
    # 他还建议, 我认为，, 建议大家一起
    | {alternation("leads", "who")}?{alternation("leads", "adverb")}*
      (?:{URGE}|{alternation("leads", "reporter")})
      (?!没有|不是|未(?:有|获|能|被)|并[未无])                               # 指，建议|没有…: the noun
      (?:(?:各位|大家)(?=一起|都))?
      (?:[，：]|(?=.))
    )""",
    re.VERBOSE,
)
_MARKER = re.compile(
    r"""^(?:
      [一二三四五六七八九十]{1,2}是要?[，：]?
    | [一二三四五六七八九十]{1,2}要
    | （[一二三四五六七八九十0-9]{1,2}）
    | [一二三四五六七八九十]{1,2}、
    | [0-9]{1,2}[．、.]
    | [①-⑳]
    )""",
    re.VERBOSE,
)
# a proposing verb at the head of a later clause, behind 我, 为此; no noun (建议书, 的建议)
_INNER_URGE = re.compile(
    rf"""
    (?:(?<=[，：])|(?<=此)|(?<=我)|(?<=我们))
    (?:我|我们|还|也|因此|所以|特|强烈|在此|曾|就|只是|只|仅|亦|更|故)*
    (?P<verb>{URGE})(?![书案稿，]|的|[^，。；]{{1,4}}包括)[，：、]?
    """,
    re.VERBOSE,
)
_PURPOSE = re.compile(r"为(?!什么|此)")


@dataclass(frozen=True, slots=True)
class Lead:
    """`end` is where the words behind the lead begin; `cue` the proposing verb in it, which stands at `cue_at`."""

    end: int
    cue: str | None = None
    cue_at: int | None = None


def lead_of(raw: str, *, in_list: bool = False) -> Lead:
    """How much stands before the words that matter. A purpose before the verb stays, unless it heads a list's item."""
    lead = _skipped(raw)
    if lead.cue is not None:
        return lead
    inner = _inner_urge(raw[lead.end :])
    if inner is None:
        return lead
    start, end = lead.end + inner[0], lead.end + inner[1]
    keeps_purpose = not in_list and _PURPOSE.match(raw[lead.end :])
    return Lead(lead.end if keeps_purpose else end, raw[start:end].rstrip("，：要"), start)


def _skipped(raw: str) -> Lead:
    """The leads one after another, as long as something is left behind them."""
    position, cue, cue_at = 0, None, None
    while True:
        rest = raw[position:]
        match = _LEAD.match(rest) or _MARKER.match(rest)
        if not match or match.end() == 0 or match.end() >= len(rest):
            return Lead(position, cue, cue_at)
        verbs = list(_URGE.finditer(match[0]))
        if match[0].startswith("我的"):
            cue, cue_at = "建议", position  # 我的提案是，|…
        elif verbs:
            cue, cue_at = verbs[-1][0], position + verbs[-1].start()
        position += match.end()


def _inner_urge(text: str) -> tuple[int, int] | None:
    """为培养更多人才，解决…瓶颈，建议要|实施…: the verb's start, and the end of what is skipped with it."""
    for match in _INNER_URGE.finditer(text):
        if not is_inside(text[: match.start()]):
            return match.start("verb"), match.end()
    return None
