"""What a speech has been doing up to a piece: urging, planning, reporting what was done, listing problems.

Comes in: a piece as it stands and whether it was taken for a proposal. Goes out: the mode in which the next piece is
read. Hard about it: a bare sentence (完善技能人才评价体系) is a plan behind 下一步 and an achievement behind 去年以来, and
only what was said before tells which.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.lexicons import lexicon
from pipeline.stages.annotations import Speech, Stance
from pipeline.stages.aspect import DONE, NEXT
from pipeline.stages.reporting import VERB_CLASS

Mode = Literal["urge", "plan", "bare", "done", "problem"]

_PLEDGES = frozenset(lexicon("reporting", "pledge"))
_URGES = re.compile(r"建议|希望|呼吁")
_PLANS = re.compile(r"(?:^|[，局委府年])(?:今年|明年)?(?:将|拟|计划)(?![来军])")
_WE_PLAN = re.compile(r"我们[^，。]{0,6}(?:准备|打算|计划)[^，。]{0,8}[：。]")  # 今年我们镇里准备做两件事：
_OBLIGES = re.compile(r"建议|要|应")
_MUST_FIRST = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:要|应|必须)")
# 目前主要存在以下问题：
_PROBLEMS = re.compile(
    r"(?:存在|主要|突出|几个|几点|以下)[\u4e00-\u9fff]{0,6}(?:问题|困难|不足|短板)[^建]*[：。]?$"
)
# 为此，建议：
_ANNOUNCES_ADVICE = re.compile(
    r"(?:为此|因此|对此)?，?建议[：，]?$|我的(?:提案|建议|办法|想法|主张)[^：]{0,8}：$|建议.{0,14}[：]$|提出.{0,12}建议"
)


def mode_at_start(speech: Speech) -> Mode | None:
    """The mode in which a speech begins: its reporting verb may urge (委员们建议，…)."""
    if speech.cue in _PLEDGES:
        return "plan"
    return "urge" if VERB_CLASS.get(speech.cue or "") == "urge" else None


def mode_after(raw: str, speech: Speech, mode: Mode | None, taken: Stance | None = None) -> Mode | None:
    """The mode after a piece; `taken` is its stance where it was a proposal. None for nothing of these."""
    if not raw:
        return mode_at_start(speech)
    if NEXT.search(raw) or _WE_PLAN.search(raw):
        return "plan"
    if taken:
        return _mode_after_proposal(raw, mode, taken)
    if _PROBLEMS.search(raw.strip()):
        return "problem"
    if DONE.search(raw) and mode != "problem":
        return "done"
    if _ANNOUNCES_ADVICE.search(raw.strip()):
        return "urge"
    return mode if mode in {"done", "problem"} else None


def _mode_after_proposal(raw: str, mode: Mode | None, stance: Stance) -> Mode:
    if _URGES.search(raw):
        return "urge"
    if stance == "commitment" and _PLANS.search(raw) and not _OBLIGES.search(raw):
        return "plan"  # 要求当局：一、将名额增至…: no plan
    if mode in {"urge", "plan", "bare"}:
        return mode
    return "urge" if _MUST_FIRST.search(raw) else "bare"
