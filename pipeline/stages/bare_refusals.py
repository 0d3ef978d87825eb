"""Why a piece without a cue (加快制定…, 完善…体系) is no proposal.

Comes in: the evidence on a piece in which neither 要 nor 建议 stands. Goes out: the reason, or None. Hard about it: only
what surrounds it tells a plan from an achievement or an analysis: the mode of the speech, the list it stands in, who
speaks and how he is quoted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import has_verb, opens_with_verb
from pipeline.stages.aspect import DONE, FUTURE_DATE, FUTURE_TIME, JUDGEMENT, PERFECT, PREDICATE
from pipeline.stages.evidence import Evidence, action_likeness, opens_like_action, says_by_whom
from pipeline.stages.modal_cues import says_what_is
from pipeline.stages.standing import holds_office, is_civil

# 有的居民…, but 有序推进…, 有效整治…
_EXISTS = re.compile(r"有(?!序|效|机|力地?|针对|组织|计划|步骤|条不紊|关部门|的放矢)|只要|只有")
# 建立家长学校120所，开展讲座460场: a balance
_COUNTED = re.compile(
    r"[0-9.]+(?:余|多)?[万亿]?(?:所|场次?|个|起|件|人次?|份|家|条|公里|亩|元|户|批|%|项|名|辆|座|处)(?=[，。；]|$)"
)
_BALANCE = re.compile(rf"以来|累计|已(?!经?不)|共|{_COUNTED.pattern}")
_PRAISE = re.compile(alternation("evidence", "praise"))
_RENAMED = re.compile(r"将(?:更名|举行|召开|迎来|开幕|成为)")
_TOPIC = re.compile(r"对|就|关于|围绕")
_LONGEST_TOPIC = 10  # characters; 对农村敬老院 is a topic, a longer one may hold an action
_MOSTLY = 0.6  # of the clauses begin with an action; a citizen's story (用上集中供热，一年省下…) has a third
_NATION = re.compile(r"党和国家|我国|我们党|党中央|中国(?!人)")
_WE_PLAN = re.compile(r"我们(?!.{0,4}正)")  # 我们正在研究 is no plan yet
_WHERE = re.compile(r"^在[^，]+$")
_BAN = re.compile(r"严禁|禁止|不得|不准")
_COMMENT = re.compile(
    r"[，。；]*(?:这[个一条项些]|至于|此举|对此)|[^，。]{0,12}占[^，]{0,6}[0-9.]+%"
)  # 这个点子引来一片赞同
_ANNOUNCING = frozenset({*lexicon("reporting", "pledge"), "支招"})  # who gives advice announces it too
_ARRANGES = re.compile(r"[把给让在对做按准建办设0-9]|不限|一律|每[人年月个家]")
# 通过这门课程，可以推动…; 活化龙窑可以为居民提供…: what comes of it
_EFFECT = re.compile(
    r"(?:通过|这样|如此)[^。；]{2,40}，(?:就|便|才)?(?:可以|能够|能|可)|[^，。；]{2,14}(?:(?:可以|能够)(?:为|让|令|使|推动|提高|减少|带动)|会(?:更加?|越来越|逐步))"
)
_DISPOSES = re.compile(r"把[^，]+")  # 把煤炭棚拆了: an order, no deed
# the reporter tells what somebody did: 他又忆述父亲…, 队伍其后把请愿信交予…
_NARRATED = re.compile(
    r"[，。；\s]*(?:(?:方案|计划|建议|议案|动议|会议)(?:[昨今前][日天午晨晚早]|上周|其后|最终|随即)|[他她](?!们的|人)|[^，。]{2,8}(?:其后|随后))"
)
_REACTS = re.compile(r"(?:欢迎|赞成|支持|感谢|失望|遗憾|认同|不满|无奈)(?:，|$)")
_ONCE = re.compile(r"当年|昔日|旧时|从前|早年|以往|那时")
_GOES_ON = re.compile(r"同时|此外|另外")
# of a quoted sentence: shorter ones are mottos (绿水青山就是金山银山). Higher loses what people say briefly
_SHORTEST_QUOTED = 14
_SHORTEST_QUOTED_CLAUSE = 26  # the same of one without a comma


def bare_refusal(e: Evidence) -> str | None:
    """The reason why a piece without a cue is no proposal, or None."""
    e = replace(e, text=_without_reason(e))
    if _PRAISE.search(e.text) or e.cites or _EXISTS.match(e.text) or _comments_on(e):
        return "description"
    if says_what_is(e.text) and not opens_with_verb(e.text):
        return "description"
    if _REACTS.match(e.text):
        return "reaction"
    if _ONCE.match(e.text):
        return "done"
    if e.speech.quote == "indirect" and _NARRATED.match(e.raw):
        return "narration"
    if e.official and FUTURE_DATE.search(e.text) and has_verb(e.text) and not _is_fact(e.text):
        return None  # 剩余路段年底前通车
    reason = _done(e)
    if reason is not None or _plans_own_work(e):
        return reason
    if _is_announced(e) and not JUDGEMENT.search(e.text) and _acts(e.text):
        return None
    reason = _describes(e) or _comments(e)
    if reason is not None or e.speech.cue == "提交" or e.mode in {"urge", "plan", "bare"} or e.in_list:
        return reason
    return _reported(e)


def _comments_on(e: Evidence) -> bool:
    """这个点子引来一片赞同; but 这个问题已列入实事项目，|6月底前完成招标."""
    return bool(_COMMENT.match(e.raw)) and e.raw.find(e.text[:6]) < _LONGEST_TOPIC


def _acts(text: str) -> bool:
    """Whether something is done, with a verb that is known or without one: 坏了|由厂家包, 钥匙|按楼分."""
    return has_verb(text) or bool(_ARRANGES.search(text)) or says_by_whom(text)


def _is_fact(text: str) -> bool:
    """Whether a dated sentence tells of what is done or will come about: 明年将更名为…"""
    return bool(DONE.search(text) or _RENAMED.search(text))


def _without_reason(e: Evidence) -> str:
    """A list's item without what is told behind it: 建设加压泵站。|目前全市水压不足; but 整治见成效。今年以来拆除… is all told."""
    first, _, rest = e.text.partition("。")
    return first if e.rule == "enumeration-item" and not _BALANCE.search(rest) else e.text


def _done(e: Evidence) -> str | None:
    """An achievement, a problem, or the nation's history."""
    perfect = PERFECT.search(_DISPOSES.sub("", e.text, count=1) if e.text.startswith("把") else e.text)
    if (
        DONE.search(e.text)
        or (perfect and not _is_announced(e))
        or (e.mode == "done" and e.rule != "enumeration-item")
        or (
            e.official
            and e.mode not in {"plan", "urge"}
            and not e.in_list
            and len(_COUNTED.findall(e.text)) > 1
        )
    ):
        return "done"
    if _NATION.match(e.text):
        return "description"
    organizations = all(s.kind == "organization" for s in e.speech.speakers)
    if e.speech.quote == "signed" and (e.mode == "problem" or (e.mode == "done" and organizations)):
        return "done"
    return None


def _plans_own_work(e: Evidence) -> bool:
    """An office holder's sentence with a time to come, or one with 我们 behind 下一步."""
    if not holds_office(e.roles) or JUDGEMENT.search(e.text) or _is_fact(e.text):
        return False
    dated = FUTURE_TIME if e.speech.quote == "direct" else FUTURE_DATE  # 每季度公布… in a report is routine
    soon = dated.search(e.text) and has_verb(e.text)
    return bool(soon) or (e.mode == "plan" and bool(_WE_PLAN.match(e.text)))


def _describes(e: Evidence) -> str | None:
    """No course of action, or one that is only spoken of."""
    likeness = action_likeness(e.text)
    if e.speech.cue == "提交" and has_verb(e.text):
        return None  # the title of a motion
    if likeness == 0 or JUDGEMENT.search(e.text.split("，")[0]):
        return "description"
    if _EFFECT.match(e.text):
        return "description"
    if likeness < 2 and (JUDGEMENT.search(e.text) or e.speech.quote == "direct"):
        return "description"
    if (
        e.speech.quote == "direct"
        and not e.in_list
        and is_civil(e.speech, e.roles)
        and not _acts_throughout(e)
    ):
        return "description"
    signed = e.speech.quote == "signed" and any(s.kind != "organization" for s in e.speech.speakers)
    if signed and e.mode not in {"urge", "plan", "bare"} and e.rule != "enumeration-item":
        return "description"
    return None


def _is_announced(e: Evidence) -> bool:
    """提出三条对策：串联古镇，…；: what is announced may have a verb that no dictionary has, and 坏了谁修 in it."""
    listed = e.in_list and e.mode in {"urge", "plan"}
    return listed or (e.mode == "urge" and e.speech.cue == "提出") or e.speech.cue in _ANNOUNCING


def _acts_throughout(e: Evidence) -> bool:
    """Whether most clauses begin like a course of action: a plan, not a story."""
    acting = sum(opens_like_action(clause) for clause in e.clauses)
    return acting >= _MOSTLY * len(e.clauses)


def _comments(e: Evidence) -> str | None:
    """A motto, or a sentence whose later clause only comments on the first."""
    shortest = _SHORTEST_QUOTED if "，" in e.text else _SHORTEST_QUOTED_CLAUSE
    urged = e.verb_class == "urge" and opens_with_verb(e.text)  # 张建国建议：“建设一批公办幼儿园。”
    if e.speech.quote == "direct" and not e.in_list and len(e.text) < shortest and not urged:
        return "slogan"
    clauses = e.clauses
    if len(clauses) == 1 and len(e.text) < _LONGEST_TOPIC and _TOPIC.match(e.text):
        return "topic"
    if any(PREDICATE.match(clause) for clause in clauses[1:]):
        return "description"
    rest = "，".join(clauses[1:])
    if rest and _WHERE.match(clauses[0]) and not action_likeness(rest) and not has_verb(clauses[0][2:]):
        return "description"
    return None


def _reported(e: Evidence) -> str | None:
    """In reported speech without list or mode: what a member says without a cue is reasoning."""
    if _BAN.match(e.text):
        return None
    if e.speech.cue in _ANNOUNCING:
        return None
    if e.speech.quote == "indirect" and e.verb_class in {"say", "opinion"} and is_civil(e.speech, e.roles):
        return "description"
    if e.speech.quote == "indirect" and e.verb_class is None and not _GOES_ON.match(e.raw):
        return "narration"
    return None if action_likeness(e.text) >= 2 else "description"
