"""The role that stands before a name: how far it reaches back.

Comes in: the text and where a name begins. Goes out: the span of the role, or None. Hard about it: it holds several posts
(市科协党组书记、副主席|杨永), a clause of its own (刚当选|市政协委员|的), and begins behind datelines, prepositions and whoever
is named before (本报讯（记者 李明）|市政协委员|顾庭芳).
"""

from __future__ import annotations

import re

import rjieba

from pipeline.lexicons import alternation, lexicon
from pipeline.stages.annotations import Span

_TITLE = rf"(?:{alternation('titles')}|[院校]（[院校]）长)"
ENDS_WITH_TITLE = re.compile(rf"(?:{_TITLE})(?:（[^（）]{{1,12}}）)?$")
_STOPS = frozenset(lexicon("role_stops"))  # words before which a role cannot begin further left
_RELATIVE = re.compile(
    r"(?:刚|新|新近|曾|曾经|同样)?(?:当选|担任|出任|就任|身为|身兼|兼任|现任|本身是|本身为|同为|作为|新当选|获选|当)(?P<role>[^，。；：“”]{2,30}?)的$"
)
# 劳工界|庄雪儿, 科技创新界的|诸葛晓东: the field that a member sits for
_CONSTITUENCY = re.compile(
    r"(?:^|(?<=[\n，。；：、]))(?P<role>(?!来自|代表|另|在|为|由|是)[\u4e00-\u9fff]{2,12}(?<![世边境眼外分跨各国学上下])界)的?$"
)
_BODY_END = re.compile(rf"(?:{alternation('organizations', 'suffix')})$")
_NAMED_BY_WORK = re.compile(rf"(?:{_BODY_END.pattern}|主持[^的]{{0,4}}工作$)")
# 本报讯（记者 李明 通讯员 王红）, （独媒报导）
_DATELINE = re.compile(
    r"""
    (?:【[^】\n]{1,14}】 | （[^（）\n]{1,8}(?:报导|报道|专讯|快讯|社|讯|电)）)?\s*
    (?:[\u4e00-\u9fff]{2,10}?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[讯电][ \u3000]*)?
    (?:（[^（）\n]{0,40}(?:记者|通讯员|报道)[^（）\n]{0,40}）[ \u3000]*)?
    """,
    re.VERBOSE,
)
_CLAUSE_START = re.compile(r"[□■◎●○◆◇▲★※▍，。；：！？…\n“”‘’《》【】—>\]|]")
_OF = re.compile("的(?!士)")  # 的士司机 is one word
_LEFT_OVER = re.compile(r"^(?:[、 ”而]|的(?!士)|(?:本文)?作者[系为是：])+")  # but 的士司机
# 当了31年|村医, 第三组|学员代表
_YEARS = re.compile(
    r"^(?:(?:当|做|干)?了?[0-9一二三四五六七八九十几]+多?年(?=[\u4e00-\u9fff]{2})|第[一二三四五六七八九十]+小?组(?=学员))"
)
_INVITED = re.compile(
    r"(?:受邀|应邀|与|和|同|跟|刚|从|参加|列席|出席|家住|住在|坐在|站在|第[一二三]个)[^，。、的]{1,16}的"
)


def role_before(text: str, end: int) -> Span | None:
    """The span of the role that ends where a name begins, or None.

    A role is a run of posts joined by 、; each ends in a title, and the first begins after the last
    preposition, verb or time before it.
    """
    line_start = text.rfind("\n", 0, end) + 1
    if dateline := _DATELINE.match(text, line_start, end):
        line_start = dateline.end()
    window = text[max(line_start, end - 90) : end]
    offset = end - len(window)
    stripped = window.rstrip(" —")
    header = window.endswith(" ")  # 市政协常委 谢惠兰
    relative = _RELATIVE.search(stripped)
    if relative and ENDS_WITH_TITLE.search(relative["role"]):
        skipped = len(relative["role"]) - len(_YEARS.sub("", relative["role"]))
        return offset + relative.start("role") + skipped, offset + relative.end("role")
    if not ENDS_WITH_TITLE.search(stripped):
        field = _CONSTITUENCY.search(stripped)
        return (offset + field.start("role"), offset + field.end("role")) if field else None
    cut = _left_edge(stripped, commas=header)
    role = stripped[cut:]
    lead = len(role) - len(_YEARS.sub("", _LEFT_OVER.sub("", role)))
    start = offset + cut + lead
    return (start, offset + len(stripped)) if start < offset + len(stripped) else None


def _left_edge(before: str, *, commas: bool) -> int:
    """Where the role that ends `before` begins in it."""
    edge, depth, position = 0, 0, len(before)
    while position:
        position -= 1
        char = before[position]
        if char == "）":
            depth += 1
        elif char == "（":
            depth -= 1
            if depth < 0:
                edge = position + 1
                break
        elif depth:
            continue
        elif char == "、" and not ENDS_WITH_TITLE.search(before[:position]):
            edge = position + 1
            break
        elif (
            char == "”"
            and before[position - 1 : position] not in set("，。！？…")
            and (opening := before.rfind("“", max(0, position - 19), position)) >= 0
            and "。" not in before[opening:position]
        ):
            position = opening  # “区校共建”办公室主任; a ” whose “ is not here ends a clause
        elif char == "》" and (opening := before.rfind("《", max(0, position - 19), position)) >= 0:
            position = opening  # 《渝州晚报》摄影部主任
        elif _CLAUSE_START.match(char) and not (
            commas and char == "，" and ENDS_WITH_TITLE.search(before[:position])
        ):
            edge = position + 1
            break
    return edge + _first_post(before[edge:])


def _first_post(role: str) -> int:
    """How much of the first post is none: 在|市科协…, 由|…, 18日，…"""
    first = role.split("、", 1)[0]
    cut, position = 0, 0
    words = rjieba.cut(first)
    for word in words[:-1]:
        position += len(word)
        joins = word in {"和", "与", "及", "以及", "同"}  # 文化和旅游局局长, but 主任张三和局长李四
        if (word in _STOPS and not first.startswith("中大", position - len(word))) or (
            joins and ENDS_WITH_TITLE.search(first[: position - len(word)])
        ):
            cut = position
    if invited := _INVITED.match(first, cut):
        cut = invited.end()  # 受邀参会的|…负责人, 与栾致和同组的|市政协委员
    relative = max((match.start() for match in _OF.finditer(first)), default=-1)
    if relative >= 0 and (
        cut or not _NAMED_BY_WORK.search(first[:relative])
    ):  # 中国社科院的专家, 主持日常工作的副校长, but 刚从场院回来的代表
        cut = max(cut, relative + 1)
    return cut
