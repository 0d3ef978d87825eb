"""Why a piece with a cue (要, 应, 将, 建议) is no proposal after all.

Comes in: the evidence on a piece whose cue is known. Goes out: the reason, or None. Hard about it: 要 and 必须 also state
what is so (要…才能…, 生态好就要…), and 将 also foretells what nobody does (气温将上升).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation, lexicon
from pipeline.lexicons.words import has_verb
from pipeline.stages.aspect import DONE, DONE_FIRST, JUDGEMENT
from pipeline.stages.devotion import is_mere_study
from pipeline.stages.evidence import Evidence, action_likeness, says_by_whom

_OUTLOOK = re.compile(alternation("evidence", "outlook"))
_WHEN_AND_WHERE = re.compile(
    r"^(?:[于在][^，]{1,8}?(?:年|月|日|底|初)(?:[前底初])?|在[^，]{2,6}?(?=举[行办]|召开|开幕))+"
)
_CONDITION = re.compile(r"如果|若|一旦|凡|只要|对于?")
_INCLUDED = re.compile(r"已经?纳入")
_PLAIN_MUST = frozenset({"应", "应该", "应当", "必须"})
# says what something amounts to, what it takes, or what always goes together
_REASONING = re.compile(
    r"""
      ，[^，]{0,10}(?:就)?是(?:必由之路                             # …，是必由之路
        |[^，]{0,14}(?:关键|根本|基础|前提|状态[^，]*|作风|目标|难题|保障|要求))$
    | (?:^|，)就是要[^，]{2,14}(?:，[^，]{2,8})?$                   # 就是要敢闯敢试
    | (?:必须|要|须).+才能                                         # 要…，才能…
    """,
    re.VERBOSE,
)
# a doubt and not a demand: 质疑是否有需要…; and a wish that somebody sees something: 希望青年明白…
_QUESTIONED = re.compile(
    r"^(?:质疑|追问|反问|不解)|^[^，]{0,12}(?:是否|有没有)(?:真的?)?(?:有)?(?:需要|必要)"
)
_WISHES_INSIGHT = re.compile(
    r"[^，]{0,10}(?:明白|体谅|谅解|理解)(?!力|度)|能?(?:以此|借此|藉此|由此)"
)  # 希望|借此…: a purpose
_PERCEIVES = re.compile(
    r"(?:清醒地?|充分|深刻|清楚地?)?(?:看到|认识到|意识到|正视|承认)"
)  # 但也要|看到…: how things stand
_ATTENTION = re.compile(r"(?:引起|重视|关注|正视|破解|解决|改进|加强)$|引起")
# 应该|把账本每个月念一遍: what is done needs no known verb
_ARRANGES = re.compile(
    r"^(?:给|让|将|加多|[\u4e00-\u9fff][一两几0-9])|把|留[出一两几0-9]|多[设建开派办添修划种招配]"
)
_EACH_TIME = re.compile(r"每[^，]{2,10}，[^，]{2,8}就要")  # 每到雨季，村民就要绕路
_BY_LAW = re.compile(r"(?:根据|按照?|依据|依照)(?:现行|有关|相关|香港)?(?:《|法例|法律|条例|规定)")
_ONLY_THEN = re.compile(r"须.+(?:方可|才可|方能|始可)")
_PERFORMED = re.compile(r"(?:作|作出|取得|形成|开展|进行|召开)了")
_HEEDS = re.compile(r"(?:全面|审慎|小心|一并)?(?:考虑|顾及|兼顾|视乎|平衡|视情况)")
_ONCE = re.compile(
    r"[，。；“\s]*(?:小时候|从前|以前|那时候?|当年|早些年|过去)，?(?!的)"
)  # 小时候，洗脸水要留着喂羊
_LOOKS_BACK = frozenset(lexicon("reporting", "past"))
# 别让老人为一碗饭发愁: nothing that somebody could carry out
_NEVER_LET = re.compile(r"别再?[让叫][^，]{2,10}(?:发愁|吃亏|寒心|为难|犯难|操心|流泪|跑断腿|受委屈)")


def cued_refusal(e: Evidence) -> str | None:
    """The reason why a piece with a cue is no proposal, or None."""
    if e.cites or _QUESTIONED.search(e.text) or _wishes_insight(e):
        return "description"
    if _foretells(e):
        return "announcement"
    if (
        not e.urges
        and not _CONDITION.match(e.text)
        and DONE.search(e.before_cue)
        and not _INCLUDED.search(e.text)
    ):
        return "done"
    if _describes_need(e):
        return "description"
    if _is_motto(e):
        return "slogan"
    if e.speech.cue == "作者" and not e.urges and not e.intends and e.cue not in _PLAIN_MUST:
        return "narration"
    return "description" if _tells_what_is_so(e) else _done_or_devoted(e)


def _is_motto(e: Evidence) -> bool:
    """Whether there is nothing that somebody could carry out: “别让老人为一碗饭发愁。”"""
    if e.cue == "别" and e.speech.quote == "direct" and _NEVER_LET.fullmatch(e.text):
        return True
    return not (has_verb(e.text) or _ARRANGES.search(e.after_cue) or says_by_whom(e.after_cue))


def _tells_what_is_so(e: Evidence) -> bool:
    """Whether an obligation is a position of an office, one of former times, or part of a reasoning."""
    if _EACH_TIME.search(e.text):
        return True
    if e.urges:
        return False
    if e.speech.cue in _LOOKS_BACK or _ONCE.match(e.raw):
        return True  # 他忆述，当年全村要出动…
    if e.cue == "不得" and "规定" in e.before + e.before_cue:
        return True  # 民法典规定，…不得早于…
    if e.cue in {"须", "不得", "必须", "应当", "应"} and _is_rule(e):
        return True
    return bool(_is_position(e) or _PERCEIVES.match(e.after_cue or e.text) or _REASONING.search(e.text))


def _is_rule(e: Evidence) -> bool:
    """Whether the law has it so already: 根据《雇佣条例》，雇主须于七日内…; 店铺须申领牌照方可售卖."""
    asked = e.verb_class in {"urge", "instruct"}
    return bool(_BY_LAW.match(e.text)) or (not asked and bool(_ONLY_THEN.search(e.text)))


def _is_position(e: Evidence) -> bool:
    """Whether an office only says what it has to heed (须平衡各行业运作), or anybody what a thing must not be."""
    offices = e.official or all(s.kind == "organization" for s in e.speech.speakers)
    heeds = offices and e.cue in {"须", "需", "需要"} and _HEEDS.match(e.after_cue)
    return bool(heeds) or e.text.startswith(("不应成为", "不应沦为", "不应是"))


def _wishes_insight(e: Evidence) -> bool:
    return e.cue in {"希望", "盼", "期望"} and bool(_WISHES_INSIGHT.match(e.after_cue or e.text))


def _foretells(e: Evidence) -> bool:
    """Whether a 将 is no plan of the speaker's: another's subject, or what will come about by itself."""
    if not e.intends:
        return False
    others = bool(e.subject) and not (e.speaks_of_own_side() or e.plans_own_work() or e.replies_for_body())
    # 实施…行动，今年将突破1000万人次: an action with what it will bring
    acts_before = bool(e.before_cue) and action_likeness(e.before_cue) == 2
    comes_about = _OUTLOOK.match(_WHEN_AND_WHERE.sub("", e.after_cue))
    return others or (bool(comes_about) and not acts_before)


def _describes_need(e: Evidence) -> bool:
    """仍存在…，需要…: within a report, a need that is judged and not asked for."""
    if e.urges or e.cue not in {"要", "需要", "需", "亟待", "亟需"}:
        return False
    if e.mode == "problem":
        return bool(_ATTENTION.search(e.after_cue))  # 部分站点由老人代管，需要引起重视
    return e.mode == "done" and bool(JUDGEMENT.search(e.text))


def _done_or_devoted(e: Evidence) -> str | None:
    if not e.urges and _PERFORMED.search(e.text):
        return "done"
    if e.subject and e.subject.startswith("我们") and is_mere_study(e.after_cue):
        return "loyalty"
    needs = e.cue in {"需要", "必须", "须", "需"} and not e.before_cue
    if needs and action_likeness(e.after_cue or e.text) == 0:
        return "description"
    reports = not e.urges and not e.intends and e.speech.quote != "signed"
    return "done" if reports and DONE_FIRST.search(e.text) else None
