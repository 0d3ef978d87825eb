"""Who is the subject of a reporting verb: a person, an unnamed official, everybody, a group, a body, a pronoun.

Comes in: the clause before the verb, and the persons named in it. Goes out: a `Subject`, or None where there is none. Hard
about it: a person named in the clause may be its object (在会见李明时，|他说), and one word is a body or the tail of
another (市财政|局, 机|会).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import rjieba

from pipeline.lexicons import alternation, classes, lexicon
from pipeline.lexicons.words import is_content_word, is_verb
from pipeline.stages.adverbs import ADVERBS, is_tangled
from pipeline.stages.annotations import Span, Speaker
from pipeline.stages.mentions import LONGEST_MENTION, Mention
from pipeline.stages.order import beginning_in
from pipeline.stages.place_mentions import leading_place
from pipeline.stages.referred_bodies import begins_as_name, is_no_body, referred_body, that_body

_OBJECT_MARK = re.compile(r"(?:[对给向与和跟把被让请由同]|根据|按照|听取|邀请|会见|陪同|以及)$")
_ADDRESSED = re.compile(r"[对向给跟]$")
_GROUP = re.compile(
    rf"(?:与会|参会|到会|列席)?(?P<role>(?:[\u4e00-\u9fff]{{0,8}}?(?:界别|界))?{alternation('groups', 'group')})(?P<many>们)?{ADVERBS}$"
)
# 委员们和|专家学者
_GROUP_BEFORE = re.compile(rf"^(?P<role>{alternation('groups', 'group')})们?[和与及、]$")
# 29名跨党派议员
_COUNTED = re.compile(
    rf"(?:^|[，。；])(?:约|近|逾|超过)?[0-9一二三四五六七八九十百千两多数]+余?[位名个](?P<role>[\u4e00-\u9fff]{{1,6}}?{alternation('groups', 'group')})们?{ADVERBS}$"
)
_ONE = re.compile(
    rf"(?:一位|一名|有位|有名|有(?![的关些]))(?:[^，。；]{{1,14}}的)?(?P<role>[\u4e00-\u9fff]{{0,8}}?(?:{alternation('groups', 'group')}|{alternation('titles', 'job', 'person')})){ADVERBS}$"
)
_OFFICER = re.compile(
    rf"""
    (?:^|[，。])
    (?P<role>
      [\u4e00-\u9fff]{{2,20}}
      (?:局长|厅长|署长|司长|关长|主任|部长|处长|科长|院长|校长|行长|支队长|队长|站长|秘书长|镇长|乡长|专员|董事长|总经理|总监|总干事|[局署处厅][\u4e00-\u9fff]{{0,8}}(?:工程师|规划师|测量师|专员|官员|主管|督察|警司))
    )
    {ADVERBS}$
    """,
    re.VERBOSE,
)
_ALL = re.compile(rf"(?:^|[，。])(?P<all>{alternation('groups', 'all')})(?:们)?{ADVERBS}$")
_UNNAMED = re.compile(
    rf"(?P<role>[\u4e00-\u9fff（）·、]{{0,30}}?{alternation('groups', 'unnamed')}){ADVERBS}$"
)
_BODY = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z（）·]{{0,24}}(?:{alternation('organizations', 'suffix')})(?:（[^（）]{{1,20}}）)?){ADVERBS}$"
)
# 农工党市委会|吴忠庆: the body that a name without a title is of
_OF_BODY = re.compile(rf"[\u4e00-\u9fff]{{0,16}}(?:{alternation('organizations', 'suffix')})")
# 民协联, 市妇联, 教协: a short name that only its ending tells for a body
_SHORT_BODY = re.compile(
    rf"(?:^|[，。；])(?P<name>[\u4e00-\u9fff]{{1,5}}(?:联|协|联会|总会|大联盟|阵线)){ADVERBS}$"
)
# 香港中文大学|与|乐施会
_TWO_BODIES = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{2,14}?(?:大学|学院|公司|协会|商会|总工会|联盟|关注组|基金会|中央|市委会|省委会|工商联))"
    r"(?:与|和|及|、)(?P<other>[\u4e00-\u9fff]{3,14})"
)
_BODIES_BEFORE = re.compile(rf"(?:[\u4e00-\u9fff]{{0,12}}?(?:{alternation('organizations', 'suffix')})、)+")
_TO_WHOM = re.compile(r"(?P<name>[^向]{2,14})向")
_PRONOUN = re.compile(
    rf"(?:^|[，。；：“”])(?:[^，。；：“”]{{0,12}})?(?P<pronoun>{alternation('groups', 'pronoun')}){ADVERBS}$"
)
_QUANTIFIER = re.compile(
    r"""^(?:
      在场的? | 参会的? | 与会的? | 列席(?:会议)?的 | 出席(?:会议)?的
    | 多位 | 多名 | 几位 | 几名 | 不少 | 许多 | 很多 | 一些 | 部分 | 有些 | 有的 | 有关 | 相关 | 有(?![关些的]) | 各位 | 广大 | 一位 | 一名
    | (?:约|近|逾|超过)?[0-9一二三四五六七八九十百千两数]+余?[多]?[位名个] | 多个 | 多名 | 多位 | 数个 | 一批 | 一群      # 近20名, 多个
    | 其中 | 来自[^，。]{1,20}的 | 另有 | 其他 | 还有 | 亦有 | 据 | 各 | 众(?=议员|委员|专家|代表|学者|家长|居民|人)
    | 现场 | 同场 | 席间
    )""",
    re.VERBOSE,
)
# behind a name: up to the verb only adverbs, 等…, or a time: 张三等委员在调研后|说
_ADVERBS_BEHIND = re.compile(rf"^(?:等[^，。；]{{0,12}})?{ADVERBS}$")
_TIME_BEHIND = re.compile(r"^[^，。；]{2,36}(?:后|时|期间|过程中|之际|说起|间隙)$")
# another subject or a finished action, behind which the verb is not the person's any more
_OTHER_ACTION = re.compile(r"[了的]|会议|出席|参加|主持(?!会议[时并])|一行|陪同|提交|听取|走访|带队")
# 阮子谦去年的提案曾|建议
_IN_WRITING = re.compile(
    r"^(?:[今去前]年|[0-9]{4}年|早前|日前)?(?:提交|递交|撰写|发表)?的?(?:书面)?(?:提案|议案|建议书|论文|文章|研究|报告|著作|发言稿?)[中里内]?"
)
_LONGEST_GAP = (
    24  # characters between a name and its verb (今年78岁，…); higher joins a verb to somebody else's name
)
_WRITTEN = re.compile(
    r"由?(?P<who>[^，。；《》]{2,24}?)(?:联名|联合|共同)?(?:提交|提出|带来|撰写|报送|递交)的"
    r"(?:(?:关于)?《[^》]{2,60}》|(?:[0-9一]?[份件篇])?(?:集体|团体|党派|联名|书面|大会)?(?:提案|议案|发言|建议案|调研报告))[中里]?"
)
_JOINS = frozenset(lexicon("groups", "join"))
# those who live somewhere, or are in some plight: 屯门|居民, 受影响|居民, 基层|家长
_OF_PLACES = frozenset({"居民", "村民", "街坊", "家长", "市民", "业主", "租户"})
_DISTRICT = re.compile(r"(?:受影响|受灾|受惠|基层|附近|当地)?的?(?:[\u4e00-\u9fff]{2,3}[区村镇]?)?")
_HOLDERS = frozenset(lexicon("groups", "holder"))
_ANY_OFFICIAL = frozenset({"相关负责人", "有关负责人", "负责人"})
SPOKESMEN = frozenset({"发言人", "新闻发言人"})  # one whose body was named before: 运输署发言人
_LEAD = re.compile(
    r".*(?:^|(?<=[\u4e00-\u9fff]))(?:日前|近日|会上|随后|当天|同时|针对[^的]{2,20}的?|此前|其间|期间|早前|报道|报导)"
    r"(?=[\u4e00-\u9fff]{2})"
)
_SOURCE_TAG = re.compile(r"^（[^（）]{1,8}(?:报导|报道|专讯|快讯|综合|社|讯|电)）")
_PREPOSITION = re.compile(
    r"^(?:(?:当时|其时|旗下)的|[\u4e00-\u9fff]{0,8}(?:信|书|报告|活动|集会|声明|调查|会|讲座)由|对|指(?!挥|导)|由|在|据|经|与|和|而|但|其|该|有|并|请|让|使|从|给)(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """`speakers` is empty for a pronoun and for 大家 (`everybody`); the subject begins at `start` of the text."""

    speakers: tuple[Speaker, ...]
    start: int
    everybody: bool = False


def subject_of(text: str, clause_start: int, verb_start: int, mentions: Sequence[Mention]) -> Subject | None:
    """The subject of the verb at `verb_start`, from the clause that begins at `clause_start`."""
    person = _persons(text, clause_start, verb_start, mentions)
    if person is not None:
        return person
    clause = text[clause_start:verb_start]
    if written := _WRITTEN.fullmatch(clause):  # 民进市委会|提交的《…提案》|建议
        return subject_of(text, clause_start, clause_start + written.end("who"), mentions)
    if is_tangled(clause):
        return None
    if clause == "发言":
        return Subject((), clause_start)  # …作了主题发言。发言|建议: whoever spoke goes on
    found = next((found for read in _READERS if (found := read(clause, clause_start)) is not None), None)
    return found or _referred(referred_body(text, clause, clause_start))


def group_or_body(text: str, clause: str, offset: int) -> Subject | None:
    """The group or body that all of a clause names; the clause begins at `offset` of the text."""
    if is_tangled(clause):
        return None
    found = next((found for read in (_counted, _group, _body) if (found := read(clause, offset))), None)
    return found or _referred(that_body(text, clause, offset))


def _referred(body: tuple[Speaker, int] | None) -> Subject | None:
    return Subject((body[0],), body[1]) if body else None


def _persons(text: str, clause_start: int, verb_start: int, mentions: Sequence[Mention]) -> Subject | None:
    """The person named last in the clause, with those who are joined to him: 李明、王芳|表示."""
    near = beginning_in(mentions, clause_start - LONGEST_MENTION, verb_start)
    inside = [m for m in near if clause_start <= m.name_span[0] and m.end <= verb_start]
    if not inside:
        return None
    chain = [inside[-1]]
    for mention in reversed(inside[:-1]):
        if text[mention.end : chain[0].start].strip(" ") not in _JOINS:
            break
        chain.insert(0, mention)
    before, gap = text[clause_start : chain[0].start], text[chain[-1].end : verb_start]
    marked = _OBJECT_MARK.search(before) and not (before.endswith("在") or gap.startswith("看来"))
    if marked and _ADDRESSED.search(before):
        earlier = [m for m in inside if m.end <= chain[0].start]
        if earlier and text[earlier[-1].end : chain[0].start] in {"对", "向", "给", "跟"}:
            return Subject((earlier[-1].speaker,), earlier[-1].start)  # 顾庭芳|对石磊|说
    if marked or not _may_stand_between(gap):
        return None
    start = clause_start if _OF_BODY.fullmatch(before) else chain[0].start
    return Subject(tuple(m.speaker for m in chain), start)


def _may_stand_between(gap: str) -> bool:
    """今年78岁, 告诉记者, 作为…: short, no other subject, no finished action."""
    gap = _IN_WRITING.sub("", gap)
    if _ADVERBS_BEHIND.match(gap) or _TIME_BEHIND.match(gap):
        return True
    return len(gap) <= _LONGEST_GAP and not _OTHER_ACTION.search(gap)


def _one(clause: str, offset: int) -> Subject | None:
    match = _ONE.search(clause)
    return Subject((_unnamed("unnamed", match, match["role"], offset),), offset) if match else None


def _pronoun(clause: str, offset: int) -> Subject | None:
    match = _PRONOUN.search(clause)
    return Subject((), offset + match.start("pronoun")) if match else None


def _officer(clause: str, offset: int) -> Subject | None:
    match = _OFFICER.search(clause)
    if not match:
        return None
    speaker = _unnamed("unnamed", match, _trim(match["role"]), offset)
    return Subject((speaker,), offset + match.start("role"))


def _everybody(clause: str, offset: int) -> Subject | None:
    match = _ALL.search(clause)
    return Subject((), offset + match.start("all"), everybody=True) if match else None


def _official(clause: str, offset: int) -> Subject | None:
    """市人社局相关负责人; 企业代表 is a group, and a bare 发言人 nobody in particular."""
    match = _UNNAMED.search(clause)
    if not match:
        return None
    role = _trim(match["role"])
    if role in classes("groups")["unnamed"] and role not in _ANY_OFFICIAL | SPOKESMEN:
        return None
    group = _GROUP.search(clause) if role.endswith("代表") else None
    if group and group["role"] == role:
        return None
    return Subject((_unnamed("unnamed", match, role, offset),), offset + match.start("role"))


def _counted(clause: str, offset: int) -> Subject | None:
    match = _COUNTED.search(clause)
    return Subject((_unnamed("group", match, match["role"], offset),), offset) if match else None


def _group(clause: str, offset: int) -> Subject | None:
    match = _GROUP.search(clause)
    if not match or clause.startswith("会", match.end("role")):
        return None  # 委员|会|要求
    head = _QUANTIFIER.sub("", clause[: match.start("role")])
    if joined := _GROUP_BEFORE.search(head):
        first = _unnamed("group", joined, joined["role"], offset + clause.find(joined[0]))
        return Subject((first, _unnamed("group", match, match["role"], offset)), offset)
    place = leading_place(head) if head else None
    of_place = place is not None and place.end == len(head)  # 太原|居民
    of_place = of_place or (
        match["role"] in _OF_PLACES and bool(_DISTRICT.fullmatch(head)) and not is_verb(head)
    )
    if re.search(r"[\u4e00-\u9fff]$", head) and not match["many"] and not of_place:
        return None
    one = match["role"] in _HOLDERS and not match["many"] and head == clause[: match.start("role")]
    return Subject((_unnamed("unnamed" if one else "group", match, match["role"], offset),), offset)


def _body(clause: str, offset: int) -> Subject | None:
    match = _BODY.search(clause) or _SHORT_BODY.search(clause)
    if not match:
        return None
    name = _trim(match["name"])
    if (to_whom := _TO_WHOM.match(name)) and _OF_BODY.fullmatch(to_whom["name"]):
        name = to_whom["name"]  # 联盟|向医院管理局|提出四项诉求
    if len(name) < 2 or is_no_body(name):
        return None
    start = offset + match.start("name") + match["name"].rfind(name)
    if two := _TWO_BODIES.fullmatch(name):
        spans = [(start + two.start(group), start + two.end(group)) for group in ("one", "other")]
        both = (
            Speaker("organization", two[group], None, span)
            for group, span in zip(("one", "other"), spans, strict=True)
        )
        return Subject(tuple(both), start)
    joined = _joined_bodies(clause, offset, start - offset)
    first = joined[0].name_span[0] if joined and joined[0].name_span else start
    return Subject((*joined, Speaker("organization", name, None, (start, start + len(name)))), first)


def _joined_bodies(clause: str, offset: int, end: int) -> tuple[Speaker, ...]:
    """The bodies before the one named last, where nothing else heads the clause: 民建联、工联会及|新民党|建议."""
    match = _BODIES_BEFORE.fullmatch(clause[:end])
    if not match:
        return ()
    names = [m for m in re.finditer(r"[\u4e00-\u9fff（）]+", match[0]) if m[0] not in _JOINS]
    return tuple(Speaker("organization", m[0], None, (offset + m.start(), offset + m.end())) for m in names)


# in the order in which they are tried; a narrower form stands before a wider one that would take it too
_READERS = (_one, _pronoun, _officer, _everybody, _official, _counted, _group, _body)


def _unnamed(kind: Literal["unnamed", "group"], match: re.Match[str], role: str, offset: int) -> Speaker:
    return Speaker(kind, None, role, None, _span(match, "role", offset, role))


def _trim(name: str) -> str:
    """A role or body without what stands before it: 近日，, 在…上, 有, 多位."""
    name = _QUANTIFIER.sub("", _SOURCE_TAG.sub("", name))
    lead = _LEAD.match(name)
    name = name[lead.end() :] if lead else name
    preposition = _PREPOSITION.match(name)
    # 和平区|教育局, 经济和信息化局 begin otherwise
    if preposition and not (
        len(preposition[0]) == 1 and (begins_as_name(name) or is_content_word(rjieba.cut(name)[0]))
    ):
        name = name[preposition.end() :]
    return re.sub(r"^的(?!士)", "", name.strip("、 "))


def _span(match: re.Match[str], group: str, offset: int, text: str) -> Span:
    at = match[group].rfind(text)
    start = offset + match.start(group) + max(at, 0)
    return start, start + len(text)
