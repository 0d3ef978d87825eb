"""Reads what a named place is there for: aimed at by the action, or an example, a partner, an origin, a route.

Comes in: a mention in the words of a proposal. Goes out: its aim; and what places a whole proposal besides names:
国家层面, 省级层面, and the place that visitors came to. Hard about it: the same 在 stands before the place that
is meant (在开平市赤坎镇设立…) and in what is only told of it, so that what follows the place is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Literal

from pipeline.lexicons import alternation
from pipeline.lexicons.gazetteer import Gazetteer
from pipeline.stages.annotations import Block, Candidate, Span, Speaker
from pipeline.stages.order import beginning_in
from pipeline.stages.place_mentions import PlaceMention, settled

_COMPARE = re.compile(rf"{alternation('place_cues', 'compare')}[^，。；：]{{0,4}}$")
_EXAMPLE = re.compile(rf"[^，。；]{{0,8}}?{alternation('place_cues', 'example')}")
_PARTNER_BEFORE = re.compile(r"(?:与|和|(?<!会)同|跟|及|、|至|到|—|－|-|～|往|比)$")
_PARTNER_AFTER = re.compile(r"(?:与|和|同|跟|及|、|至|到|—|－|-|～)")
_PARTNER_VERB = re.compile(rf"[^，。；]{{0,12}}?{alternation('place_cues', 'partner')}")
_INSTITUTION = re.compile(
    rf"[\u4e00-\u9fff]{{0,4}}?{alternation('place_cues', 'institution')}|[\u4e00-\u9fff]{{0,2}}?{alternation('place_cues', 'feature')}"
)
_AIMED = re.compile(rf"{alternation('place_cues', 'aimed')}[^，。；：“”]{{0,3}}$")
_AIMED_CLOSE = re.compile(rf"{alternation('place_cues', 'aimed')}$")
_MODAL = re.compile(rf"(?:各[^，。；]{{1,4}})?{alternation('place_cues', 'modal')}")
_ACTING = re.compile(rf"(?:等[县市区地])?{alternation('place_cues', 'action')}")
_CLAUSE_START = re.compile(r"(?:^|[，。；：、“”！？\n])$")
_TOWNSHIP = re.compile(
    r"(?P<aim>在|于|将|把|推动|支持|以|打造|建设)(?P<name>[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道))(?!村|级|干部|卫生|集市|企业)"
)

_NATIONAL_SCOPE = re.compile(
    r"""
    ^(?:从|在|由|请)?(?:国家(?:层面|有关部[委门]|相关部[委门]|部委|应|要|尽快|出台|加大|修订|立法|给予)
        | 全国(?:范围|层面|统一|人大常委会) | 中央(?:层面|财政|政府))
    | 国家层面 | 在全国(?:范围|推广|推开|布局)
    | (?:修[改订]|制定|出台)《?(?:中华人民共和国)?[\u4e00-\u9fff]{2,12}(?<![办方做执立司])法(?:》|$|，)
    """,
    re.VERBOSE,
)
_PROVINCE_SCOPE = re.compile(
    r"""
    ^(?:从|在|由|请)?(?:省级?层面 | 省里 | 省级(?!以|重|示|特|专|品|非|文|高|创|平|技|实|一|优|开|森|湿|自|园|农|龙|财政资金) | 全省(?!前列|领先|第一|高质量|率先|重要)
        | 我省 | 省(?:委、?省)?政府 | 省(?:有关|相关|直)部门 | 省[\u4e00-\u9fff]{1,7}(?:厅|局|委))
    | 省级层面 | 在全省(?:范围|推广|推开|布局) | 我省(?:应|要|出台)
    """,
    re.VERBOSE,
)
# whom the words are addressed to, before the cue: 希望|省里…
_TO_NATION = re.compile(
    r"(?:建议|希望|恳请|呼吁|请求?|期盼|从|在)(?:国家|中央|全国人大|国务院)(?:[^，。：；]{0,6}(?:部委|部门|层面|有关方面))?[，：]?$"
)
_TO_PROVINCE = re.compile(
    r"(?:建议|希望|恳请|呼吁|请求?|期盼|从|在)(?:省里|省级层面|省政府|省委、省政府|省有关部门|省直部门|省直有关部门)[，：]?$"
)
# 国家能源局, 《教育法》; but 国家发展大局, 《基本法》
_NATION = re.compile(
    rf"{alternation('place_cues', 'nation')}|(?:国家|内地)(?:[\u4e00-\u9fff]{{2,6}}(?<!大)局|公务员|[\u4e00-\u9fff]{{2,4}}基金)|《(?!基本法|香港|澳门)[^》条例]+法》"
)
_OF_NATION = re.compile(r"(?:全国|港区|港澳)(?:人大代表|政协委员|政协常委|人大常委)|国务院")
_DELEGATION = re.compile(r"(?:调研|视察|督导|考察|检查|督查|巡视|巡察)[组团]$")
_SAID = re.compile(alternation("reporting"))
_AND = frozenset({"、", "和", "及", "与", "以及"})
_OPENING = 15  # characters from a sentence's beginning in which it tells where it plays
_TOPIC = re.compile(r"(?:作为|地处|位于|素有|素以|自古|历来|是(?!否))")
_GOING = re.compile(rf"{alternation('place_cues', 'visit')}(?!自)[^，。；]{{0,3}}$")
_PURPOSE = re.compile(rf"[^。\n]{{0,40}}?{alternation('place_cues', 'purpose')}")


def _within(spans: Sequence[Span], mention: PlaceMention) -> bool:
    return any(start <= mention.start < end for start, end in spans)


class Aim(Enum):
    """What a mention is to its proposal."""

    AIMED = auto()  # 在…设立, 支持…
    SUBJECT = auto()  # 澳门应…
    ELSEWHERE = auto()  # an example, a partner, an origin, a route, or part of a longer name
    OPEN = auto()  # nothing tells


def aim_of(text: str, mention: PlaceMention, window: Span, *, official: bool) -> Aim:
    """The aim of a mention within the words at `window`."""
    before = text[max(window[0], mention.start - 16) : mention.start]
    after = text[mention.end : min(window[1], mention.end + 24)]
    if _is_elsewhere(before, after, mention.start - window[0], official=official):
        return Aim.ELSEWHERE
    if _MODAL.match(after) and _CLAUSE_START.search(before):
        return Aim.SUBJECT
    if (_AIMED if official else _AIMED_CLOSE).search(before):
        return Aim.AIMED
    return Aim.OPEN


def _is_elsewhere(before: str, after: str, offset: int, *, official: bool) -> bool:
    if _COMPARE.search(before) or _EXAMPLE.match(after):
        return True
    if not official and _INSTITUTION.match(after):
        return True
    if _PARTNER_BEFORE.search(before) and offset > 0:
        return True
    return bool(_PARTNER_AFTER.match(after) and _PARTNER_VERB.match(after))


def acts_there(text: str, mention: PlaceMention) -> bool:
    """Whether an action follows the place at once: 支持镇原|发展肉羊产业, but not 支持华阴|老腔进景区."""
    return bool(_ACTING.match(text, mention.end))


def is_list(between: str) -> bool:
    """Whether what stands between two places makes them a list."""
    return between in _AND


def names_township(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The towns that the words at `start:end` aim at, with their spans."""
    for match in _TOWNSHIP.finditer(text, start, end):
        yield match["name"], match.span("name")


def scope_of(text: str, candidate: Candidate, own: str | None) -> Literal["national", "province"] | None:
    """Whether a member of a higher body speaks for the whole country or province in a local article."""
    if own is None or own.endswith("0000"):
        return None
    words = "".join(text[start:end] for start, end in candidate.spans)
    before = text[max(0, candidate.start - 16) : candidate.start]
    if "我市" in words or "全市" in words:
        return None
    if _NATIONAL_SCOPE.search(words) or _TO_NATION.search(before):
        return "national"
    if _PROVINCE_SCOPE.search(words) or _TO_PROVINCE.search(before):
        return "province"
    return None


def is_national_member(speaker: Speaker) -> bool:
    """Whether somebody sits in the national congress or CPPCC, from where he proposes for the whole country."""
    return bool(_OF_NATION.search(speaker.role or ""))


def names_nation(words: str) -> bool:
    """Whether words name a body or scope of the whole country: 国家医保局, 教育部, 中西部."""
    return bool(_NATION.search(words))


def visited(
    text: str,
    candidate: Candidate,
    mentions: Sequence[PlaceMention],
    section: Sequence[Block],
    gazetteer: Gazetteer,
    own: str,
    said: Sequence[Span] = (),
) -> PlaceMention | None:
    """Where in the article's area the candidate's speakers had gone when they spoke.

    That is the last stop of the candidate's own paragraph (在城固县…,他说) or, where the whole visit is to one
    place, that place: 某主席带队深入平顺县…调研. Null for what is said after several stops. `said` is what the
    candidate's speech takes up: a place in it is talked of, not gone to.
    """
    if any(speaker.kind == "group" for speaker in candidate.speakers) or not section:
        return None
    line = text.rfind("\n", 0, candidate.start) + 1
    stops: list[tuple[PlaceMention, str, str]] = []
    for mention in beginning_in(mentions, section[0].start, section[-1].end):
        if candidate.start <= mention.start < candidate.end:
            continue
        code = settled(mention, gazetteer, own)
        if not code or code == own or not gazetteer.contains(own, code):
            continue
        first = max(text.rfind(mark, 0, mention.start) for mark in "。\n") + 1
        lead = text[first : mention.start]
        if _SAID.search(lead):
            continue  # 他建议组织企业赴太湖县考察
        opens = line <= first and len(lead) <= _OPENING and not _within(said, mention)
        listed = bool(stops) and is_list(text[stops[-1][0].end : mention.start])
        topic = mention.start == line and _TOPIC.match(text, mention.end)  # 蒙城是养殖大县
        if listed or topic or (_GOING.search(lead) and (opens or _PURPOSE.match(text, mention.end))):
            stops.append((mention, code, lead))
    here = [mention for mention, _, _ in stops if line <= mention.start < candidate.start]
    if here:
        return here[-1] if not is_list(text[here[-1].start - 1]) else None
    if len({code for _, code, _ in stops}) != 1:
        return None
    names = [speaker.name or speaker.role or "" for speaker in candidate.speakers]
    if all(_DELEGATION.search(name) for name in names) or any(
        n in lead for _, _, lead in stops for n in names
    ):
        return stops[0][0]
    return None
