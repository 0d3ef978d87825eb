"""Whether a reporting verb reports here, or is a noun, part of another word, negated, or done by somebody before.

Comes in: the match of the verb in its clause. Goes out: yes or no. Hard about it: 建议 is both (建议加快… / 63件建议), and
many verbs are parts of words (说法, 指引, 报告厅).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.stages.mentions import LONGEST_MENTION, Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.reporting import VERB_CLASS

# 提出的|要求, 部署|要求: a noun here
_ATTRIBUTE = re.compile(r"的$|部署$|意见$|落实$")
_SOME_MEMBERS = re.compile(
    r"(?:部分|有|还有|也有|另有|更有|有些|多位|多名|不少|一些|许多|与会|几位|有的)代表们?"
)  # no noun behind 代表 here
_NEGATION = re.compile(r"(?:没有|未有|并未|从未|并无|不会|不再|没|不|未)(?:再|曾|有|想|能)?$")  # 没有再|建议
_KEPT = re.compile(r"(?:履行|兑现|信守|违背|作出|落实|遵守)$")
_INTENDED = re.compile(r"(?:[局署校院馆港处社]方|政府|当局|公司|我们|大学|党团)?[并亦也还仍均都]?[会将]")
_NAMED_PROPOSAL = re.compile(r"的[^，。；]{4,40}的(?:建议|提案|议案)")
# 提出了|不少可行的建议: proposals that nobody names
SEVERAL = r"(?:不少|许多|很多|诸多|若干|一系列|大量|[0-9一二三四五六七八九十几多]+(?:[项个条点份]|余[项条]))"
# 提出了|降低物流成本的建议: the proposal by its name
PUT_FORWARD = re.compile(rf"了(?!{SEVERAL})[^，。；：]{{4,62}}的(?:建议|提案|议案)(?=[，。；]|$)")
_ACCORDING = re.compile(r"(?:按照|根据|依据|遵照|落实)[^，。；]{2,14}$")
_OF_MOTION = re.compile(
    r"(?:提交|提出|带来|撰写|报送|递交)的[^，。；]{0,4}(?:《[^》]{2,60}》|提案|议案|建议案)[中里]?$"
)
_NOUN_BEFORE = re.compile(
    r"""(?:
      意见(?:[与和、])?                                               # 意见|建议
    | 的 | 等 | 这些 | 这条 | 该 | 此 | 合理化 | 代表 | 条 | 件 | 项 | 份 | 篇   # 这些|建议, 63件|建议
    | 提出 | 提交 | 围绕 | 作 | 做 | 作了 | 进行 | 交流                  # 提交|建议
    | 大会 | 主题 | 书面 | 重点 | 热点 | 高度 | 密切 | 受到 | 备受 | 广受       # 大会|发言, 备受|关注
    | 回应 | 接纳 | 采纳 | 吸纳 | 否决 | 考虑 | 拒绝 | 跟进 | 落实 | 反对 | 支持 | 推销   # 未有正面回应|建议
    | 其他 | 其余 | 任何 | 各项 | 全套 | 上述
    | 听取 | 并 | 以上 | 什么 | 有关 | 相关 | 一些 | 多项 | 工作
    | 总理 | (?<!向)(?<!向特区)政府
    )$""",
    re.VERBOSE,
)
NOUN_AFTER = re.compile(
    r"""^(?:
      书 | 案 | 稿 | 人 | 会 | 制度 | 工作 | 中 | 里 | 的 | ，供           # 建议|书, 倡议|人, 建议|工作
    | 者 | 等 | 单 | 性 | 办理 | 答复 | 提案 | 和意见 | 意见
    | 建议(?:书|[0-9一二三四五六七八九十]+|[和与、])                      # 提案|建议63件
    | 件 | 信息 | 没有 | 并未 | 获 | 内容 | 材料
    | 汇编 | 摘登 | 摘要 | 选登 | 摘编 | 征集
    | [0-9] | 了 | 过                                                # 建议|63件, 建议|过
    )""",
    re.VERBOSE,
)
_NO_VERB = re.compile(
    r"""
      建言(?:献策|资政|立论)
    | 指(?:引|导|标|数|挥|南|向|定|派|针|责|望|点)
    | 称(?:号|赞|职|为|呼|作)
    | 讲(?:话|座|好|堂|究|解|授)
    | 谈(?:判|心)
    | 盼头
    | (?:回复|回应|答复)[^，。；：]{0,8}时                                # 回复时|表示
    | 促(?:进|成|使|销|发|转|消)
    | 倡(?:导|议书)
    | 明确(?:了|的|责任|目标|方向|任务)
    | 部署(?:要求|安排|会)
    | 要求(?:的|和)
    | 强调的
    | 吁(?:请)?$
    | 提出(?:类似|相同|同样|有关|上述|这些)(?:的)?(?:建议|意见|要求|诉求|提案)
    | 指着
    | 提出(?:检控|起诉|上诉|诉讼|动议|质询|质疑|反对|异议|申请|复核|抗议|修正案|修订案)
    | 说明(?:书|会|了)
    | 报告(?:会|团|厅|指出|时|中|里|的|，|。|文风|政治|站位|提出)
    | 说(?:法|服|到底|唱)
    | 提示(?:牌|语)
    """,
    re.VERBOSE,
)


def is_no_verb(
    text: str, start: int, clause_start: int, match: re.Match[str], mentions: Sequence[Mention]
) -> bool:
    """Whether the verb is a noun here (部署要求), part of another word (说法) or a name, negated, or in a title."""
    subject = text[clause_start : match.start()]
    if _ATTRIBUTE.search(subject) and VERB_CLASS[match[0]] != "urge":
        return True
    if match[0] == "要求" and subject in {"已", "已经", "并已", "亦已"}:
        return True  # 署方已|要求承办商提交报告: done
    if VERB_CLASS[match[0]] in {"urge", "instruct"} and _INTENDED.fullmatch(subject):
        return True  # 署方会加强巡查，并会|要求承办商…
    if match[0] == "盼" and text[match.start() - 1] == "所":
        return True  # 职工所需所|盼
    if match[0] in {"承诺", "汇报"} and (
        _KEPT.search(subject) or text[match.end() : match.end() + 1] in {"。", ""}
    ):
        return True  # 履行|承诺; 向委员会|汇报。
    if _NO_VERB.match(text, match.start()) or _NEGATION.search(subject):
        return True
    near = beginning_in(mentions, match.start() - LONGEST_MENTION, match.start() + 1)
    in_name = any(match.start() < m.end for m in near)
    return in_name or _in_book_title(text, match.start(), start)


def is_noun(
    text: str, clause_start: int, match: re.Match[str], after: str, mentions: Sequence[Mention]
) -> bool:
    """Whether 建议 and the like are nouns here: 建议书, 意见建议, 提交的建议."""
    if after.startswith("的《"):
        return True  # 递交了关于…建议的《…》
    if VERB_CLASS[match[0]] != "urge" or (match[0] == "提出" and _NAMED_PROPOSAL.match(after)):
        return False
    if match[0] == "提出" and PUT_FORWARD.match(after):
        return False
    if NOUN_AFTER.match(after):
        return True
    clause = text[clause_start : match.start()]
    if _ACCORDING.search(clause) and not after.startswith(("：", "，“")):
        return True  # 该局按照市委|要求，加快…
    if _OF_MOTION.search(clause) and after.startswith(("，", "：")):
        return False  # 民进市委会提交的《…提案》|建议，
    near = beginning_in(mentions, match.start() - LONGEST_MENTION, match.start())
    speaks = any(m.end == match.start() for m in near) or bool(_SOME_MEMBERS.fullmatch(clause))
    return bool(_NOUN_BEFORE.search(clause)) and not speaks


def _in_book_title(text: str, position: int, start: int) -> bool:
    return text.rfind("《", start, position) > text.rfind("》", start, position)
