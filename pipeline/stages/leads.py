"""What stands before the proposal's own words: list marker, connective, time, the speaker and his verb.

Comes in: one sentence or list item. Goes out: where its own words begin, and the proposing verb among what was skipped.
Hard about it: a lead is made of several (同时，|我们|建议，), and the verb may stand behind a purpose
(为培养更多人才，|建议|实施…).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicons import alternation
from pipeline.lexicons.words import opens_with_verb
from pipeline.stages.brackets import is_inside

# 倡|立法规定…, but no 倡导, 促进
URGE = rf"(?:{alternation('cues', 'urge')}|倡(?![导议廉])|吁(?![请求])|促(?={alternation('cues', 'urged')}))"
_URGE = re.compile(URGE)
_LEAD = re.compile(
    rf"""^(?:
      [，。；：、\s”’—\-●◆■▲★•．]+
    # 同时，; 一方面 and 目前 only before a cue
    | (?:{alternation("leads", "connective")}|一方面(?=.{{0,4}}要)|目前(?=要|应|亟|急))[，：]?
    # 下一步，; without a comma only before a subject of one's own and a verb of intent: 今年|我市将
    | (?:{alternation("leads", "later")}|(?:[今明]年)?[春秋]季学期|[今明下]学年|下学期|新的一年|新的一年里|[0-9]{{4}}年|“?十[四五]五”?(?:时期|期间)?)
      (?:的?工作(?:中|上)?)?
      (?:[，：]|(?=
          (?:我们|我市|我区|我县|我局|我委|本?[市区县省局]|[\u4e00-\u9fff]{{0,12}}(?:局|委|部门|院|办))?
          [还也]?(?:将|要|应|会|拟|计划|准备|打算)))
    # 我的提案是，; 我的办法有三：
    | 我(?:今年|这次)?(?:带来)?的(?:提案|建议|办法|想法|主张|意见)就?是(?=[给把让由在统建设加推完])
    # 我们要求|政府…
    | (?:我们|我哋|我|本会)(?:强烈|再次|严正|坚决)*(?P<demands>要求|恳请|敦促)(?=(?:政府|当局|[署局校院区]方|局长|署长|有关部门))
    | 我的(?:提案|建议|办法|想法|主张|意见)(?:是|就(?:是)?一句话|很简单|有[一二三四两几][条个点招]?)[，：]
    | 我(?:个人|自己)?的(?:看法|体会|意见)(?:是)?[，：]
    | 我们的(?:目标|打算|计划|想法|考虑)是[，：]?
    # 会提出|在深圳设立…; no 会提出意见
    | (?:[并亦也还又再]*[会将]|今年|将会)(?:继续|重点|再)?(?P<proposes>提出|提议|倡议|建议)(?=[在设建把将由对向加推增完制修扩])
    # 核心内容包括|设立…; no 建议有关部门, 建议为…
    | (?:[他她其]的?)?(?:[具主核][体要心]|有关|相关|重点|当中|其中|的)*
      (?:(?:内容|措施|做法|诉求)(?:(?:主要)?(?:包括|[为是]|有)[：，]?|：)|(?:建议|要求|方案)(?:主要)?(?:包括[：，]?|：))
    | (?:折衷|可行|简单|直接|另一|较好|最好)的?(?:做法|办法|方法|方案)(?:就?是|：)
    # 我哋仲想|政府…
    | (?P<wants>(?:我们|我哋|我|咱们)?(?:仲|还|都|只|最|好)?想)(?=(?:政府|当局|[署局校院区]方|特首|[市区县省镇村]里|社区|学校|公司))
    # 当务之急是|冻结票价
    | (?P<first>当务之急|首要任务|首要工作|首要之务|首先要做的|第一件事|治本之[道法]|根本出路|唯一出路|上策|最好的办法)(?:就?[是系]|：)要?
    # 在人才方面，|建议
    | 在?[\u4e00-\u9fff]{{0,4}}(?:方面|工作中)，(?=建议)
    # 他还建议, 我认为，, 建议大家一起
    | {alternation("leads", "who")}?{alternation("leads", "adverb")}*
      (?:{URGE}|{alternation("leads", "reporter")})
      (?!没有|不是|不切|属于?|未(?:有|获|能|被)|并[未无]|可以(?:平衡|令|让|使|减|提)|有助)                               # 指，建议|没有…: the noun
      (?:(?:各位|大家)(?=一起|都))?
      (?:[，：]|(?=.))
    )""",
    re.VERBOSE,
)
_MINE = re.compile(r"我(?:今年|这次)?(?:带来)?的")
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
_OBLIGES = re.compile(
    r"(?:^|，)[^，]{0,8}(?<![适回相响反供对感顺因呼效照报])(?:应该?当?(?![用急对变答付])|必须|须(?!知))[^，]{4,}，$"
)
_WHEN = re.compile(r"^(?:在?[^，]{1,6}[前内底]|今年|明年)")


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
    before = raw[lead.end : start]
    if _OBLIGES.search(before) or (in_list and opens_with_verb(_WHEN.sub("", before))):
        return lead  # 应善用…，|建议…; 建议…；在年底前推出…，|希望…: one with what stands before it
    keeps_purpose = not in_list and _PURPOSE.match(before)
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
        if _MINE.match(match[0]):
            cue, cue_at = "建议", position  # 我的提案是，|…
        elif match.groupdict().get("wants"):
            cue, cue_at = "希望", position + match.start("wants")
        elif demands := match.groupdict().get("demands"):
            cue, cue_at = demands, position + match.start("demands")
        elif match.groupdict().get("first"):
            cue, cue_at = "应", position + match.start("first")
        elif proposes := match.groupdict().get("proposes"):
            cue, cue_at = proposes, position + match.start("proposes")
        elif verbs:
            cue, cue_at = verbs[-1][0], position + verbs[-1].start()
        position += match.end()


def _inner_urge(text: str) -> tuple[int, int] | None:
    """为培养更多人才，解决…瓶颈，建议要|实施…: the verb's start, and the end of what is skipped with it."""
    for match in _INNER_URGE.finditer(text):
        if not is_inside(text[: match.start()]):
            return match.start("verb"), match.end()
    return None
