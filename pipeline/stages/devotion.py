"""Words of mere devotion: study this, implement that, and nothing to carry out.

Comes in: the words of a piece. Goes out: whether they are no more than that. Hard about it: a clause with an action behind
them makes a proposal of it (深入贯彻…精神,|加快建设数字政府).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation

_STUDY = re.compile(
    rf"""
      ^(?:认真|深入)?学习领会、(?:坚决)?贯彻落实$
    | ^(?:我们)?(?:一定|始终|将|会)?
      (?:深入|认真|全面|深刻|坚决|切实|及时|进一步|持续)*
      {alternation("evidence", "study")}[\u4e00-\u9fff“”、《》]*        # 学习贯彻…
      {alternation("evidence", "studied")}[\u4e00-\u9fff“”、]*$         # …讲话精神
    """,
    re.VERBOSE,
)
_DEVOTION = re.compile(alternation("evidence", "devotion"))
_STATE_OF_MIND = re.compile(r"自觉|定力|信心|意识$")
# clauses that say nothing but devotion: 牢记嘱托、感恩奋进, 不负人民重托; with an action beside them they stay
_PLEDGE = re.compile(
    r"""
    (?:要|更要|既要|将|必须|我们|大家|继续|始终|坚决|一定|自觉|切实|不断|进一步)*
    (?:
      坚持以习近平.*(?:为指导|为指引|为遵循) | 深刻(?:认识|领会|理解|把握|领悟).*(?:意义|内涵|精神|要求|要义)
    | 把(?:深入)?(?:学习|贯彻|学好)[^，]*作为(?:当前)?(?:首要|重要|重大)?(?:的)?政治任务
    | 牢记(?:嘱托|使命|初心|宗旨)(?:、[\u4e00-\u9fff]{4})* | (?:感恩|笃行|勇毅|砥砺)[\u4e00-\u9fff]{2}(?:、[\u4e00-\u9fff]{4})* | 锚定目标(?:、[\u4e00-\u9fff]{4})*
    | 提高政治站位 | 增强[^，]{0,6}(?:责任感|使命感|政治判断力|政治自觉|“四个意识”)[^，]{0,8} | 坚定(?:“四个自信”|理想信念|政治方向)
    | 坚持党的(?:全面)?领导 | (?:确保|把牢|把准)(?:正确|政治)(?:政治)?方向 | 做到“两个维护” | 坚决拥护[^，]*
    | 牢牢把握(?:团结和民主|团结、民主)[^，]*主题
    | [^，]{0,4}更加?紧密地?团结在[^，]*周围 | 为[^，]{2,24}(?:而)?(?:努力|团结|不懈)奋斗
    | 一如既往地?(?:关心|支持|关注)[^，]* | 多献[^，]{2,6}之言(?:、多[谋出][^，]{2,6}之策)?
    | (?:认真|忠实|积极)?履职尽责 | 不负[^，]{0,12}(?:重托|期望|期待|嘱托|厚望|韶华|时代)
    | 立足(?:岗位|本职)(?:工作)? | 为[^，]{2,16}(?:多?[作做]出?(?:更大|应有|新的|积极)?贡献|贡献[^，]{0,8}(?:力量|智慧))
    | 把(?:所学|学习|培训)[^，]*(?:转化为|运用到|落实到|融入)[^，]*(?:动力|工作中?|实践中?|行动|本领|成效)(?:去|上)?
    | 做(?:群众|人民|百姓)的贴心人 | 履职要用心用情 | 身入更要心至
    | 坚持(?:问题|目标|结果)导向(?:、[\u4e00-\u9fff]{2}导向)* | 把人民放在心中最高位置 | 履职要有温度
    | 讲真话、建真言 | 敢讲真话(?:、[\u4e00-\u9fff]{4})* | 善谋良策 | (?:就要)?走到群众中去
    | 把[^，]{2,10}(?:好)?(?:声音|精神)(?:带回去|传达好|带到[^，]{0,8})
    )
    """,
    re.VERBOSE,
)
_LONGEST = 20  # characters of a clause of devotion; a longer one has an action in it, unless it tells a state of mind


def is_mere_pledge(text: str) -> bool:
    """牢记嘱托、感恩奋进，锚定目标、真抓实干; 继续履职尽责，不负人民重托: every clause is devotion."""
    clauses = [c for c in text.split("，") if c]
    return bool(clauses) and all(_PLEDGE.fullmatch(c) for c in clauses)


def is_mere_study(text: str) -> bool:
    """深入学习贯彻…精神，切实增强…意识: a document is studied, and every further clause is devotion."""
    clauses = [c for c in text.split("，") if c]
    if not clauses or not _STUDY.match(clauses[0]):
        return False
    return all(_DEVOTION.search(c) and (len(c) < _LONGEST or _STATE_OF_MIND.search(c)) for c in clauses[1:])
