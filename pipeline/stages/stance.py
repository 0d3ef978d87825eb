"""Recommendation or commitment: whether a proposal asks others to act, or says what one's own side will do.

Comes in: the evidence on a piece that is a proposal. Goes out: its stance (guidelines section 4). Hard about it: 要 of a
leader urges others (各部门要加快…), of an office head behind 下一步 it promises (下一步,要加快…).
"""

from __future__ import annotations

import re

from pipeline.lexicons import alternation, classes, lexicon
from pipeline.lexicons.words import opens_with_verb
from pipeline.stages.annotations import Stance
from pipeline.stages.aspect import FUTURE_TIME, NEXT
from pipeline.stages.evidence import Evidence, names_own_side
from pipeline.stages.standing import holds_office, is_civil, is_national

_MANDATES = frozenset(classes("standing")["mandate"])
_OBLIGATION = frozenset({"必须", "应", "应该", "应当", "须", "务必"})
_ORDER = frozenset({"要", "必须", "应", "应当", "须"})
_PLEDGES = frozenset(lexicon("reporting", "pledge", "avowal"))
_GOVERNMENT = re.compile(r"政府$|^当局$")
_DEPARTMENT = re.compile(r"(?:局|署|厅|处)$")
_BODY = re.compile(r"(?:[署局处]|政府|当局|部门)$")
# what an action has to heed
_HEEDS = re.compile(r"考虑|顾及|兼顾|视乎|平衡|符合|遵守|尊重")
_HOPE = re.compile(r"力争|争取|确保")
# the subject is told what to do: 各地, 有关部门, 广大青年
_OTHERS = re.compile(rf"^各|广大|^有关|^相关|{alternation('standing', 'others')}(?:们|都|也|还|同志)*$")


def stance_of(e: Evidence) -> Stance:
    """Recommendation or commitment (guidelines section 4): the cue decides, then the speaker's standing."""
    if all(s.kind == "organization" and _GOVERNMENT.search(s.name or "") for s in e.speech.speakers):
        return "commitment"  # 政府早前提出…
    if (
        e.speech.cue == "提出"
        and e.cue in {None, "提出"}
        and all(s.kind == "organization" and _DEPARTMENT.search(s.name or "") for s in e.speech.speakers)
    ):
        return "commitment"  # 运输署早前提出拆除…
    if e.urges:
        return "recommendation"
    roles = "；".join(s.role or s.name or "" for s in e.speech.speakers)
    civil = is_civil(e.speech, roles)
    if e.speech.quote == "direct" and not e.cue and _promises_a_date(e, roles):
        return "commitment"
    if e.speech.cue in _PLEDGES and not civil:
        return "commitment"
    if civil and e.verb_class == "urge" and not e.intends:
        return "recommendation"  # 她建议，今后凡是…，都要…
    hopes = civil and _HOPE.match(e.cue or "")
    if (e.intends and not hopes) or NEXT.search(e.raw) or e.speech.cue == "打算":
        return "commitment"
    if any(s.mandate in _MANDATES for s in e.speech.speakers):
        return "recommendation"
    if civil:
        return "commitment" if e.mode == "plan" and ("我" in e.raw or e.in_list) else "recommendation"
    return _stance_of_office(e, roles)


def _promises_a_date(e: Evidence, roles: str) -> bool:
    return bool(FUTURE_TIME.search(e.text)) and holds_office(roles) and not is_civil(e.speech, roles)


def _stance_of_office(e: Evidence, roles: str) -> Stance:
    """The stance of those who speak for an office or a body."""
    cue = e.cue or ""
    if is_national(roles) or (e.verb_class == "instruct" and cue in _ORDER):
        return "recommendation"
    if e.mode == "plan":
        return "commitment"
    if all(s.kind == "organization" for s in e.speech.speakers):
        own = e.speech.quote == "signed" or roles.endswith("政府")
        return "commitment" if own else "recommendation"
    if e.verb_class in {"instruct", "opinion", "urge"} or _obliges_others(e):
        return "recommendation"
    return "commitment" if holds_office(roles) or e.speech.cue == "作者" else "recommendation"


def _obliges_others(e: Evidence) -> bool:
    if e.subject and _BODY.search(e.subject) and not e.speaks_of_own_side():
        return True  # 机电署|不如每两年验一次电, says 队长
    if e.cue in _OBLIGATION or "必须" in e.raw:
        return True
    if e.subject and opens_with_verb(e.subject) and _HEEDS.match(e.after_cue):
        return True  # 安装摄像头|要考虑必要性: whoever does it
    return bool(e.subject and _OTHERS.search(e.subject) and not names_own_side(e.subject))
